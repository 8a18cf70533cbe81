package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.grend.avtalegiro.MandateIntake.FboRecord;
import no.grend.avtalegiro.MandateSignings.MandateStanding;
import no.grend.avtalegiro.MandateSignings.Signing;
import no.grend.avtalegiro.MandateSignings.State;
import no.grend.avtalegiro.internal.minside.AvtaleGiroPanel;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.Visit;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Limits of mandates, and signing anew (S0-36 to S0-41). */
class SigningsTest {

    private static final Actor KARI = Actor.member("contact-1", "Kari");
    private static final Actor OLA = Actor.member("contact-2", "Ola");

    private static void bankTells(House house, int member, int type, LocalDate on) {
        house.clock.advance(Duration.ofMinutes(1));
        house.mandates.receive(
                House.TREASURER,
                "ocr:" + on + ":" + type,
                on,
                List.of(new FboRecord(3, type, house.ledger.referenceKid(member), false)));
    }

    private static LocalDate today(House house) {
        return LocalDate.ofInstant(house.clock.instant(), house.clock.getZone());
    }

    @DatabaseTest
    void theOldMandateHoldsUntilTheBankHasToldOfTheNewOne(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1);
        house.signings.say(KARI, "contact-1", Ore.kroner(500));

        Signing started = house.signings.start(KARI, "contact-1", Ore.kroner(2_000));

        assertThat(started.state()).isEqualTo(State.STARTED);
        assertThat(started.signAt())
                .isEqualTo(URI.create("https://bank.example/sign?kid=050000000100000004&limit=2000"));
        MandateStanding waiting = house.signings.standing(KARI, "contact-1");
        assertThat(waiting.active()).isTrue();
        assertThat(waiting.most()).as("as before").isEqualTo(Ore.kroner(500));
        assertThat(waiting.isOver(Ore.kroner(501))).isTrue();

        bankTells(house, 1, 1, today(house));

        MandateStanding completed = house.signings.standing(KARI, "contact-1");
        assertThat(completed.signing().state()).isEqualTo(State.COMPLETED);
        assertThat(completed.most()).isEqualTo(Ore.kroner(2_000));
        assertThat(completed.isOver(Ore.kroner(2_000))).isFalse();
        assertThat(house.audit.of("MANDATE_SIGNING_COMPLETED")).hasSize(1);
    }

    /** A file that came before has nothing to do with it. */
    @DatabaseTest
    void whatTheBankToldBeforeCompletesNothing(TestDatabase fresh) {
        House house = new House(fresh);
        bankTells(house, 1, 1, today(house));
        house.clock.advance(Duration.ofMinutes(1));

        house.signings.start(KARI, "contact-1", Ore.kroner(2_000));

        assertThat(house.signings.standing(KARI, "contact-1").signing().state()).isEqualTo(State.STARTED);
    }

    @DatabaseTest
    void whoTurnsBackOrStartsAnotherHasTheOldLimit(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1);
        Signing first = house.signings.start(KARI, "contact-1", Ore.kroner(2_000));
        Signing second = house.signings.start(KARI, "contact-1", Ore.kroner(3_000));

        Signing turnedBack = house.signings.cancel(KARI, "contact-1", second.id());

        assertThat(turnedBack.state()).isEqualTo(State.CANCELLED);
        assertThat(house.signings.signings(House.READER, "contact-1"))
                .extracting(Signing::id, Signing::state, Signing::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(second.id(), State.CANCELLED, "PAYER_TURNED_BACK"),
                        org.assertj.core.groups.Tuple.tuple(first.id(), State.CANCELLED, "ANOTHER_STARTED"));
        bankTells(house, 1, 1, today(house));
        assertThat(house.signings.standing(KARI, "contact-1").most()).isNull();
        assertThat(house.signings
                        .fail(House.TREASURER, "contact-1", first.id(), "Too late")
                        .state())
                .as("it is over already")
                .isEqualTo(State.CANCELLED);
    }

    @DatabaseTest
    void failsWhenTheBankSaysNoOrIsNotHeardFrom(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2);
        Signing refused = house.signings.start(KARI, "contact-1", Ore.kroner(2_000));
        house.signings.start(OLA, "contact-2", Ore.kroner(2_000));

        assertThat(house.signings
                        .fail(House.TREASURER, "contact-1", refused.id(), "The bank said no.")
                        .state())
                .isEqualTo(State.FAILED);
        house.clock.advanceDays(Signings.PATIENCE_DAYS);
        assertThat(house.signings.standing(OLA, "contact-2").signing().state()).isEqualTo(State.STARTED);
        house.clock.advanceDays(1);

        MandateStanding given = house.signings.standing(OLA, "contact-2");
        assertThat(given.signing().state()).isEqualTo(State.FAILED);
        assertThat(given.signing().reason()).isEqualTo(Signings.NOT_HEARD_OF);
        assertThat(given.active()).as("the old mandate holds").isTrue();
    }

    @DatabaseTest
    void whatWasSaidOfAMandateThatEndedTellsNothingOfTheNext(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1);
        house.signings.say(House.TREASURER, "contact-1", Ore.kroner(500));
        house.clock.advanceDays(5);
        bankTells(house, 1, 2, today(house));
        assertThat(house.signings.standing(KARI, "contact-1").most()).isNull();
        house.clock.advanceDays(5);
        bankTells(house, 1, 1, today(house));

        assertThat(house.signings.standing(KARI, "contact-1").active()).isTrue();
        assertThat(house.signings.standing(KARI, "contact-1").most()).isNull();
    }

    @DatabaseTest
    void isTheMembersOwnAndNeedsAMandate(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1);
        Signing own = house.signings.start(KARI, "contact-1", Ore.kroner(2_000));
        assertThatThrownBy(() -> house.signings.start(OLA, "contact-2", Ore.kroner(100)))
                .hasMessageContaining("no AvtaleGiro mandate");
        assertThatThrownBy(() -> house.signings.standing(OLA, "contact-1")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.signings.cancel(OLA, "contact-1", own.id()))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.signings.fail(KARI, "contact-1", own.id(), "x"))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.signings.say(House.READER, "contact-1", Ore.kroner(1)))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.signings.say(KARI, "contact-1", Ore.ZERO))
                .hasMessageContaining("more than 0");
        for (String statement : List.of(
                "DELETE FROM avtalegiro_signing",
                "UPDATE avtalegiro_signing SET open_member = NULL",
                "UPDATE avtalegiro_signing SET state = 'COMPLETED'")) {
            assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute(statement)))
                    .as(statement)
                    .isInstanceOf(RuntimeException.class);
        }
        house.signings.cancel(KARI, "contact-1", own.id());
        assertThatThrownBy(
                        () -> house.db.useTransaction(tx -> tx.execute("UPDATE avtalegiro_signing SET reason = 'x'")))
                .isInstanceOf(RuntimeException.class);
        house.signings.say(KARI, "contact-1", Ore.kroner(1));
        for (String statement :
                List.of("DELETE FROM avtalegiro_mandate_limit", "UPDATE avtalegiro_mandate_limit SET most_ore = 5")) {
            assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute(statement)))
                    .as(statement)
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @DatabaseTest
    void theMemberSignsAnewOnMinSide(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1);
        AvtaleGiroPanel panel = new AvtaleGiroPanel(
                house.members, house.ledger, () -> house.profile, house.mandates, house.choices, house.signings);

        assertThat(post(panel, "signing", Map.of("most", "lots")))
                .isInstanceOfSatisfying(
                        Reply.Show.class,
                        show -> assertThat(show.view().model()).containsEntry("errors", Map.of("most", "limit.wrong")));
        assertThat(post(panel, "signing", Map.of("most", "2 000")))
                .isEqualTo(new Reply.Redirect("", "limit.saved.signing"));
        assertThat(page(panel)).containsEntry("started", true).containsEntry("signing", "signing.STARTED");
        assertThat(post(panel, "signing/cancellation", Map.of()))
                .isEqualTo(new Reply.Redirect("", "limit.saved.signing.cancellation"));
        assertThat(post(panel, "limit", Map.of("said", "1500"))).isEqualTo(new Reply.Redirect("", "limit.saved.limit"));
        assertThat(page(panel))
                .containsEntry("started", false)
                .containsEntry("signing", "signing.CANCELLED")
                .containsEntry("limit", Ore.kroner(1_500));
    }

    private static Reply post(AvtaleGiroPanel panel, String path, Map<String, String> fields) {
        return panel.handle(new Visit(KARI, Locale.forLanguageTag("nb")), new Request(true, path, fields));
    }

    private static Map<String, Object> page(AvtaleGiroPanel panel) {
        Reply reply = panel.handle(new Visit(KARI, Locale.forLanguageTag("nb")), new Request(false, "", Map.of()));
        return ((Reply.Show) reply).view().model();
    }
}
