package no.grend.dunning.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.dunning.internal.store.Hold;
import no.grend.dunning.internal.store.Hold.Outcome;
import no.grend.dunning.internal.store.HoldStore;
import no.grend.dunning.internal.store.Step;
import no.grend.dunning.internal.store.StepStore;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.job.Job;
import no.grend.job.Jobs;
import no.grend.kernel.ETag;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Dunning («purring») as staff and members see it. Every call asks the actor first. Safe between threads. */
@Component(service = Dunning.class)
public final class Dunning {

    private static final int LONGEST_REASON = 500;

    private final Database db;
    private final Clock clock;
    private final Ids ids;
    private final Ledger ledger;
    private final Jobs jobs;
    private final Cases cases;
    private final DunningRun run;
    private final Settings settings;
    private final Audit audit;
    private final StepStore steps = new StepStore();
    private final HoldStore holds = new HoldStore();

    @Activate
    public Dunning(
            @Reference(target = "(module=dunning)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Jobs jobs,
            @Reference Cases cases,
            @Reference DunningRun run,
            @Reference Settings settings,
            @Reference Audit audit,
            @Reference(target = "(feature=grend-dunning)") Licence licence) {
        this.db = db;
        this.clock = clock;
        this.ids = new Ids(clock);
        this.ledger = ledger;
        this.jobs = jobs;
        this.cases = cases;
        this.run = run;
        this.settings = settings;
        this.audit = audit;
    }

    /**
     * Starts a run.
     *
     * @param asOf null for today; another day only for a dry run, since the law counts from the day of sending
     * @param dueUntil only invoices due on this day or before; null for all
     * @param key the same key again gives the same run, also on another day
     * @return its job's id, which is the run's id too
     */
    public String order(Actor actor, LocalDate asOf, LocalDate dueUntil, boolean dryRun, IdempotencyKey key) {
        actor.require(dryRun ? Permission.LEDGER_READ : Permission.LEDGER_WRITE);
        actor.require(Permission.MEMBER_READ);
        Optional<String> before = jobs.submitted(key);
        if (before.isPresent()) {
            return before.get();
        }
        LocalDate today = Oslo.today(clock);
        if (!dryRun && asOf != null && !asOf.equals(today)) {
            throw Problem.rule(
                    "/asOf",
                    "AS_OF_NOT_TODAY",
                    "Letters are sent today, so asOf can only be today. Leave it out, or set dryRun to see another day.");
        }
        LocalDate day = asOf == null ? today : asOf;
        run.requireRules(day);
        Map<String, String> parameters = new HashMap<>();
        parameters.put(DunningRun.AS_OF, day.toString());
        parameters.put(DunningRun.DRY_RUN, Boolean.toString(dryRun));
        if (dueUntil != null) {
            parameters.put(DunningRun.DUE_UNTIL, dueUntil.toString());
        }
        return jobs.submit(actor, DunningRun.KIND, parameters, key);
    }

    /** A run and its report. */
    public Job run(Actor actor, String id) {
        actor.require(Permission.LEDGER_READ);
        return jobs.job(id)
                .filter(job -> job.kind().equals(DunningRun.KIND))
                .orElseThrow(() -> Problem.notFound("There is no such dunning run."));
    }

    /** What a run would do on a day, at once; for the console. */
    public Map<String, Object> preview(Actor actor, LocalDate asOf, LocalDate dueUntil) {
        actor.require(Permission.LEDGER_READ);
        return run.preview(actor, asOf == null ? Oslo.today(clock) : asOf, dueUntil, null);
    }

    /** An invoice's letters and holds so far, and what happens next. For staff, and for the member whose it is. */
    public Timeline timeline(Actor actor, String invoiceId) {
        Invoice invoice = invoice(actor, invoiceId, Permission.LEDGER_READ);
        Case one = cases.of(actor, List.of(invoice), Oslo.today(clock)).get(0);
        return db.read(
                tx -> new Timeline(invoice, steps.ofInvoice(tx, invoiceId), holds.of(tx, invoiceId), one.next()));
    }

    /** The member's own letters, newest first. */
    public List<Step> own(Actor member, int most) {
        return member.isMember() ? db.read(tx -> steps.ofContact(tx, member.contactId(), most)) : List.of();
    }

    private Invoice invoice(Actor actor, String id, Permission permission) {
        if (!actor.isMember()) {
            actor.require(permission);
        }
        Invoice invoice = ledger.invoice(actor, id).orElseThrow(() -> Problem.notFound("There is no such invoice."));
        actor.requireOwn(invoice.contactId(), permission);
        return invoice;
    }

    /**
     * Holds an invoice because the payer objects («innsigelse»), or changes the hold: nothing is sent meanwhile.
     *
     * @param since null for today
     * @param ifMatch the version of the hold that is there; null when there is none
     */
    public Hold dispute(Actor actor, String invoiceId, String reason, LocalDate since, String ifMatch) {
        actor.require(Permission.LEDGER_WRITE);
        invoice(actor, invoiceId, Permission.LEDGER_WRITE);
        if (reason.length() > LONGEST_REASON) {
            throw Problem.invalid("/reason", "REASON_TOO_LONG", "reason is longer than 500 characters; shorten it.");
        }
        LocalDate today = Oslo.today(clock);
        LocalDate from = since == null ? today : since;
        if (from.isAfter(today)) {
            throw Problem.rule("/since", "SINCE_IN_FUTURE", "since is after today; give the day the payer objected.");
        }
        return db.inTransaction(tx -> {
            Optional<Hold> open = open(holds.of(tx, invoiceId));
            String before = null;
            if (open.isPresent()) {
                ETag.required(ifMatch).requireCurrent(open.get().version());
                before = open.get().reason();
                holds.change(tx, open.get(), reason, from);
            } else {
                Hold hold = new Hold(ids.next(), invoiceId, reason, from, actor.id(), null, null, 1);
                holds.insert(tx, hold, clock.instant());
            }
            audit.record(tx, new Entry(actor.id(), "DUNNING_HELD", "invoice:" + invoiceId, before, reason, null));
            return open(holds.of(tx, invoiceId)).orElseThrow();
        });
    }

    /** Lifts the hold: the routine goes on from today. */
    public Hold lift(Actor actor, String invoiceId, Outcome outcome, String ifMatch) {
        actor.require(Permission.LEDGER_WRITE);
        invoice(actor, invoiceId, Permission.LEDGER_WRITE);
        return db.inTransaction(tx -> {
            Hold hold = open(holds.of(tx, invoiceId)).orElseThrow(Dunning::notHeld);
            ETag.required(ifMatch).requireCurrent(hold.version());
            holds.lift(tx, hold, outcome, Oslo.today(clock), actor.id());
            audit.record(
                    tx,
                    new Entry(
                            actor.id(),
                            "DUNNING_HOLD_LIFTED",
                            "invoice:" + invoiceId,
                            hold.reason(),
                            null,
                            outcome.name()));
            return hold;
        });
    }

    /** The hold that lasts now. */
    public Hold hold(Actor actor, String invoiceId) {
        actor.require(Permission.LEDGER_READ);
        invoice(actor, invoiceId, Permission.LEDGER_READ);
        return open(db.read(tx -> holds.of(tx, invoiceId))).orElseThrow(Dunning::notHeld);
    }

    private static Problem notHeld() {
        return Problem.notFound("This invoice is not held because of an objection.");
    }

    private static Optional<Hold> open(List<Hold> all) {
        return all.stream().filter(Hold::isOpen).findFirst();
    }

    /** The rule set in force on a day, those that come after it, and the rate of its half-year. */
    public RulesOn rulesOn(Actor actor, LocalDate day) {
        actor.require(Permission.LEDGER_READ);
        LocalDate on = day == null ? Oslo.today(clock) : day;
        return new RulesOn(
                on,
                settings.book().on(on).orElse(null),
                settings.book().rateOn(on).orElse(null),
                settings.book().comingAfter(on),
                settings.routine());
    }
}
