package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import no.grend.harness.Staff.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P10, P22: payments by a provider whose bundle is stopped, refreshed, updated and uninstalled while eight clients pay. */
class ProvidersComeAndGoTest {

    private static final int CLIENTS = 8;
    private static final String BUNDLE = "no.grend.provider-manual";

    @TempDir
    Path folder;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> strange = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void paymentsOutliveTheirProvider() throws Exception {
        try (Grend grend = Grend.start(folder, Map.of("GREND_DEMO", "off", "GREND_CLOCK", "2026-12-01T09:00:00Z"))) {
            assertThat(grend.console("grend:module-enable grend-payment-agreements"))
                    .contains("is on");
            assertThat(grend.console("grend:module-enable grend-provider-manual"))
                    .contains("is on");
            Staff staff = grend.admin();
            awaitProvider(staff);
            JsonNode contact = staff.post(
                            "contacts",
                            Map.of(
                                    "kind", "PERSON",
                                    "givenName", "Kari",
                                    "familyName", "Prøve",
                                    "email", "kari@example.org"))
                    .require(201)
                    .body();

            paysAndTells(grend, staff, contact);
            staysWholeWhileItsProviderIsSwapped(grend, staff, contact);
        }
    }

    private void paysAndTells(Grend grend, Staff staff, JsonNode contact) {
        String invoice = invoice(staff, contact, 45_000);
        String pay = "invoices/" + invoice + "/payments";
        Map<String, Object> bank = Map.of(
                "provider", "manual",
                "amount", Map.of("value", 40_000, "currency", "NOK"),
                "particulars", Map.of("method", "BANK", "reference", "A-4711", "paidOn", "2026-11-30"));
        Answer started =
                staff.post(pay, bank, Map.of("Idempotency-Key", "once")).require(201);
        JsonNode first = started.body();
        JsonNode again = staff.post(pay, bank, Map.of("Idempotency-Key", "once"))
                .require(201)
                .body();
        String path = "provider-payments/" + first.get("id").asText();
        assertThat(started.headers().firstValue("Location").orElseThrow()).endsWith("/api/admin/" + path);
        assertThat(again.get("id")).isEqualTo(first.get("id"));
        assertThat(first.get("state").asText()).isEqualTo("SETTLED");
        assertThat(first.get("booked").asBoolean()).isTrue();
        assertThat(first.get("timeline")).hasSize(3);
        assertThat(staff.get(path).require(200).body()).isEqualTo(first);
        assertThat(staff.get("provider-payments?state=SETTLED")
                        .require(200)
                        .body()
                        .get("items"))
                .hasSize(1);
        assertThat(staff.get("payments?status=POSTED").require(200).body().get("items"))
                .as("the ledger's own list of money that came in, by whatever way")
                .singleElement()
                .satisfies(each -> assertThat(each.get("sourceKey").asText())
                        .isEqualTo("payment:" + first.get("id").asText()));
        JsonNode partly = staff.get("invoices/" + invoice).require(200).body();
        assertThat(partly.get("status").asText()).isEqualTo("PART_PAID");
        assertThat(partly.get("paid").get("value").asLong()).isEqualTo(40_000);

        Map<String, Object> twice =
                Map.of("provider", "manual", "particulars", Map.of("method", "BANK", "reference", "A-4711"));
        assertThat(staff.post(pay, twice).require(201).body().get("reason").asText())
                .isEqualTo("REFERENCE_TAKEN");
        assertThat(staff.get("payment-troubles").require(200).body().get("items"))
                .hasSize(1);
        assertThat(staff.post(pay, Map.of()).require(503).body().toString())
                .as("cash is not chosen by itself")
                .contains("NO_PROVIDER");
        Map<String, Object> cash = Map.of("provider", "manual");
        assertThat(staff.post(pay, cash).require(201).body().get("state").asText())
                .isEqualTo("SETTLED");
        staff.post(pay, cash).require(409);
        staff.post("invoices/none/payments", cash).require(404);
        assertThat(staff.get(pay).require(200).body()).hasSize(3);

        assertThat(grend.console("grend:provider-list")).contains("manual", "ACTIVE", "PAYMENT");
        for (String drain : List.of("manual --to manual", "--to manual manual")) {
            Grend.ConsoleResult refused = grend.consoleResult("grend:provider-drain " + drain);
            assertThat(refused.exitCode()).isNotZero();
            assertThat(refused.output()).contains("another provider than manual");
        }
        assertThat(grend.console("grend:verify payments")).contains("payments: OK");
    }

    private void staysWholeWhileItsProviderIsSwapped(Grend grend, Staff staff, JsonNode contact) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> clients = new ArrayList<>();
        List<String> invoices = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            String invoice = invoice(staff, contact, 10_000_000);
            invoices.add(invoice);
            clients.add(threads.submit(() -> pay(staff, invoice, over)));
        }
        String jar = "mvn:no.grend/provider-manual/" + version(grend);
        for (String swap : List.of(
                "bundle:stop " + BUNDLE + "\nbundle:start " + BUNDLE,
                "bundle:restart " + BUNDLE,
                "bundle:refresh " + BUNDLE,
                "bundle:update " + BUNDLE,
                "bundle:uninstall " + BUNDLE + "\nbundle:install -s " + jar)) {
            int before = acknowledged.size();
            grend.console((swap + "\n").repeat(3));
            awaitProvider(staff);
            await().atMost(Duration.ofSeconds(20)).until(() -> acknowledged.size() > before + CLIENTS);
        }
        over.set(true);
        for (Future<?> client : clients) {
            client.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(strange).isEmpty();
        long paid = 0;
        for (String id : acknowledged) {
            JsonNode payment = staff.get("provider-payments/" + id).require(200).body();
            if (payment.get("state").asText().equals("UNKNOWN")) {
                payment = staff.post("provider-payments/" + id + "/inquiry", Map.of())
                        .require(200)
                        .body();
            }
            assertThat(payment.get("state").asText()).isEqualTo("SETTLED");
            assertThat(payment.get("booked").asBoolean()).isTrue();
            paid += payment.get("paid").get("value").asLong();
        }
        long onInvoices = 0;
        for (String invoice : invoices) {
            onInvoices += staff.get("invoices/" + invoice)
                    .require(200)
                    .body()
                    .get("paid")
                    .get("value")
                    .asLong();
        }
        assertThat(onInvoices).isEqualTo(paid);
        assertThat(grend.console("grend:verify")).contains("payments: OK", "ledger: OK");
        assertThat(grend.log()).doesNotContain("ERROR");
        System.out.println("Fifteen swaps of the bundle: " + acknowledged.size()
                + " payments, none lost, none doubled, " + refused + " told to try again");
    }

    private void pay(Staff staff, String invoice, AtomicBoolean over) {
        while (!over.get()) {
            Answer answer = staff.post(
                    "invoices/" + invoice + "/payments",
                    Map.of("provider", "manual", "amount", Map.of("value", 1, "currency", "NOK")));
            if (answer.status() == 201) {
                acknowledged.add(answer.body().get("id").asText());
            } else if (answer.status() == 503) {
                refused.incrementAndGet();
            } else if (answer.status() != 409 || !answer.body().toString().contains("PAYMENT_UNDER_WAY")) {
                strange.add(answer.status() + " " + answer.body());
            }
        }
    }

    private static void awaitProvider(Staff staff) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Answer answer = staff.get("payment-providers");
            return answer.status() == 200
                    && answer.body().toString().contains("\"id\":\"manual\",\"state\":\"ACTIVE\"");
        });
    }

    private static String invoice(Staff staff, JsonNode contact, long ore) {
        return staff.post(
                        "invoices",
                        Map.of(
                                "contactId", contact.get("id").asText(),
                                "dueDate", "2027-01-15",
                                "lines",
                                        List.of(Map.of(
                                                "text",
                                                "Kontingent",
                                                "amount",
                                                Map.of("value", ore, "currency", "NOK")))))
                .require(201)
                .body()
                .get("id")
                .asText();
    }

    /** As the distribution itself names the bundle. */
    private static String version(Grend grend) {
        String location = grend.console("bundle:list -t 0 -l --no-format");
        int at = location.indexOf("mvn:no.grend/provider-manual/");
        String rest = location.substring(at + "mvn:no.grend/provider-manual/".length());
        return rest.split("\\s", 2)[0];
    }
}
