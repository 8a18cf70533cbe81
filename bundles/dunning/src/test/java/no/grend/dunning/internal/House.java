package no.grend.dunning.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.dunning.internal.rules.Routine;
import no.grend.dunning.internal.rules.Routine.InterestFrom;
import no.grend.dunning.internal.rules.RuleText;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.job.Job;
import no.grend.job.JobHandler;
import no.grend.job.Jobs;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.ledger.spi.Collector;
import no.grend.member.Contact.Address;
import no.grend.message.Message;
import no.grend.message.Messages;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

/** The house with its neighbours made up, on 20 March 2026: a reminder by e-mail, then a notice on paper, then a demand. */
final class House {

    static final Actor TREASURER = new Actor("staff:1", "Kasserer", Set.of(Role.TREASURER), null);
    static final Actor READER = new Actor("staff:2", "Leser", Set.of(Role.READER), null);
    static final LocalDate DUE = LocalDate.of(2026, 3, 1);
    static final List<String> ROUTINE = List.of(
            "REMINDER_1 wait=14 deadline=14 fee channels=EMAIL+LETTER",
            "COLLECTION_NOTICE wait=1 deadline=14 fee interest channels=LETTER",
            "PAYMENT_DEMAND wait=1 deadline=14 fee interest channels=EMAIL");

    final Database db;
    final FakeLedger ledger;
    static final Address HOME = new Address("Storgata 1", "0155", "Oslo", "NO");

    /** Everybody; those that a test says nothing of have e-mail, address and bokmål. */
    final FakeMembers members =
            new FakeMembers(number -> FakeMembers.kari(number, "medlem" + number + "@example.org", null, HOME, "nb"));

    final RecordingAudit audit = new RecordingAudit();
    final MutableClock clock = MutableClock.noonOf("2026-03-20");
    final Outbox outbox = new Outbox();
    final Board jobs = new Board();
    final Claims claims = new Claims();
    final Organisation organisation = () -> new Organisation.Profile(
            "Grend Sykkelklubb", "post@example.org", null, "12345678903", null, null, 0, false, null);

    final Settings settings;
    final Cases cases;
    final Dispatch dispatch;
    final DunningRun run;
    final Dunning dunning;
    final PrintQueue queue;

    House(TestDatabase fresh) {
        this(fresh.database("dunning", Dunning.class), new FakeLedger(), ROUTINE, List.of());
    }

    House(Database db, FakeLedger ledger, List<String> routine, List<String> rules) {
        this.db = db;
        this.ledger = ledger;
        settings = new Settings(RuleText.with(rules), Routine.of(routine, InterestFrom.DUE_DATE, Ore.ZERO, 7, 2));
        cases = new Cases(db, members, settings, List.<Collector>of(claims));
        dispatch = new Dispatch(db, clock, ledger, members, outbox, organisation, settings, audit, null);
        run = new DunningRun(db, clock, ledger, jobs, cases, dispatch, settings, null);
        dunning = new Dunning(db, clock, ledger, jobs, cases, run, settings, audit, null);
        queue = new PrintQueue(db, clock, dispatch, settings, audit, null);
    }

    void on(String day) {
        clock.set(MutableClock.noonOf(day).instant());
    }

    /** Orders a run and does its job. */
    Map<String, Object> run(boolean dryRun) {
        return work(dunning.order(TREASURER, null, null, dryRun, null));
    }

    Map<String, Object> work(String id) {
        return run.run(jobs.run(id));
    }

    /** An outbox that keeps what it got, once a key. */
    static final class Outbox implements Messages {

        final Map<String, Message> sent = new LinkedHashMap<>();

        /** Called when a message is kept; a test cuts the run off here. */
        Runnable afterSend = () -> {};

        @Override
        public boolean send(Message message) {
            boolean isNew = sent.putIfAbsent(message.key(), message) == null;
            afterSend.run();
            return isNew;
        }

        Message last() {
            return new ArrayList<>(sent.values()).get(sent.size() - 1);
        }
    }

    /** Jobs that wait until the test does them. */
    static final class Board implements Jobs {

        private final Map<String, Map<String, String>> ordered = new LinkedHashMap<>();
        private final Map<String, Job.State> states = new HashMap<>();
        private final Map<IdempotencyKey, String> keys = new HashMap<>();

        @Override
        public String submit(Actor actor, String kind, Map<String, String> parameters, IdempotencyKey key) {
            String id = "job-" + (ordered.size() + 1);
            ordered.put(id, parameters);
            states.put(id, Job.State.RUNNING);
            keys.put(key, id);
            return id;
        }

        @Override
        public Optional<String> submitted(IdempotencyKey key) {
            return key == null ? Optional.empty() : Optional.ofNullable(keys.get(key));
        }

        void state(String id, Job.State state) {
            states.put(id, state);
        }

        @Override
        public Optional<Job> job(String id) {
            return Optional.ofNullable(states.get(id))
                    .map(state -> new Job(id, DunningRun.KIND, state, 0, 0, List.of(), null, null));
        }

        JobHandler.Run run(String id) {
            return new JobHandler.Run() {
                @Override
                public String jobId() {
                    return id;
                }

                @Override
                public Actor actor() {
                    return TREASURER;
                }

                @Override
                public Map<String, String> parameters() {
                    return ordered.get(id);
                }

                @Override
                public void progress(long done, long total) {
                    // Nobody follows.
                }

                @Override
                public void warn(String warning) {
                    throw new AssertionError(warning);
                }
            };
        }
    }

    /** AvtaleGiro claims on the invoices that a test names. */
    static final class Claims implements Collector {

        final Set<String> claimed = new HashSet<>();
        final Map<String, Unpaid> unpaid = new HashMap<>();

        @Override
        public Map<String, Unpaid> unpaid(Collection<String> invoiceIds) {
            Map<String, Unpaid> known = new HashMap<>(unpaid);
            known.keySet().retainAll(invoiceIds);
            return known;
        }

        @Override
        public String id() {
            return "avtalegiro";
        }

        @Override
        public void requireInTime(LocalDate dueDate, Notice notice) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int collectable(Collection<Integer> memberNumbers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String collect(Actor actor, String run, LocalDate dueDate, Notice notice) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Claim> claims(Collection<String> invoiceIds) {
            Map<String, Claim> found = new HashMap<>();
            invoiceIds.stream()
                    .filter(claimed::contains)
                    .forEach(id -> found.put(id, new Claim("file", "0000001", Instant.EPOCH, false)));
            return found;
        }
    }
}
