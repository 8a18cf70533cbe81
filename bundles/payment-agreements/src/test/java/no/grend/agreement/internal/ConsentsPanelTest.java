package no.grend.agreement.internal;

import static no.grend.agreement.internal.ConsentsTest.KARI;
import static no.grend.agreement.internal.House.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import no.grend.agreement.Consent;
import no.grend.agreement.Consent.State;
import no.grend.agreement.internal.minside.ConsentsPanel;
import no.grend.agreement.internal.minside.ConsentsPanel.ConsentCard;
import no.grend.agreement.internal.minside.ConsentsPanel.Offered;
import no.grend.agreement.internal.minside.PaymentCard;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.Visit;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** What a member sees of being charged, without the portal around it. */
class ConsentsPanelTest {

    private static final Visit KARIS = new Visit(Actor.member(KARI, "Kari Prøve"), Locale.forLanguageTag("nb"));

    private static ConsentsPanel panel(House house) {
        return new ConsentsPanel(house.consents, house.payments, house.settings);
    }

    private static Map<String, Object> page(ConsentsPanel panel, String... parameters) {
        Map<String, String> query = parameters.length == 0 ? Map.of() : Map.of(parameters[0], parameters[1]);
        return ((Reply.Show) panel.handle(KARIS, new Request(false, "", query)))
                .view()
                .model();
    }

    @SuppressWarnings("unchecked")
    private static List<ConsentCard> cards(Map<String, Object> page) {
        return (List<ConsentCard>) page.get("consents");
    }

    @DatabaseTest
    void aMemberGivesOneSeesItAndEndsIt(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            ConsentsPanel panel = panel(house);
            assertThat(panel.visibleTo(KARIS.member())).isFalse();
            house.settings.withMemberConsents("membership=1500; gift=nonsense");
            assertThat(panel.visibleTo(KARIS.member())).isTrue();
            assertThat(page(panel).get("offered"))
                    .isEqualTo(List.of(
                            new Offered("membership", "purpose.membership", Ore.kroner(1_500), "vipps", "Prøve")));

            panel.handle(KARIS, new Request(true, "giving", Map.of("purpose", "membership", "provider", "vipps")));

            assertThat(cards(page(panel))).singleElement().satisfies(card -> {
                assertThat(card.state()).isEqualTo("state.STARTED");
                assertThat(card.redirect()).isEqualTo(FakeCharger.PAGE.toString());
            });
            assertThat(page(panel).get("offered")).isEqualTo(List.of());
            vipps.given = true;
            String id = cards(page(panel)).get(0).id();
            ConsentCard given = cards(page(panel, "back", id)).get(0);
            assertThat(given.state()).isEqualTo("state.ACTIVE");
            assertThat(given.limit()).as("the payer's own").isEqualTo(Ore.kroner(900));
            assertThat(given.period()).isEqualTo("period.YEAR");
            assertThat(panel.summary(KARIS)).isPresent();

            Reply ended = panel.handle(KARIS, new Request(true, id + "/ending", Map.of()));

            assertThat(ended).isEqualTo(new Reply.Redirect("", "flash.ENDED"));
            assertThat(cards(page(panel)).get(0).state()).isEqualTo("state.STOPPED");
            assertThat(cards(page(panel)).get(0).endable()).isFalse();
            assertThat(panel.summary(KARIS)).isEmpty();
        }
    }

    @DatabaseTest
    void nobodyTouchesAnothersAndNothingIsGivenThatIsNotOpened(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            Consent theirs = ConsentsTest.active(house, vipps, "contact-ola");
            ConsentsPanel panel = panel(house);

            assertThat(panel.handle(KARIS, new Request(true, theirs.id() + "/ending", Map.of())))
                    .isInstanceOf(Reply.NotFound.class);
            assertThat(panel.handle(
                            KARIS, new Request(true, "giving", Map.of("purpose", "membership", "provider", "vipps"))))
                    .isInstanceOf(Reply.NotFound.class);
            assertThat(page(panel, "back", theirs.id()).get("consents")).isEqualTo(List.of());
            assertThat(house.consents.consent(STAFF, theirs.id()).orElseThrow().state())
                    .isEqualTo(State.ACTIVE);
        }
    }

    @DatabaseTest
    void whereTheProviderChangesTheMemberGivesItAnew(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            FakeCharger swish = new FakeCharger("swish", 14);
            house.arrives(vipps, 10);
            house.arrives(swish);
            house.settings.withMemberConsents("membership=1500");
            Consent old = ConsentsTest.active(house, vipps, KARI);
            Consent theirs = ConsentsTest.active(house, vipps, "contact-ola");
            ConsentsPanel panel = panel(house);
            assertThat(panel.handle(KARIS, new Request(true, old.id() + "/moving", Map.of())))
                    .as("while it stays")
                    .isInstanceOf(Reply.NotFound.class);
            house.draining.drain(STAFF, "vipps", "swish", false);

            assertThat(cards(page(panel))).singleElement().satisfies(card -> {
                assertThat(card.movesTo()).isEqualTo("Prøve");
                assertThat(card.movable()).isTrue();
            });
            assertThat(page(panel).get("offered"))
                    .as("it is the old one that is given anew")
                    .isEqualTo(List.of());
            assertThat(panel.handle(KARIS, new Request(true, theirs.id() + "/moving", Map.of())))
                    .isInstanceOf(Reply.NotFound.class);

            assertThat(panel.handle(KARIS, new Request(true, old.id() + "/moving", Map.of())))
                    .isEqualTo(new Reply.Redirect("", null));

            List<ConsentCard> both = cards(page(panel));
            assertThat(both).extracting(ConsentCard::redirect).containsExactly(FakeCharger.PAGE.toString(), null);
            assertThat(both.get(1).movable()).as("it is under way").isFalse();
            swish.given = true;
            List<ConsentCard> moved = cards(page(panel, "back", both.get(0).id()));
            assertThat(moved).extracting(ConsentCard::state).containsExactly("state.ACTIVE", "state.ENDING");
            assertThat(moved.get(1).movesTo()).isNull();
        }
    }

    @DatabaseTest
    void aChargeThatWaitsIsToldAsOne(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            Consent consent = ConsentsTest.active(house, vipps, KARI);
            Invoice invoice = house.ledger.open(100, "membership:1", KARI, LocalDate.parse("2026-12-01"));

            PaymentCard card =
                    PaymentCard.of(house.consents.charge(STAFF, consent.id(), invoice.id(), null, null), "Vipps");

            assertThat(card.told()).isEqualTo("told.CHARGING");
            assertThat(card.chargeOn()).isEqualTo("2026-12-01");
            assertThat(card.over()).isFalse();
        }
    }

    @Test
    void everyStateHasItsWordsInAllLanguages() throws Exception {
        for (String language : List.of("nb", "nn", "en")) {
            for (String panel : List.of("consents", "payments")) {
                Properties texts = new Properties();
                try (InputStreamReader in = new InputStreamReader(
                        ConsentsPanel.class.getResourceAsStream(
                                "/minside/" + panel + "/texts_" + language + ".properties"),
                        StandardCharsets.UTF_8)) {
                    texts.load(in);
                }
                if (panel.equals("consents")) {
                    for (State state : State.values()) {
                        assertThat(texts).containsKey("state." + state);
                    }
                    assertThat(texts).containsKeys("moving", "moving.short", "move", "flash.NOT_MOVED");
                } else {
                    assertThat(texts).containsKeys("state.CHARGING", "told.CHARGING");
                }
            }
        }
    }
}
