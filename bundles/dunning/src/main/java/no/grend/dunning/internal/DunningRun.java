package no.grend.dunning.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import no.grend.dunning.internal.rules.Proposal.Letter;
import no.grend.dunning.internal.rules.Proposal.Nothing;
import no.grend.dunning.internal.rules.RuleBook;
import no.grend.dunning.internal.rules.RuleSet;
import no.grend.dunning.internal.store.RunStore;
import no.grend.dunning.internal.store.StepStore;
import no.grend.identity.Actor;
import no.grend.job.Job;
import no.grend.job.JobHandler;
import no.grend.job.Jobs;
import no.grend.kernel.Fault;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.ledger.Overdue;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The job of a dunning run («purrekjøring»). Streams: a chunk of invoices is in memory at a time. A real run acts on the day it
 * works, also when it goes on after a crash, since the law counts from the day of sending; one at a time.
 */
@Component(service = {JobHandler.class, DunningRun.class})
public final class DunningRun implements JobHandler {

    static final String KIND = "dunning-run";
    static final String AS_OF = "asOf";
    static final String DRY_RUN = "dryRun";
    static final String DUE_UNTIL = "dueUntil";

    private static final int CHUNK = 200;

    private final Database db;
    private final Clock clock;
    private final Ledger ledger;
    private final Jobs jobs;
    private final Cases cases;
    private final Dispatch dispatch;
    private final Settings settings;
    private final RunStore runs = new RunStore();
    private final StepStore steps = new StepStore();

    @Activate
    public DunningRun(
            @Reference(target = "(module=dunning)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Jobs jobs,
            @Reference Cases cases,
            @Reference Dispatch dispatch,
            @Reference Settings settings,
            @Reference(target = "(feature=grend-dunning)") Licence licence) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
        this.jobs = jobs;
        this.cases = cases;
        this.dispatch = dispatch;
        this.settings = settings;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> run(Run run) {
        boolean dryRun = Boolean.parseBoolean(run.parameters().get(DRY_RUN));
        String until = run.parameters().get(DUE_UNTIL);
        LocalDate dueUntil = until == null ? null : LocalDate.parse(until);
        return dryRun
                ? preview(run.actor(), LocalDate.parse(run.parameters().get(AS_OF)), dueUntil, run)
                : send(run, dueUntil);
    }

    /** Refuses a day for which no dated rules are known: nobody could say what a letter may cost. */
    void requireRules(LocalDate day) {
        RuleBook book = settings.book();
        if (book.on(day).isEmpty()) {
            String first = book.comingAfter(day).stream()
                    .map(RuleSet::validFrom)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(from -> " The first rules known here hold from " + from + ".")
                    .orElse("");
            throw Problem.rule(
                    "/asOf",
                    "NO_DATED_RULES",
                    "There are no dated rules for " + day + ", and none are guessed." + first
                            + " Choose a day that has rules, or write the law of that day as rules in no.grend.dunning.");
        }
    }

    /** What a run would do on a day; writes nothing. @param run told how far it is; null when nobody asks */
    Map<String, Object> preview(Actor actor, LocalDate asOf, LocalDate dueUntil, Run run) {
        requireRules(asOf);
        RunReport report = new RunReport(true);
        stream(actor, asOf, dueUntil, chunk -> {
            due(actor, chunk, asOf, report);
            tell(run, report);
        });
        return report.result(asOf.toString());
    }

    private Map<String, Object> send(Run run, LocalDate dueUntil) {
        LocalDate today = Oslo.today(clock);
        requireRules(today);
        begin(run, today);
        try {
            RunReport report = new RunReport(false);
            tell(report, dispatch.finishBegun(run.actor()));
            stream(run.actor(), today, dueUntil, chunk -> {
                List<Case> due = due(run.actor(), chunk, Oslo.today(clock), report);
                tell(report, dispatch.send(run.actor(), run.jobId(), due));
                tell(run, report);
            });
            Fault.point("dunning-run-streamed");
            report.whole(db.read(tx -> steps.totals(tx, run.jobId())));
            return report.result(today.toString());
        } finally {
            db.useTransaction(tx -> runs.end(tx, run.jobId(), clock.instant()));
        }
    }

    private void begin(Run run, LocalDate today) {
        String other = beginUnlessAnother(run, today);
        if (other != null) {
            boolean over = jobs.job(other)
                    .map(job -> job.state() == Job.State.DONE || job.state() == Job.State.FAILED)
                    .orElse(true);
            if (over) {
                db.useTransaction(tx -> runs.end(tx, other, clock.instant()));
            }
            if (!over || beginUnlessAnother(run, today) != null) {
                throw Problem.conflict(
                        "DUNNING_RUN_ACTIVE",
                        "Dunning run " + other + " is at work. Wait until it is done, then start another.");
            }
        }
    }

    /** @return null when it began, else the run that works now or was cut off */
    private String beginUnlessAnother(Run run, LocalDate today) {
        return db.inTransaction(tx -> {
            Optional<String> other = runs.live(tx).filter(id -> !id.equals(run.jobId()));
            if (other.isEmpty()) {
                runs.begin(tx, run.jobId(), today, run.actor().id(), clock.instant());
            }
            return other.orElse(null);
        });
    }

    private static void tell(RunReport report, List<Dispatch.Sent> sent) {
        sent.stream()
                .filter(one -> one.takenBack() != null)
                .forEach(one -> report.skip(one.step().invoiceId(), one.takenBack()));
    }

    private static void tell(JobHandler.Run run, RunReport report) {
        if (run != null) {
            run.progress(report.seen(), 0);
        }
    }

    /** @param dueUntil only invoices due then or before; null for all */
    private void stream(Actor actor, LocalDate asOf, LocalDate dueUntil, Consumer<List<Invoice>> each) {
        List<Invoice> chunk = new ArrayList<>(CHUNK);
        ledger.eachOverdue(actor, asOf, (Overdue overdue) -> {
            if (dueUntil != null && overdue.invoice().dueDate().isAfter(dueUntil)) {
                return;
            }
            chunk.add(overdue.invoice());
            if (chunk.size() == CHUNK) {
                each.accept(List.copyOf(chunk));
                chunk.clear();
            }
        });
        if (!chunk.isEmpty()) {
            each.accept(List.copyOf(chunk));
        }
    }

    /** Those of a chunk whose letter is to be sent on the day; the others are counted. */
    private List<Case> due(Actor actor, List<Invoice> chunk, LocalDate day, RunReport report) {
        List<Case> due = new ArrayList<>();
        for (Case one : cases.of(actor, chunk, day)) {
            report.overdue();
            if (one.next() instanceof Nothing nothing) {
                report.skip(one.invoice().id(), nothing.why().code());
            } else if (((Letter) one.next()).on().isAfter(day)) {
                report.later();
            } else {
                report.letter(one);
                due.add(one);
            }
        }
        return due;
    }
}
