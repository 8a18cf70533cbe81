package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import no.grend.avtalegiro.internal.CancellationMarks.Marking;
import no.grend.avtalegiro.internal.ClaimFiles.Order;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.LeftOut;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** «Slett betalingskrav» (S4-39 to S4-42). */
class CancellationMarksTest {

    private static final Instant JUST_TOO_LATE = Instant.parse("2027-01-14T13:00:01Z");

    private static House claimed(TestDatabase fresh, int members) {
        House house = new House(fresh);
        for (int member = 1; member <= members; member++) {
            house.mandatesFor(member);
            house.ledger.open(member, 1000L + member, House.DUE, null, 10_000L + member);
        }
        house.claimFiles.create(House.TREASURER, new Order(House.DUE, Notice.BANK, null), null);
        return house;
    }

    private static Marking mark(House house, String... invoices) {
        return house.marks.mark(House.TREASURER, List.of(invoices));
    }

    private static List<String> marked(House house) {
        return house.marks.marked(House.READER, null, null).items().stream()
                .map(mark -> mark.claim().invoiceId())
                .toList();
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }

    @DatabaseTest
    void tickedTwiceIsOneCancellationInTheNextFile(TestDatabase fresh) {
        House house = claimed(fresh, 3);

        mark(house, "invoice-1002");
        Marking again = mark(house, "invoice-1002", "invoice-1002");

        assertThat(again.marked()).hasSize(1);
        assertThat(again.refused()).isEmpty();
        assertThat(marked(house)).containsExactly("invoice-1002");
        BankFile file = house.cancellations.ofMarked(House.TREASURER, null);
        assertThat(file.kind()).isEqualTo(Kind.CANCELLATIONS);
        assertThat(file.claims()).isEqualTo(1);
        assertThat(file.total()).isEqualTo(Ore.of(10_002));
        assertThat(marked(house)).isEmpty();
        refused("NOTHING_MARKED", () -> house.cancellations.ofMarked(House.TREASURER, null));
        assertThat(new AvtaleGiroVerification(house.db, null).verify()).isEmpty();
    }

    @DatabaseTest
    void theSameRequestGivesTheSameFile(TestDatabase fresh) {
        House house = claimed(fresh, 2);
        mark(house, "invoice-1001", "invoice-1002");

        BankFile file = house.cancellations.ofMarked(House.TREASURER, IdempotencyKey.of("k", "marked"));

        assertThat(file.claims()).isEqualTo(2);
        assertThat(house.cancellations.ofMarked(House.TREASURER, IdempotencyKey.of("k", "marked")))
                .isEqualTo(file);
    }

    @DatabaseTest
    void theTickIsTakenAwayUntilTheFileIsMade(TestDatabase fresh) {
        House house = claimed(fresh, 2);
        mark(house, "invoice-1001", "invoice-1002");

        house.marks.unmark(House.TREASURER, "invoice-1001");
        house.marks.unmark(House.TREASURER, "invoice-1001");

        assertThat(marked(house)).containsExactly("invoice-1002");
        assertThat(house.cancellations.ofMarked(House.TREASURER, null).claims()).isEqualTo(1);
        refused("ALREADY_CANCELLED", () -> house.marks.unmark(House.TREASURER, "invoice-1002"));
        refused("NOT_FOUND", () -> house.marks.unmark(House.TREASURER, "invoice-none"));
        assertThat(house.audit.entries())
                .extracting(entry -> entry.action() + " " + entry.object())
                .contains(
                        "CANCELLATION_MARKED invoice:invoice-1001",
                        "CANCELLATION_MARKED invoice:invoice-1002",
                        "CANCELLATION_UNMARKED invoice:invoice-1001");
    }

    @DatabaseTest
    void afterTheDeadlineItIsToldInWordsAndNotMarked(TestDatabase fresh) {
        House house = claimed(fresh, 1);
        house.clock.set(JUST_TOO_LATE);

        refused("DEADLINE_PASSED", () -> mark(house, "invoice-1001"));

        assertThatThrownBy(() -> mark(house, "invoice-1001"))
                .hasMessageContaining("Thursday 14 January 2027 at 14:00")
                .hasMessageContaining("Nothing was marked");
        assertThat(marked(house)).isEmpty();
    }

    @DatabaseTest
    void ofSeveralThoseThatCanBeStoppedAreMarkedAndTheOthersListed(TestDatabase fresh) {
        House house = claimed(fresh, 3);
        house.ledger.pay("invoice-1001");
        house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1002"), null);
        house.ledger.open(9, 1009, House.DUE, null, 500);

        Marking marking = mark(house, "invoice-1001", "invoice-1002", "invoice-1003", "invoice-1009");

        assertThat(marked(house)).containsExactly("invoice-1003");
        assertThat(marking.refused())
                .extracting(Problem.Detail::code)
                .containsExactly("ALREADY_PAID", "ALREADY_CANCELLED", "NOT_CLAIMED");
    }

    @DatabaseTest
    void whatCanNoLongerBeStoppedIsListedAndLeftOutOfTheFile(TestDatabase fresh) {
        House house = claimed(fresh, 3);
        mark(house, "invoice-1001", "invoice-1002");
        house.ledger.pay("invoice-1001");

        BankFile file = house.cancellations.ofMarked(House.TREASURER, null);

        assertThat(file.claims()).isEqualTo(1);
        assertThat(house.files
                        .leftOut(House.READER, Kind.CANCELLATIONS, file.id(), null, null)
                        .items())
                .extracting(LeftOut::invoiceId, LeftOut::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("invoice-1001", "ALREADY_PAID"));
        assertThat(marked(house)).isEmpty();

        mark(house, "invoice-1003");
        house.clock.set(JUST_TOO_LATE);
        refused("NOTHING_TO_CANCEL", () -> house.cancellations.ofMarked(House.TREASURER, null));
    }

    @DatabaseTest
    void aMarkedClaimThatIsCancelledOtherwiseLosesItsMark(TestDatabase fresh) {
        House house = claimed(fresh, 2);
        mark(house, "invoice-1001");

        house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1001"), null);

        assertThat(marked(house)).isEmpty();
        refused("ALREADY_CANCELLED", () -> mark(house, "invoice-1001"));
    }

    @DatabaseTest
    void whoMayOnlyReadCannotMark(TestDatabase fresh) {
        House house = claimed(fresh, 1);

        refused("FORBIDDEN", () -> house.marks.mark(House.READER, List.of("invoice-1001")));
        refused("FORBIDDEN", () -> house.marks.unmark(House.READER, "invoice-1001"));
        refused("FORBIDDEN", () -> house.cancellations.ofMarked(House.READER, null));
    }

    @DatabaseTest
    void manyAtOnceMakeOneMark(TestDatabase fresh) throws Exception {
        House house = claimed(fresh, 1);
        Callable<Marking> marking = () -> mark(house, "invoice-1001");
        var people = Executors.newFixedThreadPool(8);
        try {
            for (var done : people.invokeAll(java.util.Collections.nCopies(24, marking))) {
                assertThat(done.get().marked()).hasSize(1);
            }
        } finally {
            people.shutdownNow();
        }

        assertThat(marked(house)).containsExactly("invoice-1001");
    }

    /** Behind the rules stands the database. */
    @DatabaseTest
    void theDatabaseRefusesASecondCancellationOfAClaim(TestDatabase fresh) {
        House house = claimed(fresh, 1);
        BankFile file = house.cancellations.ofInvoices(House.TREASURER, List.of("invoice-1001"), null);

        assertThatThrownBy(() -> house.db.useTransaction(
                        tx -> tx.execute("UPDATE avtalegiro_claim SET cancellation_file_id = ?", "another")))
                .isNotInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.db.useTransaction(
                        tx -> tx.execute("UPDATE avtalegiro_claim SET live_invoice_id = invoice_id")))
                .isNotInstanceOf(Problem.class);
        assertThat(house.files.cancelled(House.READER, file.id(), null, null).items())
                .hasSize(1);
    }
}
