package no.grend.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import no.grend.job.Job;
import no.grend.job.Jobs;
import no.grend.kernel.IdempotencyKey;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.spi.InvoiceSource;
import no.grend.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class DailyRunsTest {

    private final MutableClock clock = MutableClock.noonOf("2026-11-21");
    private final RecordedJobs jobs = new RecordedJobs();
    private final Waiting source = new Waiting();

    private DailyRuns node() {
        return new DailyRuns(jobs, new InvoiceSources(List.of(source)), clock);
    }

    @Test
    void ordersNothingWhileNothingWaits() {
        node().look();

        assertThat(jobs.ordered).isEmpty();
    }

    @Test
    void ordersOneRunADayHoweverManyNodesLook() {
        source.due = LocalDate.parse("2026-12-05");
        DailyRuns first = node();
        DailyRuns second = node();

        first.look();
        first.look();
        second.look();

        assertThat(jobs.ordered.values()).singleElement().satisfies(parameters -> assertThat(RunOrder.of(parameters))
                .isEqualTo(new RunOrder("BILLING", LocalDate.parse("2026-12-05"), false, null, false)));
        clock.advance(Duration.ofDays(1));
        first.look();
        assertThat(jobs.ordered).hasSize(2);
    }

    @Test
    void theDayIsNorwegian() {
        source.due = LocalDate.parse("2026-12-05");
        clock.advance(Duration.ofMinutes(750));
        node().look();

        // Half past eleven at night in UTC is past midnight in Oslo.
        assertThat(source.asked).containsExactly(LocalDate.parse("2026-11-22"));
    }

    private static final class RecordedJobs implements Jobs {

        private final Map<String, Map<String, String>> ordered = new LinkedHashMap<>();

        @Override
        public String submit(Actor actor, String kind, Map<String, String> parameters, IdempotencyKey key) {
            assertThat(kind).isEqualTo("invoice-run");
            ordered.putIfAbsent(key.key(), parameters);
            return "job";
        }

        @Override
        public Optional<String> submitted(IdempotencyKey key) {
            return Optional.empty();
        }

        @Override
        public Optional<Job> job(String id) {
            return Optional.empty();
        }
    }

    private static final class Waiting implements InvoiceSource {

        private final List<LocalDate> asked = new ArrayList<>();
        private LocalDate due;

        @Override
        public String kind() {
            return "BILLING";
        }

        @Override
        public void due(LocalDate dueDate, Consumer<InvoiceDraft> draft, Consumer<Skipped> skipped) {
            throw new AssertionError("Only the job reads what is due");
        }

        @Override
        public void invoiced(Collection<String> sourceKeys) {
            throw new AssertionError("Only the job tells what is invoiced");
        }

        @Override
        public Optional<LocalDate> dueOfItself(LocalDate today) {
            asked.add(today);
            return Optional.ofNullable(due);
        }
    }
}
