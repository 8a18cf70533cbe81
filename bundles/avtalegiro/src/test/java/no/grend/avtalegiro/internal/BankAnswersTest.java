package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import no.grend.avtalegiro.internal.BankAnswers.Registered;
import no.grend.avtalegiro.internal.BankAnswers.Told;
import no.grend.avtalegiro.internal.ClaimFiles.Order;
import no.grend.avtalegiro.internal.store.Answer;
import no.grend.avtalegiro.internal.store.Answer.Outcome;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class BankAnswersTest {

    private static final Order BANK = new Order(House.DUE, Notice.BANK, null);
    private static final Told ACCEPTED = new Told(Outcome.ACCEPTED, null, null, null, null);
    private static final Told ALL_REJECTED =
            new Told(Outcome.REJECTED, RejectionReason.DUPLICATE, "L226: 529", null, null);

    private static BankFile claimed(House house, int members) {
        for (int member = 1; member <= members; member++) {
            house.mandatesFor(member);
            house.ledger.open(member, 1000L + member, House.DUE, "run-1", 10_000L + member);
        }
        return house.claimFiles.create(House.TREASURER, BANK, null);
    }

    private static Told rejected(RejectionReason reason, String... invoices) {
        return new Told(Outcome.REJECTED, reason, null, null, List.of(invoices));
    }

    private static List<State> states(House house, BankFile file) {
        return house.files.claims(House.READER, file.id(), null, null).items().stream()
                .map(one -> one.state())
                .toList();
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }

    private static void clean(House house) {
        assertThat(new AvtaleGiroVerification(house.db, null).verify()).isEmpty();
    }

    /** S4-50, S4-52: a rejected claim leaves an ordinary invoice, that can be claimed anew under a new number. */
    @DatabaseTest
    void aRejectedLineBecomesAnOrdinaryInvoiceThatCanBeClaimedAnew(TestDatabase fresh) {
        House house = new House(fresh);
        BankFile file = claimed(house, 3);

        Registered registered = house.answers.register(
                House.TREASURER, file.id(), rejected(RejectionReason.AMOUNT_TOO_HIGH, "invoice-1002"));

        assertThat(registered.freed()).isEqualTo(1);
        assertThat(states(house, file)).containsExactly(State.AWAITING, State.REJECTED, State.AWAITING);
        assertThat(house.claimFiles
                        .claims(List.of("invoice-1002"))
                        .get("invoice-1002")
                        .cancelled())
                .as("dispatch and dunning see an ordinary invoice")
                .isTrue();
        assertThat(house.audit.of("BANK_ANSWER_REGISTERED")).hasSize(1);
        clean(house);

        BankFile anew = house.claimFiles.create(House.TREASURER, BANK, null);
        assertThat(anew.claims()).isEqualTo(1);
        assertThat(anew.transmissionNumber()).isEqualTo("0000002");
        clean(house);
    }

    @DatabaseTest
    void theSameAnswerAgainChangesNothing(TestDatabase fresh) {
        House house = new House(fresh);
        BankFile file = claimed(house, 2);
        Told told = rejected(RejectionReason.NO_MANDATE, "invoice-1001", "invoice-1001");

        Registered first = house.answers.register(House.TREASURER, file.id(), told);
        Registered again = house.answers.register(House.TREASURER, file.id(), told);

        assertThat(first.freed()).isEqualTo(1);
        assertThat(again.freed()).isZero();
        assertThat(again.answers()).isEqualTo(first.answers());
        assertThat(house.audit.of("BANK_ANSWER_REGISTERED")).hasSize(1);
        refused(
                "REJECTED_ALREADY",
                () -> house.answers.register(
                        House.TREASURER, file.id(), rejected(RejectionReason.TOO_LATE, "invoice-1001")));

        house.answers.register(House.TREASURER, file.id(), ALL_REJECTED);
        assertThat(house.answers
                        .register(House.TREASURER, file.id(), ALL_REJECTED)
                        .freed())
                .isZero();
        refused("REJECTED_ALREADY", () -> house.answers.register(House.TREASURER, file.id(), ACCEPTED));
        assertThat(states(house, file)).containsOnly(State.REJECTED);
    }

    @DatabaseTest
    void aWholeFileIsAcceptedFirstAndItsLinesRejectedLater(TestDatabase fresh) {
        House house = new House(fresh);
        BankFile file = claimed(house, 3);

        assertThat(house.answers.register(House.TREASURER, file.id(), ACCEPTED).freed())
                .isZero();
        house.answers.register(House.TREASURER, file.id(), rejected(RejectionReason.KID_INVALID, "invoice-1003"));

        List<Answer> answers = new ArrayList<>();
        String cursor = null;
        do {
            Page<Answer> page = house.answers.answers(House.READER, Kind.CLAIMS, file.id(), 1, cursor);
            answers.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(answers).extracting(Answer::place).containsExactly(0, 3);
        assertThat(answers).extracting(Answer::outcome).containsExactly(Outcome.ACCEPTED, Outcome.REJECTED);
    }

    @DatabaseTest
    void aWholeRejectedFileFreesWhatIsNotPaidOrCancelled(TestDatabase fresh) {
        House house = new House(fresh);
        BankFile file = claimed(house, 4);
        house.ledger.pay("invoice-1001");
        house.clock.advanceDays(2);
        house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1002"), null);
        house.marks.mark(House.TREASURER, List.of("invoice-1003"));

        Registered registered = house.answers.register(House.TREASURER, file.id(), ALL_REJECTED);

        assertThat(registered.freed()).isEqualTo(2);
        assertThat(states(house, file)).containsExactly(State.SETTLED, State.CANCELLED, State.REJECTED, State.REJECTED);
        assertThat(house.marks.marked(House.READER, null, null).items())
                .as("what is rejected waits for no cancellation")
                .isEmpty();
        refused("REJECTED", () -> house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1004"), null));
        clean(house);
    }

    @DatabaseTest
    void whatCannotBeIsRefusedAndNothingRegistered(TestDatabase fresh) {
        House house = new House(fresh);
        BankFile file = claimed(house, 2);
        house.ledger.open(9, 1009, House.DUE, null, 100);
        house.ledger.pay("invoice-1002");

        refused(
                "ALREADY_PAID",
                () -> house.answers.register(
                        House.TREASURER,
                        file.id(),
                        rejected(RejectionReason.NO_COVER, "invoice-1001", "invoice-1002")));
        refused(
                "NOT_IN_FILE",
                () -> house.answers.register(
                        House.TREASURER, file.id(), rejected(RejectionReason.NO_COVER, "invoice-1009")));
        assertThatThrownBy(() -> house.answers.register(
                        House.TREASURER, file.id(), rejected(RejectionReason.NO_COVER, "invoice-1001", "invoice-1009")))
                .hasMessageStartingWith("Invoice 1009 (KID ")
                .hasMessageContaining("is not claimed in " + file.name() + ". Nothing was registered.")
                .hasMessageNotContaining("invoice-1009");
        refused(
                "REASON_WRONG",
                () -> house.answers.register(
                        House.TREASURER, file.id(), new Told(Outcome.REJECTED, null, null, null, null)));
        refused(
                "TEXT_MISSING",
                () -> house.answers.register(
                        House.TREASURER, file.id(), rejected(RejectionReason.OTHER, "invoice-1001")));
        refused(
                "ANSWER_DATE_WRONG",
                () -> house.answers.register(
                        House.TREASURER,
                        file.id(),
                        new Told(Outcome.ACCEPTED, null, null, LocalDate.of(2026, 11, 20), null)));
        refused(
                "INVOICES_WRONG",
                () -> house.answers.register(House.TREASURER, file.id(), rejected(RejectionReason.NO_COVER)));
        refused("FORBIDDEN", () -> house.answers.register(House.READER, file.id(), ACCEPTED));
        assertThat(states(house, file)).containsExactly(State.AWAITING, State.SETTLED);
        assertThat(house.answers
                        .answers(House.READER, Kind.CLAIMS, file.id(), null, null)
                        .items())
                .isEmpty();
    }

    /** What the code forgets, the database remembers. */
    @DatabaseTest
    void theDatabaseKeepsAnswersAndStates(TestDatabase fresh) {
        House house = new House(fresh);
        BankFile file = claimed(house, 1);
        house.answers.register(House.TREASURER, file.id(), ACCEPTED);

        databaseRefuses(house, "UPDATE avtalegiro_answer SET freed = 7");
        databaseRefuses(house, "DELETE FROM avtalegiro_answer");
        databaseRefuses(house, "UPDATE avtalegiro_claim SET live_invoice_id = NULL");
        databaseRefuses(house, "UPDATE avtalegiro_claim SET state = 'REJECTED'");
        databaseRefuses(house, "UPDATE avtalegiro_claim SET state = 'CANCELLED', live_invoice_id = NULL");
        assertThat(house.files.files(House.READER, Kind.CLAIMS, null, null).items())
                .hasSize(1);
        clean(house);
    }

    private static void databaseRefuses(House house, String sql) {
        assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute(sql)))
                .as(sql.toLowerCase(Locale.ROOT))
                .isInstanceOf(RuntimeException.class);
    }
}
