package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.DUE;
import static no.grend.ledger.internal.Books.STAFF;
import static no.grend.ledger.internal.Books.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import no.grend.job.Job;
import no.grend.job.JobHandler.Run;
import no.grend.job.Jobs;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.spi.Collector;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.ledger.spi.InvoiceSource;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class InvoiceRunTest {

    private static final RunOrder REAL = new RunOrder("RENEWAL", DUE, true, Notice.BANK, false);
    private static final RunOrder DRY = new RunOrder("RENEWAL", DUE, true, Notice.BANK, true);

    @DatabaseTest
    void countsFirstThenInvoicesOnce(TestDatabase test) {
        Books books = new Books(test);
        Memberships source = new Memberships(2_500);
        Mandates mandates = new Mandates();

        Map<String, Object> dry = run(books, source, mandates, "job-1", DRY);
        assertThat(dry).containsEntry("invoices", 2_500L).containsEntry("mandates", 1_250L);
        assertThat(books.ledger.eventsAfter(0, 10)).isEmpty();
        assertThat(source.invoiced).isEmpty();

        Map<String, Object> real = run(books, source, mandates, "job-2", REAL);
        assertThat(real)
                .containsEntry("invoices", 2_500L)
                .containsEntry("alreadyInvoiced", 0L)
                .containsEntry("claimFileId", "file-of-job-2")
                .containsEntry("total", Map.of("value", 25_000_000L, "currency", "NOK"));
        assertThat(real).containsEntry("mandates", 1_250L).containsEntry("dryRun", false);
        assertThat(real.keySet()).isEqualTo(dry.keySet());
        assertThat((List<?>) real.get("skipped")).hasSize(2);
        assertThat(source.invoiced).hasSize(2_500);

        Map<String, Object> second = run(books, source, mandates, "job-3", REAL);
        assertThat(second)
                .containsEntry("invoices", 0L)
                .containsEntry("alreadyInvoiced", 2_500L)
                .containsEntry("claimFileId", null);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void goesOnAfterACrash(TestDatabase test) {
        Books books = new Books(test);
        Memberships source = new Memberships(2_500);
        source.crashAfter = 1_700;
        assertThatThrownBy(() -> run(books, source, new Mandates(), "job-1", REAL))
                .hasMessageContaining("power");

        source.crashAfter = Integer.MAX_VALUE;
        Map<String, Object> result = run(books, source, new Mandates(), "job-1", REAL);

        assertThat(result)
                .containsEntry("invoices", 2_500L)
                .containsEntry("mandates", 1_250L)
                .containsEntry("claimFileId", "file-of-job-1");
        assertThat(source.invoiced).hasSize(2_500);
        assertThat(books.ledger.eventsAfter(0, 10_000)).hasSize(2_500);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void countsTheMandatesOfTheWholeRunWhenItsSourceWasToldBeforeTheCrash(TestDatabase test) {
        Books books = new Books(test);
        run(books, new Memberships(1_200), new Mandates(), "job-1", REAL);

        Map<String, Object> again = run(books, new Memberships(0), new Mandates(), "job-1", REAL);

        assertThat(again).containsEntry("invoices", 1_200L).containsEntry("mandates", 600L);
    }

    @DatabaseTest
    void aLongReportIsCountedByReasonAndCutShort(TestDatabase test) {
        Memberships source = new Memberships(3);
        source.ended = 70_000;

        Map<String, Object> result = run(new Books(test), source, new Mandates(), "job-1", REAL);

        assertThat(result)
                .containsEntry("invoices", 3L)
                .containsEntry("skippedCount", 70_002L)
                .containsEntry(
                        "skippedByReason", Map.of("MEMBERSHIP_ENDED", 70_000L, "OTHER", 1L, "NOTHING_TO_PAY", 1L));
        assertThat((List<?>) result.get("skipped")).hasSize(LeftOut.MOST_TOLD);
        assertThat(result.toString().length()).isLessThan(20_000);
    }

    @DatabaseTest
    void tellsTotalsByKindOfLineAlsoAfterACrashAndWhatNeedsNoInvoice(TestDatabase test) {
        Books books = new Books(test);
        Memberships source = new Memberships(3);

        Map<String, Object> dry = run(books, source, new Mandates(), "job-1", DRY);
        assertThat(dry).containsEntry("totalsByKind", Map.of("OTHER", Map.of("value", 30_000L, "currency", "NOK")));
        assertThat(source.free).isEmpty();
        Map<String, Object> real = run(books, source, new Mandates(), "job-2", REAL);
        assertThat(real).containsEntry("totalsByKind", dry.get("totalsByKind"));
        assertThat(source.free).containsExactly("membership:zero");

        Map<String, Object> again = run(books, new Memberships(0), new Mandates(), "job-2", REAL);
        assertThat(again).containsEntry("totalsByKind", dry.get("totalsByKind"));
    }

    @Test
    void refusesAtOnceWhatCouldOnlyFailLater() {
        Memberships source = new Memberships(1);
        Mandates late = new Mandates();
        late.inTime = false;
        assertThatThrownBy(() -> order(source, List.of(late), REAL))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("passed");
        assertThatThrownBy(() -> order(source, List.of(), REAL))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("not installed");
        assertThatThrownBy(
                        () -> order(source, List.of(new Mandates()), new RunOrder("RENEWAL", DUE, true, null, false)))
                .hasMessageContaining("notice");
        assertThatThrownBy(() -> order(source, List.of(), new RunOrder("OTHER", DUE, false, null, false)))
                .hasMessageContaining("RENEWAL");
        assertThat(order(source, List.of(), new RunOrder("RENEWAL", DUE, false, null, false)))
                .isEqualTo("job-1");
    }

    @DatabaseTest
    void nothingCanBeRunForADayThatHasPassed(TestDatabase test) {
        Books books = new Books(test);
        LocalDate yesterday = LocalDate.parse("2026-11-20");
        Memberships source = new Memberships(1);

        for (boolean dry : List.of(true, false)) {
            RunOrder order = new RunOrder("RENEWAL", yesterday, false, null, dry);
            assertPast(() -> order(source, List.of(), order));
        }
        assertPast(() -> dialog(books, source, List.of()).open(STAFF, yesterday));
        assertThat(order(source, List.of(), new RunOrder("RENEWAL", yesterday.plusDays(1), false, null, false)))
                .isEqualTo("job-1");
    }

    @Test
    void theSameKeyGivesTheSameRunAlsoWhenItsDueDateAndItsDeadlineHavePassed() {
        MutableClock clock = MutableClock.noonOf("2026-11-21");
        Mandates mandates = new Mandates();
        Ordered jobs = new Ordered();
        InvoiceRuns runs = new InvoiceRuns(
                jobs, new InvoiceSources(List.of(new Memberships(1))), new Collectors(List.of(mandates)), clock);
        IdempotencyKey key = IdempotencyKey.of("key-1", REAL);
        String first = runs.order(STAFF, REAL, key);

        mandates.inTime = false;
        assertThat(runs.order(STAFF, REAL, key)).isEqualTo(first);
        clock.set(MutableClock.noonOf(DUE.plusDays(1)).instant());
        assertThat(runs.order(STAFF, REAL, key)).isEqualTo(first);
        assertPast(() -> runs.order(STAFF, REAL, IdempotencyKey.of("key-2", REAL)));
        assertThatThrownBy(() -> runs.order(STAFF, DRY, IdempotencyKey.of("key-1", DRY)))
                .hasMessageContaining("another request");
        assertThatThrownBy(() -> runs.order(Actor.member("contact-1", "Kari"), REAL, key))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        assertThat(jobs.keys).hasSize(1);
    }

    /** Jobs that nobody does. */
    private static final class Ordered implements Jobs {

        private final Map<String, IdempotencyKey> keys = new HashMap<>();

        @Override
        public String submit(Actor actor, String kind, Map<String, String> parameters, IdempotencyKey key) {
            String id = "job-" + (keys.size() + 1);
            keys.put(id, key);
            return id;
        }

        @Override
        public Optional<String> submitted(IdempotencyKey key) {
            for (Map.Entry<String, IdempotencyKey> each : keys.entrySet()) {
                if (key != null
                        && each.getValue() != null
                        && each.getValue().key().equals(key.key())) {
                    key.requireSame(each.getValue().fingerprint());
                    return Optional.of(each.getKey());
                }
            }
            return Optional.empty();
        }

        @Override
        public Optional<Job> job(String id) {
            return Optional.empty();
        }
    }

    private static void assertPast(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo("DUE_DATE_PAST"));
    }

    /** S4-23 to S4-25. */
    @DatabaseTest
    void theDialogCountsMandatesAndTellsWhatIsPossibleWithoutCreatingAnything(TestDatabase test) {
        Books books = new Books(test);
        Memberships source = new Memberships(2_500);
        Mandates mandates = new Mandates();

        RenewalDialog.Contents first = dialog(books, source, List.of(mandates)).open(STAFF, DUE);
        assertThat(first.invoices()).isEqualTo(2_500);
        assertThat(first.total()).isEqualTo(Ore.of(25_000_000));
        assertThat(first.withMandate()).isEqualTo(1_250);
        assertThat(first.skipped()).isEqualTo(2);
        assertThat(first.avtaleGiroPossible()).isTrue();
        assertThat(first.proposedDueDate()).isNull();
        assertThat(first.windows()).extracting(Collector.Window::notice).containsExactly(Notice.BANK, Notice.SELF);
        assertThat(first.explanation()).startsWith("1250 of the members in this run have an active");
        assertThat(dialog(books, new Memberships(2), List.of(mandates))
                        .open(STAFF, DUE)
                        .explanation())
                .isEqualTo("1 of the members in this run has an active AvtaleGiro mandate.");
        assertThat(books.ledger.eventsAfter(0, 10)).isEmpty();
        assertThat(source.invoiced).isEmpty();

        run(books, source, mandates, "job-1", REAL);
        RenewalDialog.Contents after = dialog(books, source, List.of(mandates)).open(STAFF, DUE);
        assertThat(after.invoices()).isZero();
        assertThat(after.alreadyInvoiced()).isEqualTo(2_500);
        assertThat(after.withMandate()).isZero();
    }

    @DatabaseTest
    void theDialogProposesTheFirstPossibleDueDateWhenItIsTooLate(TestDatabase test) {
        Books books = new Books(test);
        Mandates late = new Mandates();
        late.inTime = false;

        RenewalDialog.Contents contents =
                dialog(books, new Memberships(3), List.of(late)).open(STAFF, DUE);

        assertThat(contents.avtaleGiroPossible()).isFalse();
        assertThat(contents.proposedDueDate()).isEqualTo(DUE.plusDays(3));
        assertThat(contents.explanation())
                .contains("Nothing can be claimed")
                .contains(DUE.plusDays(3).toString());
        assertThat(dialog(books, new Memberships(3), List.of()).open(STAFF, DUE).explanation())
                .contains("not installed");
    }

    /** It was ordered in time, but its turn came after 14:00: then it is too late to claim, and nothing is invoiced. */
    @DatabaseTest
    void aRunWhoseDeadlinePassedWhileItWaitedCreatesNothing(TestDatabase test) {
        Books books = new Books(test);
        Memberships source = new Memberships(3);
        Mandates late = new Mandates();
        late.inTime = false;

        assertThatThrownBy(() -> run(books, source, late, "job-1", REAL)).hasMessageContaining("passed");
        assertThat(books.ledger.eventsAfter(0, 10)).isEmpty();
        assertThat(source.invoiced).isEmpty();
    }

    private static RenewalDialog dialog(Books books, InvoiceSource source, List<Collector> collectors) {
        return new RenewalDialog(
                books.ledger, new InvoiceSources(List.of(source)), new Collectors(collectors), books.clock);
    }

    @Test
    void readsBackWhatItOrdered() {
        assertThat(RunOrder.of(REAL.parameters())).isEqualTo(REAL);
        RunOrder plain = new RunOrder("RENEWAL", DUE, false, null, true);
        assertThat(RunOrder.of(plain.parameters())).isEqualTo(plain);
    }

    private static String order(InvoiceSource source, List<Collector> collectors, RunOrder order) {
        return new InvoiceRuns(
                        new Ordered(),
                        new InvoiceSources(List.of(source)),
                        new Collectors(collectors),
                        MutableClock.noonOf("2026-11-21"))
                .order(STAFF, order, null);
    }

    private static Map<String, Object> run(
            Books books, InvoiceSource source, Collector collector, String job, RunOrder order) {
        Run run = new Run() {
            @Override
            public String jobId() {
                return job;
            }

            @Override
            public Actor actor() {
                return STAFF;
            }

            @Override
            public Map<String, String> parameters() {
                return order.parameters();
            }

            @Override
            public void progress(long done, long total) {
                assertThat(done).isNotNegative();
            }

            @Override
            public void warn(String warning) {
                throw new AssertionError(warning);
            }
        };
        return new InvoiceRun(books.ledger, new InvoiceSources(List.of(source)), new Collectors(List.of(collector)))
                .run(run);
    }

    /** Offers every membership each time, as a source may; two cannot be invoiced. */
    private static final class Memberships implements InvoiceSource {

        private final int count;
        private final Set<String> invoiced = new HashSet<>();
        private final Set<String> free = new HashSet<>();
        private int crashAfter = Integer.MAX_VALUE;
        private int ended;

        Memberships(int count) {
            this.count = count;
        }

        @Override
        public String kind() {
            return "RENEWAL";
        }

        @Override
        public void due(LocalDate dueDate, Consumer<InvoiceDraft> draft, Consumer<Skipped> skipped) {
            skipped.accept(new Skipped("membership:x", "No price"));
            draft.accept(draft("membership:zero", 1, 0, dueDate));
            for (int i = 1; i <= ended; i++) {
                skipped.accept(new Skipped("membership:e" + i, "MEMBERSHIP_ENDED", "The membership ended long ago."));
            }
            for (int i = 1; i <= count; i++) {
                if (i > crashAfter) {
                    throw new IllegalStateException("the power went");
                }
                draft.accept(draft("membership:" + i, i, 10_000, dueDate));
            }
        }

        @Override
        public void invoiced(Collection<String> sourceKeys) {
            invoiced.addAll(sourceKeys);
        }

        @Override
        public void nothingToPay(Collection<String> sourceKeys) {
            free.addAll(sourceKeys);
        }
    }

    /** Every second member has a mandate. */
    private static final class Mandates implements Collector {

        private boolean inTime = true;

        @Override
        public String id() {
            return "avtalegiro";
        }

        @Override
        public void requireInTime(LocalDate dueDate, Notice notice) {
            if (!inTime) {
                throw Problem.conflict("TOO_LATE", "The deadline has passed.");
            }
        }

        @Override
        public List<Window> windows(LocalDate dueDate) {
            return List.of(window(Notice.BANK, dueDate, 20), window(Notice.SELF, dueDate, 3));
        }

        private Window window(Notice notice, LocalDate dueDate, int days) {
            return new Window(
                    notice,
                    inTime,
                    dueDate.minusDays(days).atTime(14, 0).atZone(Oslo.ZONE),
                    dueDate.plusDays(days),
                    "");
        }

        @Override
        public int collectable(Collection<Integer> memberNumbers) {
            return (int) memberNumbers.stream().filter(n -> n % 2 == 0).count();
        }

        @Override
        public String collect(Actor actor, String run, LocalDate dueDate, Notice notice) {
            return "file-of-" + run;
        }

        @Override
        public Map<String, Claim> claims(Collection<String> invoiceIds) {
            Map<String, Claim> claims = new HashMap<>();
            List<String> ids = new ArrayList<>(invoiceIds);
            ids.forEach(id -> claims.put(id, new Claim("file", "1", Instant.EPOCH, false)));
            return claims;
        }
    }
}
