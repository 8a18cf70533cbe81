package no.grend.agreement.internal.standing;

import static no.grend.agreement.internal.standing.StandingHouse.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreements.Act;
import no.grend.agreement.StandingAgreements.AgreementEvent;
import no.grend.agreement.StandingAgreements.Debit;
import no.grend.ledger.InvoiceDraft;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** How agreements become invoices. */
class StandingRunTest {

    @DatabaseTest
    void becomesAnInvoiceEachPeriodDueOnTheDebitDate(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = house.gift("15");
        assertThat(gift.nextDebit()).isEqualTo(LocalDate.of(2026, 12, 15));

        house.runOfTheDay();
        assertThat(house.drafts).as("19 days before").isEmpty();
        house.live(120);

        assertThat(house.dueDates()).containsExactly("2026-12-15", "2027-01-15", "2027-02-15", "2027-03-15");
        InvoiceDraft first = house.drafts.get(0);
        assertThat(first.sourceKey()).isEqualTo("gift:" + gift.id() + ":2026-12");
        assertThat(first.lines()).singleElement().satisfies(line -> {
            assertThat(line.text()).isEqualTo("Fast gave, desember 2026");
            assertThat(line.amount().value()).isEqualTo(30_000);
        });
        assertThat(house.agreements.debits(STAFF, gift.id()))
                .extracting(Debit::period)
                .containsExactly("2027-03", "2027-02", "2027-01", "2026-12");
        assertThat(house.now(gift).nextDebit()).isEqualTo(LocalDate.of(2027, 4, 15));
    }

    @DatabaseTest
    void onlyThoseByAvtaleGiroAreLeftToTheMandate(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        house.begin(Purpose.GIFT, 10_000, "20", Every.MONTH, CollectedBy.AVTALEGIRO);
        house.begin(Purpose.COURSE, 20_000, "20", Every.MONTH, CollectedBy.INVOICE);

        house.live(40);

        assertThat(house.drafts)
                .filteredOn(draft -> draft.sourceKey().startsWith("gift:"))
                .isNotEmpty()
                .noneMatch(InvoiceDraft::withoutMandate);
        assertThat(house.drafts)
                .filteredOn(draft -> draft.sourceKey().startsWith("course:"))
                .isNotEmpty()
                .allMatch(InvoiceDraft::withoutMandate);
    }

    @DatabaseTest
    void claimsAreReadyAWeekBeforeTheBanksDeadline(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = house.begin(Purpose.GIFT, 10_000, "20", Every.MONTH, CollectedBy.AVTALEGIRO);
        assertThat(gift.nextDebit())
                .as("the 20th of December can no longer be sent in good time")
                .isEqualTo(LocalDate.of(2027, 1, 20));

        house.live(27);
        assertThat(house.drafts).as("the 23rd of December").isEmpty();
        house.live(1);

        assertThat(house.dueDates()).containsExactly("2027-01-20");
    }

    @DatabaseTest
    void runningAgainInvoicesNothingTwice(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = house.gift("15");
        house.clock.advanceDays(7);
        List<InvoiceDraft> cutOff = new ArrayList<>();
        house.source.due(house.today().plusDays(14), cutOff::add, skipped -> {});
        cutOff.forEach(house::issue);

        house.runOfTheDay();
        house.runOfTheDay();
        house.source.invoiced(List.of(cutOff.get(0).sourceKey()));

        assertThat(house.dueDates()).containsExactly("2026-12-15");
        assertThat(house.now(gift).nextDebit()).isEqualTo(LocalDate.of(2027, 1, 15));
        assertThat(house.agreements.debits(STAFF, gift.id())).hasSize(1);
        assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute(
                        "INSERT INTO agreement_standing_debit (agreement_id, period, source_key, done_at) VALUES ('"
                                + gift.id() + "', '2026-12', 'other', CURRENT_TIMESTAMP)")))
                .isInstanceOf(RuntimeException.class);
    }

    @DatabaseTest
    void aDayThatChangesMonthIsNotDebitedTwiceInIt(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = house.gift("15");
        house.live(10);
        house.agreements.act(STAFF, gift.id(), null, StandingHouse.day("LAST"), "Asked for it");

        house.live(70);

        assertThat(house.dueDates()).containsExactly("2026-12-15", "2027-01-31", "2027-02-28");
    }

    @DatabaseTest
    void whatCouldNotBeToldOfInTimeIsPassedOverAndKept(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = house.gift("15");
        house.clock.advanceDays(50);

        house.runOfTheDay();

        assertThat(house.dueDates())
                .as("15 January 2027, nobody is debited twice at once")
                .isEmpty();
        assertThat(house.now(gift).nextDebit()).isEqualTo(LocalDate.of(2027, 2, 15));
        assertThat(house.agreements.history(STAFF, gift.id()))
                .extracting(AgreementEvent::what)
                .containsExactly("BEGUN", "PASSED_OVER", "PASSED_OVER");
        assertThat(house.agreements.debits(STAFF, gift.id()))
                .extracting(Debit::outcome)
                .containsExactly("PASSED_OVER", "PASSED_OVER");
    }

    @DatabaseTest
    void aRunThatComesSomeDaysLateStillKeepsTheDebitDate(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        house.gift("15");
        house.clock.advanceDays(9);

        house.runOfTheDay();

        assertThat(house.dueDates()).containsExactly("2026-12-15");
    }

    @DatabaseTest
    void pausedAndEndedOnesGiveNothing(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement paused = house.gift("15");
        StandingAgreement until = house.gift("15");
        StandingAgreement ended = house.gift("15");
        StandingAgreement later = house.gift("15");
        house.agreements.act(STAFF, paused.id(), null, new Act.Pause(null), "Asked for it");
        house.agreements.act(STAFF, until.id(), null, new Act.Pause(LocalDate.of(2027, 2, 1)), "Asked for it");
        house.agreements.act(STAFF, ended.id(), null, new Act.End(null), "Asked for it");
        house.agreements.act(STAFF, later.id(), null, new Act.End(LocalDate.of(2027, 1, 20)), "Asked for it");

        house.live(100);

        assertThat(house.drafts)
                .extracting(draft -> draft.sourceKey().split(":")[1] + " " + draft.dueDate())
                .containsExactlyInAnyOrder(
                        later.id() + " 2026-12-15",
                        later.id() + " 2027-01-15",
                        until.id() + " 2027-02-15",
                        until.id() + " 2027-03-15");
        assertThat(house.now(paused).state()).isEqualTo(StandingAgreement.State.PAUSED);
        assertThat(house.now(until).state()).isEqualTo(StandingAgreement.State.RUNNING);
        assertThat(house.now(ended).state()).isEqualTo(StandingAgreement.State.ENDED);
        assertThat(house.now(later).state()).isEqualTo(StandingAgreement.State.ENDED);
        house.agreements.act(STAFF, paused.id(), null, new Act.Resume(), "Asked for it");
        assertThat(house.now(paused).nextDebit()).isEqualTo(LocalDate.of(2027, 4, 15));
    }

    @DatabaseTest
    void aPayerWhoIsGoneIsToldOf(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = house.gift("15");
        house.db.useTransaction(
                tx -> tx.execute("UPDATE agreement_standing SET contact_id = 'nobody' WHERE id = '" + gift.id() + "'"));
        house.clock.advanceDays(7);

        assertThat(house.runOfTheDay()).singleElement().satisfies(left -> assertThat(left.code())
                .isEqualTo("PAYER_GONE"));
    }
}
