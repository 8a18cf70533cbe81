package no.grend.invoicepdf.internal.dispatch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.invoicepdf.internal.House;
import no.grend.invoicepdf.internal.dispatch.DispatchSettings.SelfNotice;
import no.grend.invoicepdf.internal.store.Dispatch;
import no.grend.job.Job;
import no.grend.job.JobHandler.Run;
import no.grend.job.Jobs;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

/** Those who send, with an outbox in memory; jobs are run at once. */
final class Desk {

    static final Actor STAFF = new Actor("staff:1", "Saks Behandler", Set.of(Role.TREASURER), null);
    static final Actor READER = new Actor("staff:2", "Leser", Set.of(Role.READER), null);

    final House house;
    final FakeMessages outbox = new FakeMessages();
    final RecordingAudit audit = new RecordingAudit();
    final List<String> warnings = new ArrayList<>();
    /** Kinds of the jobs that run, by id. */
    final Map<String, String> running = new HashMap<>();

    final Papers papers;
    final Post post;
    final SentFiles files;
    final Dispatches dispatches;
    final Stacks stacks;
    SelfNotice selfNotice = SelfNotice.LETTER;

    Desk(TestDatabase fresh) {
        house = new House(fresh);
        papers = new Papers(house.ledger, house.notes, house.keeping);
        post = new Post(house.db, papers, house.clock, outbox);
        files = new SentFiles(house.db, papers, house.press);
        Jobs nobody = new Jobs() {
            @Override
            public String submit(Actor actor, String kind, Map<String, String> parameters, IdempotencyKey key) {
                return "job";
            }

            @Override
            public Optional<String> submitted(IdempotencyKey key) {
                return Optional.empty();
            }

            @Override
            public Optional<Job> job(String id) {
                return Optional.ofNullable(running.get(id))
                        .map(kind -> new Job(id, kind, Job.State.RUNNING, 0, 0, List.of(), null, null));
            }
        };
        dispatches = new Dispatches(house.db, house.clock, audit, nobody, post, files, house.ledger);
        stacks = new Stacks(house.db, audit, nobody);
    }

    /** The order of a whole run. */
    static DispatchOrder ofRun(String run, boolean dryRun) {
        return new DispatchOrder(run, List.of(), List.of(), false, false, dryRun);
    }

    static DispatchOrder of(String... invoiceIds) {
        return new DispatchOrder(null, List.of(invoiceIds), List.of(), false, false, false);
    }

    static DispatchOrder again(String invoiceId) {
        return new DispatchOrder(null, List.of(invoiceId), List.of(), false, true, false);
    }

    Map<String, Object> send(String job, DispatchOrder order) {
        return send(job, order, post);
    }

    Map<String, Object> send(String job, DispatchOrder order, Post by) {
        DispatchWork.Means means = new DispatchWork.Means(
                house.db,
                house.clock,
                new Ids(house.clock),
                audit,
                house.ledger,
                house.notes,
                house.keeping,
                house.mandates,
                by);
        return new DispatchJob(means, selfNotice).run(run(job, order.parameters()));
    }

    Map<String, Object> print(String job, Map<String, String> parameters) throws IOException {
        return stackJob(papers).run(run(job, parameters));
    }

    StackJob stackJob(Papers of) {
        return new StackJob(house.db, house.clock, audit, house.organisation, post, of, house.press);
    }

    byte[] content(String stackId) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        stacks.copy(stacks.one(READER, stackId), out);
        return out.toByteArray();
    }

    /** What was sent of a document, newest first. */
    List<Dispatch> trail(String documentId) {
        return dispatches.page(READER, null, documentId, null, null, null).items();
    }

    Run run(String job, Map<String, String> parameters) {
        return new Run() {
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
                return parameters;
            }

            @Override
            public void progress(long done, long total) {}

            @Override
            public void warn(String warning) {
                warnings.add(warning);
            }
        };
    }
}
