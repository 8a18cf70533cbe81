package no.grend.simulators.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.grend.simulators.internal.Answer;
import no.grend.simulators.internal.Call;
import no.grend.simulators.internal.CardSimulator;
import no.grend.simulators.internal.Memory;
import no.grend.simulators.internal.Notice;
import no.grend.simulators.internal.VippsSimulator;
import no.grend.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class TillsTest {

    private static final URI BASE = URI.create("http://127.0.0.1:8181/ovelse/card");
    private static final String BACK = "https://klubb.example.org/min-side/?a=1&b=2";

    private final MutableClock clock = MutableClock.noonOf("2027-01-15");
    private final List<Notice> notices = new ArrayList<>();
    private final CardSimulator acquirer = new CardSimulator("key", clock, Memory.ofThisProcess(), notices::add);
    private final VippsSimulator vipps = new VippsSimulator(
            new VippsSimulator.SalesUnit("123456", "id", "secret", "sub", null),
            clock,
            Memory.ofThisProcess(),
            notices::add);
    private final CardTill card = new CardTill(acquirer);

    private String begun() throws Exception {
        Map<String, Object> item = Map.of(
                "reference", "1",
                "name", "Faktura 7 (år 2027)",
                "quantity", 1,
                "unit", "stk",
                "unitPrice", 123_450,
                "netTotalAmount", 123_450,
                "grossTotalAmount", 123_450);
        Map<String, Object> body = Map.of(
                "order", Map.of("items", List.of(item), "amount", 123_450, "currency", "NOK", "reference", "p-1"),
                "checkout",
                        Map.of(
                                "integrationType", "HostedPaymentPage",
                                "returnUrl", BACK,
                                "cancelUrl", "https://klubb.example.org/avbrutt",
                                "termsUrl", "https://klubb.example.org/"));
        Answer answer = acquirer.answer(new Call(
                BASE,
                "POST",
                "/v1/payments",
                Map.of("authorization", "key"),
                new ObjectMapper().writeValueAsBytes(body)));
        assertThat(answer.status()).isEqualTo(201);
        return new ObjectMapper().readTree(answer.body()).get("paymentId").asText();
    }

    @Test
    void thePayerSeesWhatIsPaid() throws Exception {
        Page page = card.show(begun());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .contains("Dette er en øvelse.", "Faktura 7 (år 2027)", "1\u00a0234,50\u00a0kr", "lang=\"nb\"");
        assertThat(page.leadsTo()).isEqualTo(URI.create(BACK));
    }

    @Test
    void whoApprovesIsSentBackAndThePageIsShut() throws Exception {
        String payment = begun();

        assertThat(card.decide(payment, "approve").goTo()).isEqualTo(URI.create(BACK));
        assertThat(acquirer.page(payment))
                .hasValueSatisfying(page -> assertThat(page.open()).isFalse());
        assertThat(card.show(payment).html())
                .contains("Betalingen er ikke åpen", "https://klubb.example.org/min-side/?a=1&amp;b=2");
        assertThat(card.decide(payment, "cancel").page().html()).contains("ikke åpen");
    }

    @Test
    void aDeclinedCardAndGoingBackLeaveItOpen() throws Exception {
        String payment = begun();

        assertThat(card.decide(payment, "decline").page().html()).contains("role=\"alert\"", "avvist");
        assertThat(card.decide(payment, "cancel").goTo()).isEqualTo(URI.create("https://klubb.example.org/avbrutt"));
        assertThat(card.decide(payment, "nonsense").page().html()).contains("Betal 1\u00a0234,50\u00a0kr");
        assertThat(acquirer.page(payment))
                .hasValueSatisfying(page -> assertThat(page.open()).isTrue());
    }

    @Test
    void anAgreementIsApprovedSeenAndEnded() throws Exception {
        Map<String, Object> body = Map.of(
                "pricing",
                Map.of("type", "VARIABLE", "suggestedMaxAmount", 150_000, "currency", "NOK"),
                "interval",
                Map.of("unit", "YEAR", "count", 1),
                "productName",
                "Kontingent & <gave>",
                "merchantRedirectUrl",
                BACK,
                "merchantAgreementUrl",
                BACK);
        Answer answer = vipps.answer(new Call(
                BASE,
                "POST",
                "/recurring/v3/agreements",
                Map.of(
                        "authorization", "Bearer token-1",
                        "ocp-apim-subscription-key", "sub",
                        "merchant-serial-number", "123456",
                        "idempotency-key", "k-1"),
                new ObjectMapper().writeValueAsBytes(body)));
        assertThat(answer.status()).isEqualTo(201);
        String id =
                new ObjectMapper().readTree(answer.body()).get("agreementId").asText();
        AgreementTill till = new AgreementTill(vipps);
        assertThat(till.show(id).html())
                .contains("Godkjenn inntil 1\u00a0500,00\u00a0kr i året", "Kontingent &amp; &lt;gave&gt;");

        assertThat(till.decide(id, "approve").goTo()).isEqualTo(URI.create(BACK));

        assertThat(till.show(id).html()).contains("Avtalen løper", "Ingen ennå");
        assertThat(till.decide(id, "due").page().html()).contains("Avtalen løper");
        assertThat(till.decide(id, "nonsense").page().html()).contains("Avtalen løper");
        assertThat(till.decide(id, "end").goTo()).isEqualTo(URI.create(BACK));
        assertThat(till.show(id).html()).contains("ikke åpen");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(card.show("none").status()).isEqualTo(404);
        assertThat(new VippsTill(vipps).show("none").status()).isEqualTo(404);
        assertThat(new VippsTill(vipps).decide("none", "approve").page().status())
                .isEqualTo(404);
        assertThat(new AgreementTill(vipps).show("none").status()).isEqualTo(404);
        assertThat(new AgreementTill(vipps).decide("none", "approve").page().status())
                .isEqualTo(404);
    }

    @Test
    void whatComesFromOutsideIsText() {
        assertThat(Page.escaped("<b a=\"1\" c='2'>&")).isEqualTo("&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
    }
}
