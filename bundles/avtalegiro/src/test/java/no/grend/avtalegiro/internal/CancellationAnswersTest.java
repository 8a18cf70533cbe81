package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import no.grend.avtalegiro.internal.BankAnswers.Told;
import no.grend.avtalegiro.internal.CancellationAnswers.Registered;
import no.grend.avtalegiro.internal.ClaimFiles.Order;
import no.grend.avtalegiro.internal.store.Answer.Outcome;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.avtalegiro.internal.store.StandingStore;
import no.grend.avtalegiro.internal.store.StoppedStore.Stopped;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What follows when the bank rejects a cancellation: the claim stands. */
class CancellationAnswersTest {

    private static final Order BANK = new Order(House.DUE, Notice.BANK, null);
    private static final Told ALL_REJECTED =
            new Told(Outcome.REJECTED, RejectionReason.TOO_LATE, "L226: 529", null, null);

    private static BankFile claimed(House house, int members) {
        house.mandatesFor(IntStream.rangeClosed(1, members).toArray());
        for (int member = 1; member <= members; member++) {
            house.ledger.open(member, 1000L + member, House.DUE, "run-1", 10_000L + member);
        }
        return house.claimFiles.create(House.TREASURER, BANK, null);
    }

    private static Told rejected(String... invoices) {
        return new Told(Outcome.REJECTED, RejectionReason.TOO_LATE, null, null, List.of(invoices));
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

    @DatabaseTest
    void whatARejectedFileShouldHaveStoppedStandsAgainAndIsToldOf(TestDatabase fresh) {
        House house = new House(fresh);
        BankFile claims = claimed(house, 3);
        BankFile stop = house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1001", "invoice-1002"), null);
        house.ledger.pay("invoice-1002");

        Registered registered = house.cancellationAnswers.register(House.TREASURER, stop.id(), ALL_REJECTED);

        assertThat(registered.standing()).isEqualTo(2);
        assertThat(registered.claimedAnew()).isEmpty();
        assertThat(states(house, claims)).containsExactly(State.AWAITING, State.SETTLED, State.AWAITING);
        assertThat(house.claimFiles
                        .claims(List.of("invoice-1001"))
                        .get("invoice-1001")
                        .cancelled())
                .as("dispatch and dunning see that the bank collects it")
                .isFalse();
        assertThat(house.inquiries.invoice(House.READER, "invoice-1001").explanation())
                .contains("It stands, because the bank rejected the cancellation in file DIRREM0000002.");
        assertThat(house.files.cancelled(House.READER, stop.id(), null, null).items())
                .extracting(Stopped::failed)
                .containsExactly(true, true);
        assertThat(house.audit.of("BANK_ANSWER_REGISTERED")).hasSize(1);
        clean(house);

        assertThat(house.cancellationAnswers
                        .register(House.TREASURER, stop.id(), ALL_REJECTED)
                        .standing())
                .as("the same again")
                .isZero();
        assertThat(house.answers
                        .answers(House.READER, Kind.CANCELLATIONS, stop.id(), null, null)
                        .items())
                .hasSize(1);
        refused("NOBODY_TO_CLAIM", () -> house.claimFiles.create(House.TREASURER, BANK, null));
    }

    @DatabaseTest
    void aClaimWhoseCancellationFailedIsCancelledAnewAndMayFailAgain(TestDatabase fresh) {
        House house = new House(fresh);
        BankFile claims = claimed(house, 2);
        BankFile first = house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1001", "invoice-1002"), null);
        house.cancellationAnswers.register(House.TREASURER, first.id(), rejected("invoice-1001"));
        assertThat(states(house, claims)).containsExactly(State.AWAITING, State.CANCELLED);

        BankFile second = house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1001"), null);
        assertThat(states(house, claims)).containsOnly(State.CANCELLED);
        clean(house);
        house.cancellationAnswers.register(House.TREASURER, second.id(), ALL_REJECTED);
        assertThat(states(house, claims)).containsExactly(State.AWAITING, State.CANCELLED);
        clean(house);

        refused(
                "REJECTED_ALREADY",
                () -> house.cancellationAnswers.register(
                        House.TREASURER,
                        first.id(),
                        new Told(Outcome.ACCEPTED, null, null, null, List.of("invoice-1001"))));
        refused(
                "NOT_IN_FILE",
                () -> house.cancellationAnswers.register(House.TREASURER, second.id(), rejected("invoice-1002")));
        refused("FORBIDDEN", () -> house.cancellationAnswers.register(House.READER, first.id(), ALL_REJECTED));
    }

    /** Two live claims for one invoice are what Grend never makes; staff are told that the bank has both. */
    @DatabaseTest
    void anInvoiceThatWasClaimedAnewMeanwhileIsNamed(TestDatabase fresh) {
        House house = new House(fresh);
        BankFile claims = claimed(house, 2);
        BankFile stop = house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1001", "invoice-1002"), null);
        house.cancellationAnswers.register(House.TREASURER, stop.id(), rejected("invoice-1002"));
        BankFile anew = house.claimFiles.create(House.TREASURER, BANK, null);

        Registered registered = house.cancellationAnswers.register(House.TREASURER, stop.id(), ALL_REJECTED);

        assertThat(registered.standing()).isZero();
        assertThat(registered.claimedAnew()).extracting(ClaimRow::invoiceNumber).containsExactly(1001L);
        assertThat(states(house, claims)).containsExactly(State.CANCELLED, State.AWAITING);
        assertThat(states(house, anew)).containsExactly(State.AWAITING);
        clean(house);
    }

    /** S4-17: who was not told since the claim was stopped, is told when it stands again. */
    @DatabaseTest
    void aNoticeThatWasDroppedIsSentAfterAll(TestDatabase fresh) {
        House house = new House(fresh);
        SelfNotices.waiting(house, 1);
        BankFile claims = house.claimFiles.create(House.TREASURER, new Order(House.DUE, Notice.SELF, null), null);
        BankFile stop = house.cancellations.ofFile(House.TREASURER, claims.id(), null);
        house.sending.work();
        assertThat(house.outbox.sent()).isEmpty();

        house.cancellationAnswers.register(House.TREASURER, stop.id(), ALL_REJECTED);
        house.sending.work();
        house.sending.work();

        assertThat(house.outbox.sent()).hasSize(1);
        assertThat(house.outbox.asked()).isEqualTo(1);
    }

    @DatabaseTest
    void aWholeRunOfSeveralThousandStandsAgain(TestDatabase fresh) {
        House house = new House(fresh);
        int members = 2_100;
        BankFile claims = claimed(house, members);
        BankFile stop = house.cancellations.ofFile(House.TREASURER, claims.id(), null);

        assertThat(house.cancellationAnswers
                        .register(House.TREASURER, stop.id(), ALL_REJECTED)
                        .standing())
                .isEqualTo(members);
        Map<State, Long> counts = house.db.read(tx -> new StandingStore().ofFile(tx, claims.id()));
        assertThat(counts).containsEntry(State.AWAITING, (long) members);
        clean(house);
    }

    /** Whatever a program might do: a cancellation is taken back only with its failure written down. */
    @DatabaseTest
    void theDatabaseRefusesToTakeACancellationBackInAnyOtherWay(TestDatabase fresh) {
        House house = new House(fresh);
        claimed(house, 1);
        BankFile stop = house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1001"), null);

        assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute("""
            UPDATE avtalegiro_claim SET live_invoice_id = invoice_id, state = 'AWAITING', cancellation_file_id = NULL,
                cancellation_place = NULL\
            """))).isInstanceOf(Exception.class);
        house.cancellationAnswers.register(House.TREASURER, stop.id(), ALL_REJECTED);
        assertThatThrownBy(
                        () -> house.db.useTransaction(tx -> tx.execute("DELETE FROM avtalegiro_failed_cancellation")))
                .isInstanceOf(Exception.class);
    }
}
