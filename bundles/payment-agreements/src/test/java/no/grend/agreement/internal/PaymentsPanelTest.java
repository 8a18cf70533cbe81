package no.grend.agreement.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import no.grend.agreement.Payment.State;
import no.grend.agreement.Payments.Way;
import no.grend.agreement.internal.minside.PaymentCard;
import no.grend.agreement.internal.minside.PaymentsPanel;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Terms;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.Visit;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** What a member sees of paying, without the portal around it. */
class PaymentsPanelTest {

    private static final Pending AT_THE_PAYER = new Pending("s-1", URI.create("https://pay.example.org/1"));

    private static Visit visit(Invoice invoice) {
        return new Visit(Actor.member(invoice.contactId(), "Kari Prøve"), Locale.forLanguageTag("nb"));
    }

    private static PaymentsPanel panel(House house) {
        return new PaymentsPanel(house.payments, house.ledger, house.settings);
    }

    private static Map<String, Object> page(PaymentsPanel panel, Invoice invoice, String... parameters) {
        Map<String, String> query = parameters.length == 0 ? Map.of() : Map.of(parameters[0], parameters[1]);
        Reply reply = panel.handle(visit(invoice), new Request(false, invoice.id(), query));
        return ((Reply.Show) reply).view().model();
    }

    private static String state(Map<String, Object> page) {
        return ((PaymentCard) page.get("payment")).state();
    }

    private static Reply press(PaymentsPanel panel, Invoice invoice, String button, Map<String, String> fields) {
        return panel.handle(visit(invoice), new Request(true, invoice.id() + button, fields));
    }

    @DatabaseTest
    void goesToTheProviderAndIsToldWhatItSaysOnComingBack(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider vipps = new FakeProvider("vipps");
            house.arrives(vipps.answers(AT_THE_PAYER));
            Invoice invoice = house.ledger.open(45_000);
            PaymentsPanel panel = panel(house);
            assertThat(page(panel, invoice)).containsEntry("ways", List.of(new Way("vipps", "Prøve")));

            Reply pressed = press(panel, invoice, "", Map.of("provider", "vipps"));

            assertThat(pressed).isEqualTo(new Reply.Redirect(invoice.id(), null));
            Map<String, Object> page = page(panel, invoice);
            assertThat(page.get("ways")).as("one at a time").isEqualTo(List.of());
            assertThat(((PaymentCard) page.get("payment")).redirect())
                    .isEqualTo(AT_THE_PAYER.redirect().toString());
            assertThat(panel.summary(visit(invoice))).isPresent();
            assertThat(vipps.calls).hasSize(1);
            assertThat(state(page(panel, invoice, "back", "1"))).isEqualTo("state.SETTLED");
            assertThat(page(panel, invoice)).containsEntry("open", Ore.ZERO);
            assertThat(panel.summary(visit(invoice))).isEmpty();
            assertThat(house.ledger.payments()).hasSize(1);
        }
    }

    @DatabaseTest
    void whoGivesUpMayPayInAnotherWayAndTheInvoiceIsPrepaid(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(
                    new FakeProvider("vipps").answers(AT_THE_PAYER).answers(new Rejected(Reason.CANCELLED, null)), 10);
            house.arrives(new FakeProvider("card"));
            Invoice invoice = house.ledger.open(100);
            PaymentsPanel panel = panel(house);
            press(panel, invoice, "", Map.of("provider", "vipps"));
            Reply second = press(panel, invoice, "", Map.of("provider", "card"));
            assertThat(second).isEqualTo(new Reply.Redirect(invoice.id(), "flash.REFUSED"));

            press(panel, invoice, "/cancellation", Map.of());

            assertThat(state(page(panel, invoice))).isEqualTo("state.CANCELLED");
            assertThat(house.ledger.type(invoice)).isEqualTo(Invoice.PaymentType.PREPAID);
            press(panel, invoice, "", Map.of("provider", "card"));
            assertThat(state(page(panel, invoice))).isEqualTo("state.SETTLED");
        }
    }

    @DatabaseTest
    void isToldThatTheBankIsAskedAndNotToPayAgain(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider vipps = new FakeProvider("vipps").answers(new Outcome.Unknown("Timed out."));
            long service = house.arrives(vipps);
            Invoice invoice = house.ledger.open(100);
            PaymentsPanel panel = panel(house);
            press(panel, invoice, "", Map.of("provider", "vipps"));

            Map<String, Object> page = page(panel, invoice);
            assertThat(state(page)).isEqualTo("state.UNKNOWN");
            assertThat(page.get("ways")).isEqualTo(List.of());

            house.leaves(service);
            assertThat(press(panel, invoice, "/inquiry", Map.of()))
                    .isEqualTo(new Reply.Redirect(invoice.id(), "flash.AWAY"));
            assertThat(state(page(panel, invoice, "back", "1"))).isEqualTo("state.UNKNOWN");
            house.arrives(vipps);
            house.later(Duration.ofMinutes(5));
            assertThat(state(page(panel, invoice))).isEqualTo("state.SETTLED");
        }
    }

    @DatabaseTest
    void seesNothingOfOthersAndNoCashDesk(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeProvider(
                    "manual",
                    new Terms(
                            "Kasse",
                            Set.of("NOK"),
                            Ore.of(1),
                            Ore.kroner(100),
                            0,
                            Duration.ofSeconds(1),
                            Terms.OpenTo.STAFF)));
            Invoice mine = house.ledger.open(100);
            Invoice theirs = house.ledger.open(100);
            PaymentsPanel panel = panel(house);

            assertThat(panel.visibleTo(visit(mine).member())).isFalse();
            assertThat(page(panel, mine)).containsEntry("ways", List.of());
            assertThat(panel.handle(visit(mine), new Request(false, theirs.id(), Map.of())))
                    .isInstanceOf(Reply.NotFound.class);
            assertThat(panel.handle(visit(mine), new Request(true, theirs.id(), Map.of("provider", "manual"))))
                    .isInstanceOf(Reply.NotFound.class);
            press(panel, mine, "", Map.of("provider", "manual"));
            assertThat(house.payments.ofInvoice(House.STAFF, mine.id())).isEmpty();
        }
    }

    @Test
    void everyStateHasItsWordsInAllLanguages() throws Exception {
        for (String language : List.of("nb", "nn", "en")) {
            Properties texts = new Properties();
            try (var in =
                    PaymentsPanel.class.getResourceAsStream("/minside/payments/texts_" + language + ".properties")) {
                texts.load(new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8));
            }
            for (State state : State.values()) {
                assertThat(texts).containsKeys("state." + state, "told." + state);
            }
        }
    }
}
