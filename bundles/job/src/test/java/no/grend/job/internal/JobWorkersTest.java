package no.grend.job.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.job.Job;
import no.grend.job.Job.State;
import no.grend.job.JobHandler;
import no.grend.job.internal.store.JobStore;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Meter;
import no.grend.kernel.Problem;
import no.grend.schema.Database;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class JobWorkersTest {

    private static final Actor TREASURER = new Actor("staff:1", "Kari", Set.of(Role.TREASURER, Role.READER), null);
    private static final long PATIENCE = 15;

    private final List<JobHandler> handlers = new CopyOnWriteArrayList<>();
    private final List<JobWorkers> nodes = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Ids ids = new Ids(Clock.systemUTC());
    private final JobMeters meters = new JobMeters(Clock.systemUTC());
    private JobStore store;

    @AfterEach
    void stop() {
        nodes.forEach(JobWorkers::stop);
    }

    @DatabaseTest
    void aJobRunsForItsActorAndKeepsItsResult(TestDatabase databases) {
        JobWorkers node = node(databases, "a");
        List<Actor> actors = new CopyOnWriteArrayList<>();
        handlers.add(handler("count", run -> {
            actors.add(run.actor());
            for (int i = 1; i <= 5000; i++) {
                run.progress(i, 5000);
            }
            run.warn("Ålesund is missing");
            Map<String, Object> result = new HashMap<>();
            result.put("invoices", 3);
            result.put("dryRun", true);
            result.put("claimFileId", null);
            result.put("skipped", List.of(Map.of("object", run.parameters().get("object"), "reason", "æøå")));
            return result;
        }));
        String id = submit("count", Map.of("object", "membership:1"));

        Job job = ended(node, id);

        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(job.done()).isEqualTo(5000);
        assertThat(job.total()).isEqualTo(5000);
        assertThat(job.warnings()).containsExactly("Ålesund is missing");
        assertThat(job.result())
                .containsEntry("invoices", 3)
                .containsEntry("dryRun", true)
                .containsEntry("claimFileId", null)
                .containsEntry("skipped", List.of(Map.of("object", "membership:1", "reason", "æøå")));
        assertThat(job.failure()).isNull();
        assertThat(actors)
                .hasSize(1)
                .allMatch(actor ->
                        actor.id().equals("staff:1") && actor.roles().equals(Set.of(Role.TREASURER, Role.READER)));
    }

    @DatabaseTest
    void itWaitsForItsHandler(TestDatabase databases) {
        JobWorkers node = node(databases, "a");
        String id = submit("later", Map.of());

        node.look();
        assertThat(store.job(id).orElseThrow().state()).isEqualTo(State.QUEUED);
        handlers.add(handler("later", run -> Map.of()));
        assertThat(ended(node, id).state()).isEqualTo(State.DONE);
    }

    @DatabaseTest
    void aFailureIsToldInWordsWithoutTheInside(TestDatabase databases) {
        JobWorkers node = node(databases, "a");
        handlers.add(handler("refused", run -> {
            throw Problem.rule("/dueDate", "DUE_DATE_PAST", "The due date has passed.");
        }));
        handlers.add(handler("broken", run -> {
            run.progress(7, 9);
            throw new IllegalStateException("secret table name");
        }));
        handlers.add(handler("unwritable", run -> Map.of("clock", Clock.systemUTC())));
        String refused = submit("refused", Map.of());
        String broken = submit("broken", Map.of());
        String unwritable = submit("unwritable", Map.of());

        assertThat(ended(node, refused).failure()).isEqualTo("The due date has passed.");
        Job job = ended(node, broken);
        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(job.failure()).contains(broken).doesNotContain("secret");
        assertThat(job.done()).isEqualTo(7);
        assertThat(ended(node, unwritable).state()).isEqualTo(State.FAILED);
        await().untilAsserted(() ->
                assertThat(runs()).containsExactly("broken failed 1", "refused refused 1", "unwritable failed 1"));
    }

    @DatabaseTest
    void whatWaitsAndWhatWasDoneIsMeasured(TestDatabase databases) {
        JobWorkers node = node(databases, "a");
        submit("nobody does it", Map.of());
        String id = submit("count", Map.of());
        store.claim(store.unfinished().get(1), "other");
        node.look();
        assertThat(meter("grend_jobs_unfinished").values())
                .extracting(value -> value.amount().intValue())
                .containsExactly(1, 1);
        assertThat(meter("grend_job_last_success_timestamp_seconds").values()).isEmpty();

        handlers.add(handler("count", run -> Map.of()));
        store.giveBack(id, "other");
        ended(node, id);
        await().untilAsserted(() -> assertThat(runs()).containsExactly("count done 1"));
        assertThat(meter("grend_job_last_success_timestamp_seconds").values())
                .singleElement()
                .satisfies(value -> assertThat(value.amount().longValue()).isGreaterThan(1_700_000_000L));
    }

    private List<String> runs() {
        return meter("grend_job_duration_seconds").values().stream()
                .map(run -> run.labels().get("kind") + " " + run.labels().get("outcome") + " " + run.count())
                .toList();
    }

    private Meter meter(String name) {
        return meters.meters().stream()
                .filter(meter -> meter.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @DatabaseTest
    void theSameKeyIsTheSameJob(TestDatabase databases) throws Exception {
        node(databases, "a");
        IdempotencyKey key = IdempotencyKey.of("run-2026", "RENEWAL");
        ExecutorService clients = Executors.newFixedThreadPool(8);
        StoredJobs jobs = new StoredJobs(databases.database("job", JobStore.class), Clock.systemUTC());
        List<Callable<String>> calls =
                Collections.nCopies(16, () -> jobs.submit(TREASURER, "none", Map.of("a", "b"), key));
        Set<String> seen = new HashSet<>();
        for (Future<String> call : clients.invokeAll(calls)) {
            seen.add(call.get());
        }
        clients.shutdown();

        assertThat(seen).hasSize(1);
        assertThat(jobs.jobs(null, null).items()).hasSize(1);
        assertThat(jobs.submitted(key)).contains(seen.iterator().next());
        assertThat(jobs.submitted(IdempotencyKey.of("run-2027", "RENEWAL"))).isEmpty();
        assertThat(jobs.submitted(null)).isEmpty();
        assertThatThrownBy(() -> jobs.submitted(IdempotencyKey.of("run-2026", "OTHER")))
                .hasMessageContaining("another request");
        assertThatThrownBy(() -> jobs.submit(TREASURER, "none", Map.of(), IdempotencyKey.of("run-2026", "OTHER")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("another request");
    }

    @DatabaseTest
    void aJobOfADeadNodeIsTakenOverAfterAWhileAndOfALivingNodeNever(TestDatabase databases) {
        JobWorkers living = node(databases, "living");
        handlers.add(handler("money", run -> Map.of("by", "living")));
        String id = submit("money", Map.of());
        store.claim(store.unfinished().get(0), "other");

        for (int i = 0; i < 5; i++) {
            nanos.addAndGet(PATIENCE - 1);
            store.beat("other");
            living.look();
        }
        assertThat(store.job(id).orElseThrow().state()).isEqualTo(State.RUNNING);
        nanos.addAndGet(PATIENCE - 1);
        living.look();
        assertThat(store.unfinished().get(0).node()).isEqualTo("other");
        nanos.addAndGet(1);
        assertThat(ended(living, id).result()).containsEntry("by", "living");

        store.done(id, "other", Map.of("by", "the dead"));
        assertThat(store.job(id).orElseThrow().result()).containsEntry("by", "living");
    }

    @DatabaseTest
    void twoNodesRunEachJobOnce(TestDatabase databases) {
        JobWorkers a = node(databases, "a");
        JobWorkers b = node(databases, "b");
        List<String> runs = new CopyOnWriteArrayList<>();
        handlers.add(handler("money", run -> {
            runs.add(run.jobId());
            return Map.of();
        }));
        List<String> submitted = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            submitted.add(submit("money", Map.of()));
        }

        ExecutorService two = Executors.newFixedThreadPool(2);
        await().until(() -> {
            Future<?> first = two.submit(a::look);
            Future<?> second = two.submit(b::look);
            first.get();
            second.get();
            return store.unfinished().isEmpty();
        });
        two.shutdown();
        assertThat(runs).containsExactlyInAnyOrderElementsOf(submitted);
    }

    @DatabaseTest
    void aJobWhoseModuleIsTakenAwayWaitsInsteadOfFailing(TestDatabase databases) throws Exception {
        JobWorkers node = node(databases, "a");
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        JobHandler cutOff = handler("module", run -> {
            started.countDown();
            go.await();
            throw new IllegalStateException("the bundle is gone");
        });
        handlers.add(cutOff);
        String id = submit("module", Map.of());
        node.look();
        started.await();
        handlers.remove(cutOff);
        go.countDown();

        await().until(() -> store.job(id).orElseThrow().state() == State.QUEUED);
        handlers.add(handler("module", run -> Map.of("again", true)));
        assertThat(ended(node, id).result()).containsEntry("again", true);
    }

    @DatabaseTest
    void theListIsShortHoweverLongTheResultIs(TestDatabase databases) {
        JobWorkers node = node(databases, "a");
        List<String> lines = Collections.nCopies(5000, "membership:0000 has no price from that day on");
        handlers.add(handler("long", run -> {
            run.warn("one");
            run.warn("another");
            return Map.of(
                    "invoices",
                    3,
                    "total",
                    Map.of("value", 150_000, "currency", "NOK"),
                    "skipped",
                    lines,
                    "text",
                    "x".repeat(50_000));
        }));
        Job whole = ended(node, submit("long", Map.of()));

        assertThat(whole.result()).containsEntry("skipped", lines);
        assertThat(store.jobs(null, 10)).singleElement().satisfies(line -> {
            assertThat(line.state()).isEqualTo(State.DONE);
            assertThat(line.warningCount()).isEqualTo(2);
            assertThat(line.summary())
                    .containsOnlyKeys("invoices", "total")
                    .containsEntry("invoices", 3)
                    .containsEntry("total", Map.of("value", 150_000, "currency", "NOK"));
        });
    }

    @DatabaseTest
    void listsNewestFirstInPages(TestDatabase databases) {
        StoredJobs jobs = new StoredJobs(databases.database("job", JobStore.class), Clock.systemUTC());
        Set<String> submitted = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            submitted.add(jobs.submit(TREASURER, "none", Map.of(), null));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var page = jobs.jobs(cursor, 2);
            page.items().forEach(job -> seen.add(job.id()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen)
                .hasSize(5)
                .isSortedAccordingTo(Collections.reverseOrder())
                .containsAll(submitted);
    }

    private JobWorkers node(TestDatabase databases, String name) {
        Database database = databases.database("job", JobStore.class);
        store = new JobStore(database, Clock.systemUTC());
        JobWorkers node =
                new JobWorkers(store, name, () -> handlers, nanos::get, new JobWorkers.Tempo(PATIENCE), meters);
        nodes.add(node);
        return node;
    }

    private String submit(String kind, Map<String, String> parameters) {
        return store.insert(ids.next(), TREASURER, kind, parameters, null);
    }

    private Job ended(JobWorkers node, String id) {
        node.look();
        await().until(() -> {
            State state = store.job(id).orElseThrow().state();
            return state == State.DONE || state == State.FAILED;
        });
        return store.job(id).orElseThrow();
    }

    private interface Body {
        Map<String, Object> run(JobHandler.Run run) throws Exception;
    }

    private static JobHandler handler(String kind, Body body) {
        return new JobHandler() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public Map<String, Object> run(Run run) throws Exception {
                return body.run(run);
            }
        };
    }
}
