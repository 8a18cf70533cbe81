package no.grend.agreement.internal.standing;

import static no.grend.agreement.internal.standing.StandingHouse.KARI;
import static no.grend.agreement.internal.standing.StandingHouse.OLA;
import static no.grend.agreement.internal.standing.StandingHouse.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreements.Act;
import no.grend.agreement.StandingAgreements.AgreementEvent;
import no.grend.agreement.StandingAgreements.AgreementWarning;
import no.grend.agreement.StandingAgreements.ChangedField;
import no.grend.agreement.StandingAgreements.Effect;
import no.grend.agreement.StandingAgreements.Right;
import no.grend.avtalegiro.MandateSignings;
import no.grend.kernel.ETag;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Who may change agreements, from when it counts, and what is kept of it. */
class StandingChangesTest {

    private static void assertRefused(Problem.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind())
                .isEqualTo(kind));
    }

    @DatabaseTest
    void whatIsClaimedStandsAndTheNextOneIsChanged(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = house.gift("15");
        house.live(10);
        assertThat(house.dueDates()).containsExactly("2026-12-15");

        Effect foreseen = house.agreements.foresee(KARI, gift.id(), StandingHouse.amount(50_000));
        Effect done = house.agreements.act(KARI, gift.id(), null, StandingHouse.amount(50_000), null);

        assertThat(foreseen.from()).isEqualTo(LocalDate.of(2027, 1, 15)).isEqualTo(done.from());
        assertThat(foreseen.standing())
                .singleElement()
                .satisfies(debit -> assertThat(debit.amount().value()).isEqualTo(30_000));
        assertThat(foreseen.warnings()).extracting(AgreementWarning::code).containsExactly("INVOICES_STAND");
        house.live(40);
        assertThat(house.drafts)
                .extracting(draft -> draft.lines().get(0).amount().value())
                .containsExactly(30_000L, 50_000L);
    }

    @DatabaseTest
    void anInvoiceThatARunHasMadeButNotToldOfStandsToo(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = house.gift("15");
        house.clock.advanceDays(7);
        house.source.due(house.today().plusDays(14), house::issue, skipped -> {});

        Effect done = house.agreements.act(STAFF, gift.id(), null, StandingHouse.amount(50_000), "Asked for it");

        assertThat(done.from()).isEqualTo(LocalDate.of(2027, 1, 15));
        assertThat(done.standing()).hasSize(1);
    }

    @DatabaseTest
    void aNewDebitDayCountsFromTheFirstThatCanBeToldOf(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = house.gift("20");
        assertThat(gift.nextDebit()).isEqualTo(LocalDate.of(2026, 12, 20));

        Effect tooSoon = house.agreements.foresee(KARI, gift.id(), StandingHouse.day("1"));
        assertThat(tooSoon.after().nextDebit()).isEqualTo(LocalDate.of(2026, 12, 20));
        assertThat(tooSoon.from()).isEqualTo(LocalDate.of(2027, 1, 1));

        Effect inTime = house.agreements.foresee(KARI, gift.id(), StandingHouse.day("10"));
        assertThat(inTime.from())
                .isEqualTo(LocalDate.of(2026, 12, 10))
                .isEqualTo(inTime.after().nextDebit());

        house.agreements.act(KARI, gift.id(), null, StandingHouse.day("1"), null);
        house.live(60);
        assertThat(house.dueDates()).containsExactly("2026-12-20", "2027-01-01", "2027-02-01");
    }

    @DatabaseTest
    void membersMayDoWhatTheOrganisationHasOpenedFor(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh, "gift=see,change;course=see;membership=see,change,end", "");
        StandingAgreement gift = house.gift("15");
        StandingAgreement course = house.begin(Purpose.COURSE, 10_000, "15", Every.MONTH, CollectedBy.INVOICE);
        StandingAgreement dues = house.begin(Purpose.MEMBERSHIP, 10_000, "15", Every.MONTH, CollectedBy.INVOICE);

        assertThat(house.agreements.rights(KARI, gift)).containsExactlyInAnyOrder(Right.SEE, Right.CHANGE);
        assertThat(house.agreements.rights(KARI, dues)).as("S0-29").containsExactly(Right.SEE);
        house.agreements.act(KARI, gift.id(), null, StandingHouse.amount(20_000), null);
        assertRefused(
                Problem.Kind.FORBIDDEN, () -> house.agreements.act(KARI, gift.id(), null, new Act.End(null), null));
        assertRefused(
                Problem.Kind.FORBIDDEN,
                () -> house.agreements.act(
                        KARI, gift.id(), null, new Act.Change(null, null, Every.YEAR, null, null), null));
        for (StandingAgreement closed : List.of(course, dues)) {
            assertThat(house.agreements.agreement(KARI, closed.id())).isPresent();
            assertRefused(
                    Problem.Kind.FORBIDDEN,
                    () -> house.agreements.act(KARI, closed.id(), null, StandingHouse.amount(20_000), null));
            assertRefused(
                    Problem.Kind.FORBIDDEN, () -> house.agreements.foresee(KARI, closed.id(), new Act.Pause(null)));
        }
    }

    @DatabaseTest
    void othersAndHiddenAgreementsLookAsIfTheyWereNotThere(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh, "*=see,change,end;course=", "");
        StandingAgreement gift = house.gift("15");
        StandingAgreement course = house.begin(Purpose.COURSE, 10_000, "15", Every.MONTH, CollectedBy.INVOICE);

        assertThat(house.agreements.own(KARI)).extracting(StandingAgreement::id).containsExactly(gift.id());
        assertThat(house.agreements.own(OLA)).isEmpty();
        assertThat(house.agreements.agreement(KARI, course.id())).isEmpty();
        assertThat(house.agreements.agreement(OLA, gift.id())).isEmpty();
        assertRefused(
                Problem.Kind.NOT_FOUND,
                () -> house.agreements.act(OLA, gift.id(), null, StandingHouse.amount(20_000), null));
        assertRefused(Problem.Kind.NOT_FOUND, () -> house.agreements.history(KARI, course.id()));
        assertRefused(Problem.Kind.FORBIDDEN, () -> house.agreements.agreements(KARI, null, null, null, null));
        assertRefused(
                Problem.Kind.FORBIDDEN,
                () -> house.agreements.begin(
                        KARI, StandingHouse.wanted(Purpose.GIFT, 100, "1", Every.MONTH, CollectedBy.INVOICE), null));
    }

    @DatabaseTest
    void everyChangeIsKeptWithBeforeAfterWhoAndOnWhoseBehalf(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = house.gift("15");
        house.agreements.act(KARI, gift.id(), null, StandingHouse.amount(50_000), null);
        house.agreements.act(STAFF, gift.id(), null, StandingHouse.day("LAST"), "Asked by phone");
        house.agreements.act(STAFF, gift.id(), null, new Act.End(null), "Asked by phone");

        List<AgreementEvent> history = house.agreements.history(STAFF, gift.id());

        assertThat(history).extracting(AgreementEvent::what).containsExactly("BEGUN", "CHANGED", "CHANGED", "ENDED");
        assertThat(history.get(1).fields()).containsExactly(new ChangedField("amount", "30000", "50000"));
        assertThat(history.get(1).actor()).isEqualTo(KARI.id());
        assertThat(history.get(1).onBehalfOf()).isNull();
        assertThat(history.get(1).from()).isEqualTo(LocalDate.of(2026, 12, 15));
        assertThat(history.get(2).fields()).containsExactly(new ChangedField("debitDay", "15", "LAST"));
        assertThat(history.get(2).actor()).isEqualTo(STAFF.id());
        assertThat(history.get(2).onBehalfOf()).isEqualTo("contact-1");
        assertThat(history.get(2).why()).isEqualTo("Asked by phone");
        assertThat(history.get(3).fields()).containsExactly(new ChangedField("endsOn", null, "2026-11-26"));
        for (String statement : List.of(
                "UPDATE agreement_standing_event SET why = 'x' WHERE agreement_id = '" + gift.id() + "'",
                "DELETE FROM agreement_standing_event WHERE agreement_id = '" + gift.id() + "'",
                "DELETE FROM agreement_standing_debit",
                "DELETE FROM agreement_standing WHERE id = '" + gift.id() + "'",
                "UPDATE agreement_standing SET amount = 0 WHERE id = '" + gift.id() + "'",
                "UPDATE agreement_standing SET debit_day = 29 WHERE id = '" + gift.id() + "'",
                "UPDATE agreement_standing SET every_months = 2 WHERE id = '" + gift.id() + "'",
                "UPDATE agreement_standing SET next_debit = '2027-01-15' WHERE id = '" + gift.id() + "'",
                "UPDATE agreement_standing SET provider = 'vipps' WHERE id = '" + gift.id() + "'")) {
            assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute(statement)))
                    .as(statement)
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @DatabaseTest
    void staffSayWhyAndNobodyOverwritesWhatTheyHaveNotSeen(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = house.gift("15");
        assertRefused(
                Problem.Kind.INVALID,
                () -> house.agreements.act(STAFF, gift.id(), null, StandingHouse.amount(50_000), null));
        house.agreements.act(KARI, gift.id(), new ETag(gift.version()), StandingHouse.amount(50_000), null);
        assertRefused(
                Problem.Kind.STALE,
                () -> house.agreements.act(
                        STAFF, gift.id(), new ETag(gift.version()), StandingHouse.amount(60_000), "Asked"));
        assertThat(house.now(gift).amount().value()).isEqualTo(50_000);
        assertRefused(
                Problem.Kind.CONFLICT,
                () -> house.agreements.act(STAFF, gift.id(), null, StandingHouse.amount(50_000), "Asked"));
    }

    @DatabaseTest
    void amountsLieWithinTheOrganisationsLimits(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh, "*=see,change", "gift=50-500");
        StandingAgreement gift = house.gift("15");
        house.agreements.act(KARI, gift.id(), null, StandingHouse.amount(5_000), null);
        house.agreements.act(KARI, gift.id(), null, StandingHouse.amount(50_000), null);
        for (long ore : List.of(4_999L, 50_001L, 0L, -1L)) {
            assertThatThrownBy(() -> house.agreements.act(KARI, gift.id(), null, StandingHouse.amount(ore), null))
                    .hasMessageContaining("kr 50,00 to kr 500,00");
        }
        house.begin(Purpose.COURSE, 100, "15", Every.MONTH, CollectedBy.INVOICE);
    }

    @DatabaseTest
    void beginningTwiceWithOneKeyIsOneAgreement(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        var wanted = StandingHouse.wanted(Purpose.GIFT, 30_000, "15", Every.QUARTER, CollectedBy.INVOICE);
        IdempotencyKey key = IdempotencyKey.of("k-1", wanted);

        StandingAgreement first = house.agreements.begin(STAFF, wanted, key);

        assertThat(house.agreements.begin(STAFF, wanted, key)).isEqualTo(first);
        var other = StandingHouse.wanted(Purpose.GIFT, 40_000, "15", Every.QUARTER, CollectedBy.INVOICE);
        assertRefused(
                Problem.Kind.RULE_BROKEN, () -> house.agreements.begin(STAFF, other, IdempotencyKey.of("k-1", other)));
        assertThat(house.agreements
                        .agreements(STAFF, "contact-1", null, null, null)
                        .items())
                .containsExactly(first);
        house.live(220);
        assertThat(house.dueDates()).containsExactly("2026-12-15", "2027-03-15", "2027-06-15");
    }

    @DatabaseTest
    void endingSaysThatTheMandateLivesOn(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = house.begin(Purpose.GIFT, 10_000, "20", Every.MONTH, CollectedBy.AVTALEGIRO);

        Effect effect = house.agreements.act(KARI, gift.id(), null, new Act.End(null), null);

        assertThat(effect.warnings()).extracting(AgreementWarning::code).containsExactly("MANDATE_LIVES_ON");
        assertThat(effect.from()).as("the first that is not debited").isEqualTo(LocalDate.of(2027, 1, 20));
        assertThat(effect.after().state()).isEqualTo(StandingAgreement.State.ENDED);
        assertRefused(
                Problem.Kind.CONFLICT,
                () -> house.agreements.act(STAFF, gift.id(), null, StandingHouse.amount(50_000), "Asked"));
    }

    /** S0-39. */
    @DatabaseTest
    void warnsWhenTheBankWouldRejectTheAmount(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = house.begin(Purpose.GIFT, 10_000, "20", Every.MONTH, CollectedBy.AVTALEGIRO);
        Act more = StandingHouse.amount(100_001);

        assertThat(house.agreements
                        .foresee(KARI, gift.id(), StandingHouse.amount(100_000))
                        .warnings())
                .isEmpty();
        assertThat(house.agreements.foresee(KARI, gift.id(), more).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.code() + " " + warning.words())
                        .startsWith("OVER_LIMIT ")
                        .contains("kr 1\u00a0000,01", "kr 1\u00a0000,00"));
        house.mandate = new MandateSignings.MandateStanding(true, null, null, null);
        assertThat(house.agreements.foresee(KARI, gift.id(), more).warnings())
                .extracting(AgreementWarning::code)
                .containsExactly("LIMIT_UNKNOWN");
        house.mandate = new MandateSignings.MandateStanding(false, null, null, null);
        assertThat(house.agreements.act(KARI, gift.id(), null, more, null).warnings())
                .extracting(AgreementWarning::code)
                .containsExactly("NO_MANDATE");
        StandingAgreement course = house.begin(Purpose.COURSE, 10_000, "20", Every.MONTH, CollectedBy.INVOICE);
        assertThat(house.agreements.foresee(KARI, course.id(), more).warnings()).isEmpty();
    }

    @DatabaseTest
    void listsByContactAndState(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement running = house.gift("15");
        StandingAgreement paused = house.gift("15");
        StandingAgreement ended = house.gift("15");
        house.agreements.act(STAFF, paused.id(), null, new Act.Pause(null), "Asked");
        house.agreements.act(STAFF, ended.id(), null, new Act.End(null), "Asked");

        for (StandingAgreement one : List.of(running, paused, ended)) {
            assertThat(house.agreements
                            .agreements(STAFF, "contact-1", house.now(one).state(), null, null)
                            .items())
                    .extracting(StandingAgreement::id)
                    .containsExactly(one.id());
        }
        assertThat(house.agreements
                        .agreements(STAFF, "contact-2", null, null, null)
                        .items())
                .isEmpty();
        assertThat(house.agreements.agreements(STAFF, null, null, 2, null).next())
                .isNotNull();
    }

    @DatabaseTest
    void theCheckSeesWhatWasDoneBehindItsBack(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = house.gift("15");
        house.agreements.act(STAFF, gift.id(), null, StandingHouse.day("10"), "Asked");
        house.agreements.act(STAFF, gift.id(), null, new Act.Pause(LocalDate.of(2027, 1, 1)), "Asked");
        house.live(100);
        assertThat(house.dueDates()).hasSizeGreaterThan(2);
        assertThat(house.checks.verify()).isEmpty();

        house.db.useTransaction(
                tx -> tx.execute("UPDATE agreement_standing SET amount = 1 WHERE id = '" + gift.id() + "'"));
        assertThat(house.checks.verify()).singleElement().satisfies(violation -> assertThat(violation.detail())
                .contains(gift.id(), "history"));
        house.db.useTransaction(
                tx -> tx.execute("UPDATE agreement_standing SET amount = 30000, next_debit = '2027-01-10'"
                        + " WHERE id = '" + gift.id() + "'"));
        assertThat(house.checks.verify()).isNotEmpty().allSatisfy(violation -> assertThat(violation.detail())
                .contains("debited again"));
    }
}
