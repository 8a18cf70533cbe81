package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.avtalegiro.MandateIntake.FboRecord;
import no.grend.avtalegiro.internal.BankAnswers.Told;
import no.grend.avtalegiro.internal.ClaimFiles.Order;
import no.grend.avtalegiro.internal.Cockpit.Kind;
import no.grend.avtalegiro.internal.DueDates.DueDate;
import no.grend.avtalegiro.internal.Explanation.Code;
import no.grend.avtalegiro.internal.Inquiries.Wanted;
import no.grend.avtalegiro.internal.store.Answer.Outcome;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.ledger.Invoice;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class CockpitTest {

    private static final Order BANK = new Order(House.DUE, Notice.BANK, null);

    /** Members 1 to 6 have mandates, 7 none; 6's ended. Claimed are 1 to 5. */
    private static BankFile claimed(House house) {
        house.mandatesFor(1, 2, 3, 4, 5, 6);
        house.mandates.receive(
                House.TREASURER,
                "ocr:end:1",
                LocalDate.of(2026, 11, 15),
                List.of(new FboRecord(3, 2, house.ledger.referenceKid(6), false)));
        for (int member = 1; member <= 7; member++) {
            house.ledger.open(member, 1000L + member, House.DUE, "run-1", 10_000);
        }
        return house.claimFiles.create(House.TREASURER, BANK, null);
    }

    private static Explanation of(House house, int number) {
        return house.inquiries.invoice(House.READER, "invoice-" + number);
    }

    @DatabaseTest
    void countsWhatIsAwaitedPaidAndUnclaimed(TestDatabase fresh) {
        House house = new House(fresh);
        claimed(house);
        house.ledger.pay("invoice-1001");

        Cockpit.View view = house.cockpit.view(House.READER);

        assertThat(view.awaiting().count()).isEqualTo(4);
        assertThat(new ClaimMeters(null, house.db, house.clock).meters().get(0).values())
                .extracting(value ->
                        value.labels().get("state") + " " + value.amount().longValue())
                .containsExactly("awaiting 4", "past_due 0", "rejected 0");
        assertThat(view.awaiting().total()).isEqualTo(Ore.of(40_000));
        assertThat(view.stoppable()).isEqualTo(view.awaiting());
        assertThat(view.unpaid().count()).isZero();
        DueDate day = view.dueDates().get(0);
        assertThat(day.dueDate()).isEqualTo(House.DUE);
        assertThat(day.open().count()).isEqualTo(6);
        assertThat(day.unclaimed().count()).isEqualTo(2);
        assertThat(day.settled().count()).isEqualTo(1);
        assertThat(day.files().get(0).leftOutByReason())
                .containsEntry("NO_MANDATE", 1)
                .containsEntry("MANDATE_ENDED", 1);

        house.ledger.unpay("invoice-1001");
        assertThat(house.cockpit.view(House.READER).awaiting().count()).isEqualTo(5);
    }

    @DatabaseTest
    void countsDownToEachDeadlineInOrder(TestDatabase fresh) {
        House house = new House(fresh);
        claimed(house);

        List<Cockpit.Countdown> deadlines = house.cockpit.view(House.READER).deadlines();

        assertThat(deadlines)
                .extracting(Cockpit.Countdown::kind)
                .containsExactly(
                        Kind.BANK_NOTIFIED_CLAIMS,
                        Kind.BANK_NOTIFIED_CLAIMS,
                        Kind.SELF_NOTIFIED_CLAIMS,
                        Kind.CANCELLATIONS);
        assertThat(deadlines)
                .extracting(deadline -> deadline.at().toInstant())
                .containsExactly(
                        Instant.parse("2026-11-30T13:00:00Z"),
                        Instant.parse("2026-12-31T13:00:00Z"),
                        Instant.parse("2027-01-06T13:00:00Z"),
                        Instant.parse("2027-01-14T13:00:00Z"));
        Cockpit.Countdown second = deadlines.get(1);
        assertThat(second.dueFrom()).isEqualTo("2027-01-15");
        assertThat(second.dueTo()).isEqualTo("2027-02-14");
        assertThat(second.concerned().count()).isEqualTo(2);
        assertThat(deadlines.get(3).words())
                .startsWith("Thursday 14 January 2027 at 14:00 (Oslo time), in 54 days 3 hours: cancellations")
                .contains("5 claims can be stopped, kr 500,00");
        assertThat(deadlines.get(3).secondsLeft()).isEqualTo((54 * 24 + 3) * 3600L);

        house.clock.set(Instant.parse("2027-01-14T13:00:01Z"));
        Cockpit.View late = house.cockpit.view(House.READER);
        assertThat(late.stoppable().count()).isZero();
        assertThat(late.deadlines()).extracting(Cockpit.Countdown::kind).doesNotContain(Kind.CANCELLATIONS);
    }

    /** S4-51: not paid on the due date. */
    @DatabaseTest
    void whatIsDueAndNotPaidIsToldApart(TestDatabase fresh) {
        House house = new House(fresh);
        claimed(house);
        house.ledger.pay("invoice-1001");
        house.clock.set(Instant.parse("2027-01-16T08:00:00Z"));

        Cockpit.View view = house.cockpit.view(House.READER);

        assertThat(view.unpaid().count()).isEqualTo(4);
        assertThat(view.awaiting().count()).isZero();
        assertThat(house.inquiries
                        .claims(House.READER, Wanted.UNPAID, null, null, null)
                        .items())
                .hasSize(4)
                .allSatisfy(one -> {
                    assertThat(one.code()).isEqualTo(Code.UNPAID);
                    assertThat(one.next()).contains("dunning");
                });
        assertThat(house.inquiries
                        .claims(House.READER, Wanted.AWAITING, House.DUE, null, null)
                        .items())
                .isEmpty();
        assertThat(house.inquiries
                        .claims(House.READER, Wanted.SETTLED, House.DUE, null, null)
                        .items())
                .extracting(Explanation::invoiceNumber)
                .containsExactly(1001L);
    }

    @DatabaseTest
    void eachClaimAndEachAbsenceIsExplained(TestDatabase fresh) {
        House house = new House(fresh);
        BankFile file = claimed(house);
        house.ledger.add(8, 1008, House.DUE, null, Ore.of(100), Ore.of(100), Invoice.Status.PAID);
        house.ledger.add(9, 1009, House.DUE, null, Ore.of(100), Ore.ZERO, Invoice.Status.CREDITED);
        house.ledger.open(1, 1011, House.DUE.plusDays(1), null, 100);
        house.ledger.open(1, 1012, LocalDate.of(2026, 11, 25), null, 100);
        house.ledger.pay("invoice-1002");
        house.clock.advanceDays(2);
        BankFile cancellation = house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1003"), null);
        house.answers.register(
                House.TREASURER,
                file.id(),
                new Told(Outcome.REJECTED, RejectionReason.OTHER, "L00202: 503", null, List.of("invoice-1004")));

        assertThat(of(house, 1001).explanation())
                .isEqualTo("Claimed by AvtaleGiro: kr 100,00 on 15 January 2027, in file DIRREM0000001 made on"
                        + " 21 November 2026.");
        assertThat(of(house, 1001).next()).contains("until Thursday 14 January 2027 at 14:00 (Oslo time)");
        assertThat(of(house, 1002).code()).isEqualTo(Code.SETTLED);
        assertThat(of(house, 1003).explanation())
                .isEqualTo("Not by AvtaleGiro because the claim in file DIRREM0000001 was cancelled by file "
                        + cancellation.name() + ".");
        assertThat(of(house, 1003).next()).contains("be claimed anew: bank-notified until Thursday 31 December 2026");
        assertThat(of(house, 1004).explanation()).contains("bank rejected").contains("L00202: 503");
        assertThat(of(house, 1006).explanation())
                .isEqualTo("Not by AvtaleGiro because the mandate ended on 15 November 2026.");
        assertThat(of(house, 1007).code()).isEqualTo(Code.NO_MANDATE);
        assertThat(of(house, 1008).code()).isEqualTo(Code.PAID);
        assertThat(of(house, 1009).code()).isEqualTo(Code.CREDITED);
        assertThat(of(house, 1011).code()).isEqualTo(Code.NOT_CLAIMED_YET);
        assertThat(of(house, 1012).code()).isEqualTo(Code.TOO_LATE);
        assertThat(of(house, 1012).next()).contains("too late");
        house.mandatesFor(7);
        assertThat(of(house, 1007).explanation())
                .contains("file DIRREM0000001, made on 21 November 2026, left it out")
                .contains("has a mandate since 1 November 2026");
    }

    @DatabaseTest
    void pagesGoThroughAllOfThem(TestDatabase fresh) {
        House house = new House(fresh);
        claimed(house);

        assertThat(all(cursor -> house.inquiries.claims(House.READER, Wanted.AWAITING, null, 2, cursor)))
                .containsExactly(1001L, 1002L, 1003L, 1004L, 1005L);
        assertThat(all(cursor -> house.inquiries.unclaimed(House.READER, House.DUE, 1, cursor)))
                .containsExactly(1006L, 1007L);
    }

    private interface Pages {
        Page<Explanation> after(String cursor);
    }

    private static List<Long> all(Pages pages) {
        List<Long> numbers = new ArrayList<>();
        String cursor = null;
        do {
            Page<Explanation> page = pages.after(cursor);
            page.items().forEach(one -> numbers.add(one.invoiceNumber()));
            cursor = page.next();
        } while (cursor != null);
        return numbers;
    }
}
