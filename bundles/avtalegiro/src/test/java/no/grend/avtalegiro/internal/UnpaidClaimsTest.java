package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import no.grend.avtalegiro.MandateIntake.FboRecord;
import no.grend.avtalegiro.internal.BankAnswers.Told;
import no.grend.avtalegiro.internal.ClaimFiles.Order;
import no.grend.avtalegiro.internal.store.Answer.Outcome;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.ledger.spi.Collector.Unpaid;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Why a claim brought no money, where the bank's files tell (S4-52). */
class UnpaidClaimsTest {

    /** The house's own day, on which its files are made. */
    private static final LocalDate ANSWERED = LocalDate.of(2026, 11, 21);

    private static void end(House house, int member, LocalDate on) {
        house.mandates.receive(
                House.TREASURER,
                "ocr:end:" + member,
                on,
                List.of(new FboRecord(member, 2, house.ledger.referenceKid(member), false)));
    }

    @DatabaseTest
    void aMandateThatEndedByTheDueDateIsTheReasonAndOneThatEndedLaterIsNot(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2, 3, 4);
        for (int member = 1; member <= 4; member++) {
            house.ledger.open(member, 1000 + member, House.DUE, null, 50_000);
        }
        house.claimFiles.create(House.TREASURER, new Order(House.DUE, Notice.BANK, null), null);
        end(house, 1, House.DUE.minusDays(20));
        end(house, 2, House.DUE);
        end(house, 3, House.DUE.plusDays(1));

        Map<String, Unpaid> known = house.claimFiles.unpaid(
                List.of("invoice-1001", "invoice-1002", "invoice-1003", "invoice-1004", "invoice-9999"));

        assertThat(known)
                .containsOnly(
                        Map.entry("invoice-1001", new Unpaid(Unpaid.Cause.MANDATE_ENDED, House.DUE.minusDays(20))),
                        Map.entry("invoice-1002", new Unpaid(Unpaid.Cause.MANDATE_ENDED, House.DUE)));
        assertThat(house.claimFiles.unpaid(List.of())).isEmpty();
    }

    @DatabaseTest
    void aClaimThatWasCancelledIsNoUnpaidClaim(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1);
        house.ledger.open(1, 1001, House.DUE, null, 50_000);
        house.claimFiles.create(House.TREASURER, new Order(House.DUE, Notice.BANK, null), null);
        house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1001"), null);
        end(house, 1, House.DUE.minusDays(20));

        assertThat(house.claimFiles.unpaid(List.of("invoice-1001"))).isEmpty();
    }

    /** A rejection is told with its reason and the receipt's date, until the invoice is claimed anew. */
    @DatabaseTest
    void whatTheBankRejectedIsToldWithItsReason(TestDatabase fresh) {
        House house = new House(fresh);
        int reasons = RejectionReason.values().length;
        for (int member = 1; member <= reasons + 1; member++) {
            house.mandatesFor(member);
            house.ledger.open(member, 1000 + member, House.DUE, null, 50_000);
        }
        Order order = new Order(House.DUE, Notice.BANK, null);
        String file = house.claimFiles.create(House.TREASURER, order, null).id();
        for (RejectionReason reason : RejectionReason.values()) {
            String invoice = "invoice-" + (1001 + reason.ordinal());
            house.answers.register(
                    House.TREASURER, file, new Told(Outcome.REJECTED, reason, "x", ANSWERED, List.of(invoice)));
        }

        Map<String, Unpaid> known = house.claimFiles.unpaid(House.invoices(1001, 1001 + reasons));
        assertThat(known).hasSize(reasons);
        assertThat(known).containsEntry("invoice-1003", new Unpaid(Unpaid.Cause.OVER_LIMIT, ANSWERED));
        assertThat(known.values())
                .extracting(Unpaid::cause)
                .contains(Unpaid.Cause.NO_MANDATE, Unpaid.Cause.FAULTY, Unpaid.Cause.REJECTED, Unpaid.Cause.STOPPED);

        house.answers.register(
                House.TREASURER, file, new Told(Outcome.REJECTED, RejectionReason.DUPLICATE, null, ANSWERED, null));
        known = house.claimFiles.unpaid(House.invoices(1001, 1001 + reasons));
        assertThat(known)
                .as("the line's own reason, and the file's for the rest")
                .hasSize(reasons + 1)
                .containsEntry("invoice-1003", new Unpaid(Unpaid.Cause.OVER_LIMIT, ANSWERED))
                .containsEntry("invoice-" + (1001 + reasons), new Unpaid(Unpaid.Cause.FAULTY, ANSWERED));

        house.claimFiles.create(House.TREASURER, order, null);
        assertThat(house.claimFiles.unpaid(House.invoices(1001, 1001 + reasons)))
                .as("claimed anew")
                .isEmpty();
    }
}
