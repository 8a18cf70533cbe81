package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.grend.harness.Staff;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's card and Vipps, on the packed distribution: a payer approves on a page, and the invoice is paid (S3-20, S2-13). */
class PaymentExerciseTest {

    private static PaymentExercise exercise;

    @BeforeAll
    static void start(@TempDir Path folder) {
        exercise = new PaymentExercise(folder);
    }

    @AfterAll
    static void stop() {
        if (exercise != null) {
            exercise.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"card", "vipps"})
    void whatIsApprovedPaysTheInvoice(String provider) {
        String invoice = exercise.openInvoice();
        JsonNode payment = exercise.start(invoice, provider);
        try (BrowserContext context = exercise.context(ColorScheme.LIGHT, 1100)) {
            Page page = context.newPage();
            page.navigate(payment.get("redirect").asText());
            page.locator("button[value=approve]").click();
            page.waitForURL(url -> url.startsWith(exercise.grend.url() + "min-side/"));
        }
        exercise.awaitStatus(invoice, "PAID");
        JsonNode after = exercise.payment(payment);
        assertThat(after.get("state").asText()).isEqualTo("SETTLED");
        assertThat(after.get("booked").asBoolean()).isTrue();
        assertThat(exercise.staff.get("payment-troubles").require(200).body().get("items"))
                .isEmpty();
        exercise.requireVerified();
    }

    /** A card that the bank refuses leaves the page open; going back from it too, until staff call the payment off. */
    @Test
    void aDeclinedCardMayBeTriedAgainAndAPageThatIsLeftIsCalledOff() {
        String invoice = exercise.openInvoice();
        JsonNode payment = exercise.start(invoice, "card");
        try (BrowserContext context = exercise.context(ColorScheme.LIGHT, 1100)) {
            Page page = context.newPage();
            page.navigate(payment.get("redirect").asText());
            page.locator("button[value=decline]").click();
            assertThat(page.locator("[role=alert]").innerText()).contains("avvist");
            PaymentExercise.look(page, "card-declined");
            page.locator("button[value=cancel]").click();
            page.waitForURL(url -> url.startsWith(exercise.grend.url() + "min-side/"));
            assertThat(exercise.payment(payment).get("state").asText()).isEqualTo("PENDING");

            String id = payment.get("id").asText();
            JsonNode off = exercise.staff
                    .post("provider-payments/" + id + "/cancellation", Map.of())
                    .require(200)
                    .body();
            assertThat(off.get("state").asText()).isEqualTo("CANCELLED");
            page.navigate(payment.get("redirect").asText());
            assertThat(page.locator("h1").innerText()).isEqualTo("Betalingen er ikke åpen");
            PaymentExercise.look(page, "card-not-open");
        }
        assertThat(exercise.status(invoice)).isEqualTo("OPEN");
    }

    @Test
    void whatIsRefusedInVippsIsOver() {
        String invoice = exercise.openInvoice();
        JsonNode payment = exercise.start(invoice, "vipps");
        try (BrowserContext context = exercise.context(ColorScheme.LIGHT, 1100)) {
            Page page = context.newPage();
            page.navigate(payment.get("redirect").asText());
            page.locator("button[value=decline]").click();
            page.waitForURL(url -> url.startsWith(exercise.grend.url() + "min-side/"));
        }
        exercise.awaitState(payment, "CANCELLED");
        assertThat(exercise.status(invoice)).isEqualTo("OPEN");
    }

    /** S1-21, S2-15: consented once, charged, and given back when two persons have said so. */
    @Test
    void aConsentIsGivenOnItsPageTheInvoiceChargedAndGivenBackByTwo() {
        String invoice = exercise.openInvoice();
        String payer = exercise.staff
                .get("invoices/" + invoice)
                .require(200)
                .body()
                .get("payerContactId")
                .asText();
        JsonNode consent = exercise.staff
                .post(
                        "payment-consents",
                        Map.of(
                                "contactId",
                                payer,
                                "purpose",
                                "membership",
                                "most",
                                Map.of("value", 1_000_000, "currency", "NOK")))
                .require(201)
                .body();
        String id = consent.get("id").asText();
        JsonNode charge;
        try (BrowserContext context = exercise.context(ColorScheme.LIGHT, 320)) {
            Page page = context.newPage();
            page.navigate(consent.get("redirect").asText());
            PaymentExercise.look(page, "vipps-agreement");
            page.locator("button[value=approve]").click();
            page.waitForURL(url -> url.startsWith(exercise.grend.url() + "min-side/"));
            await().atMost(Duration.ofSeconds(30)).until(() -> exercise.staff
                    .get("payment-consents/" + id)
                    .require(200)
                    .body()
                    .get("state")
                    .asText()
                    .equals("ACTIVE"));
            charge = exercise.staff
                    .post("payment-consents/" + id + "/charges", Map.of("invoiceId", invoice))
                    .require(201)
                    .body();
            assertThat(charge.get("state").asText()).isEqualTo("PENDING");
            page.navigate(consent.get("redirect").asText());
            PaymentExercise.look(page, "vipps-agreement-runs");
            page.locator("button[value=due]").click();
        }
        exercise.awaitStatus(invoice, "PAID");
        assertThat(exercise.payment(charge).get("state").asText()).isEqualTo("SETTLED");

        JsonNode refund = exercise.staff
                .post("provider-payments/" + charge.get("id").asText() + "/refunds", Map.of("why", "Meldt seg ut"))
                .require(201)
                .body();
        String approval = "payment-refunds/" + refund.get("id").asText() + "/approval";
        assertThat(exercise.staff.post(approval, Map.of()).status()).isEqualTo(403);
        exercise.staff
                .post(
                        "accounts",
                        Map.of(
                                "username", "kasserer2",
                                "name", "Kasserer To",
                                "password", "et-langt-passord-for-proven",
                                "roles", List.of("TREASURER")))
                .require(201);
        Staff other = Staff.signIn(exercise.grend.url(), "kasserer2", "et-langt-passord-for-proven");
        assertThat(other.post(approval, Map.of())
                        .require(200)
                        .body()
                        .get("state")
                        .asText())
                .isEqualTo("REFUNDED");
        exercise.awaitStatus(invoice, "OPEN");
        endOnMinSide(payer);
        assertThat(exercise.staff
                        .get("payment-consents/" + id)
                        .require(200)
                        .body()
                        .get("state")
                        .asText())
                .isEqualTo("STOPPED");
        exercise.requireVerified();
    }

    /** The payer sees what was charged and given back, and ends the consent themselves. */
    private static void endOnMinSide(String payer) {
        String email = exercise.staff
                .get("contacts/" + payer)
                .require(200)
                .body()
                .get("email")
                .asText();
        try (BrowserContext context = exercise.context(ColorScheme.LIGHT, 320)) {
            Page page = context.newPage();
            exercise.signIn(page, email);
            page.navigate(exercise.grend.url() + "min-side/payments/");
            assertThat(page.locator("main").innerText()).contains("Betalt tilbake");
            PaymentExercise.look(page, "min-side-payments");
            page.navigate(exercise.grend.url() + "min-side/consents/");
            assertThat(page.locator("main").innerText()).contains("kontingent med Vipps", "Høyst om året");
            PaymentExercise.look(page, "min-side-consents");
            page.locator("form[action$='/ending'] button").click();
            page.waitForURL("**/min-side/consents/");
            assertThat(page.locator("main").innerText()).contains("Avsluttet");
            PaymentExercise.look(page, "min-side-consents-over");
        }
    }

    @ParameterizedTest
    @CsvSource({"card, LIGHT, 1100", "card, DARK, 320", "vipps, LIGHT, 320", "vipps, DARK, 1100"})
    void noPageHasABarrier(String provider, ColorScheme scheme, int width) {
        JsonNode payment = exercise.start(exercise.openInvoice(), provider);
        try (BrowserContext context = exercise.context(scheme, width)) {
            Page page = context.newPage();
            Response response = page.navigate(payment.get("redirect").asText());
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers().get("content-security-policy"))
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe", "script-src");
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("nb");
            assertThat(page.locator("body").innerText()).contains("Dette er en øvelse.");
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .isTrue();
            assertThat((Boolean) page.evaluate("document.styleSheets.length === 1"))
                    .isTrue();
            PaymentExercise.look(page, provider + "-" + scheme + "-" + width);
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            page.waitForURL(url -> url.startsWith(exercise.grend.url() + "min-side/"));
        }
        exercise.awaitState(payment, "SETTLED");
    }

    /** «Betalinger» on Min Side: the list, an invoice to pay, and a payment under way, in each language. */
    @ParameterizedTest
    @CsvSource({"nb, LIGHT, 1280", "nn, DARK, 1280", "en, LIGHT, 320"})
    void theMembersOwnPagesHaveNoBarrier(String language, ColorScheme scheme, int width) {
        String invoice = exercise.invoiceOfKari();
        try (BrowserContext context = exercise.context(scheme, width)) {
            Page page = context.newPage();
            exercise.signIn(page, PaymentExercise.KARI);
            page.locator("button[name=language][value=" + language + "]").click();
            String about = language + "-" + scheme + "-" + width;
            exercise.look(page, "min-side/payments/" + invoice, "betal-" + about);
            page.locator("main form button[type=submit]").first().click();
            exercise.look(page, "min-side/payments/" + invoice, "under-way-" + about);
            exercise.look(page, "min-side/payments/", "betalinger-" + about);
            exercise.look(page, "min-side/", "front-" + about);
            exercise.look(page, "min-side/invoices/", "invoices-" + about);
            exercise.look(page, "min-side/statement/", "statement-" + about);
        }
    }

    @Test
    void theSimulatedServersAskForTheirKeys() {
        try (BrowserContext context = exercise.context(ColorScheme.LIGHT, 1100)) {
            assertThat(context.request()
                            .get(exercise.grend.url() + "ovelse/card/v1/payments/x")
                            .status())
                    .isEqualTo(401);
            assertThat(context.request()
                            .get(exercise.grend.url() + "ovelse/vipps/epayment/v1/payments/x")
                            .status())
                    .isEqualTo(401);
            assertThat(context.request()
                            .get(exercise.grend.url() + "ovelse/card/betal/x")
                            .status())
                    .isEqualTo(404);
        }
    }
}
