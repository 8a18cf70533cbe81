package no.grend.dunning.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.dunning.internal.rules.Channel;
import no.grend.dunning.internal.rules.RuleSet;
import no.grend.dunning.internal.store.Step;
import no.grend.dunning.internal.store.Step.State;
import no.grend.dunning.internal.store.StepStore;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Letters on paper until they are posted («utskriftskø»). Every call asks the actor first. Safe between threads. */
@Component(service = PrintQueue.class)
public final class PrintQueue {

    private static final int LONGEST_WHY = 300;

    private final Database db;
    private final Clock clock;
    private final Dispatch dispatch;
    private final Settings settings;
    private final Audit audit;
    private final StepStore steps = new StepStore();

    @Activate
    public PrintQueue(
            @Reference(target = "(module=dunning)") Database db,
            @Reference Clock clock,
            @Reference Dispatch dispatch,
            @Reference Settings settings,
            @Reference Audit audit,
            @Reference(target = "(feature=grend-dunning)") Licence licence) {
        this.db = db;
        this.clock = clock;
        this.dispatch = dispatch;
        this.settings = settings;
        this.audit = audit;
    }

    /** Letters on paper in a state, in the order they were made. */
    public Page<Step> letters(Actor actor, State state, Integer limit, String cursor) {
        actor.require(Permission.LEDGER_READ);
        actor.require(Permission.MEMBER_READ);
        int rows = Page.limit(limit);
        return Page.cut(db.read(tx -> steps.page(tx, state, Channel.LETTER, cursor, rows + 1)), rows, Step::id);
    }

    /** One letter, whatever way it went. */
    public Step letter(Actor actor, String id) {
        actor.require(Permission.LEDGER_READ);
        actor.require(Permission.MEMBER_READ);
        return db.read(tx -> steps.byId(tx, id)).orElseThrow(() -> Problem.notFound("There is no such letter."));
    }

    /** Tells that letters were posted today: all of them or none. Those posted before are left as they are. */
    public List<Step> posted(Actor actor, List<String> letterIds) {
        actor.require(Permission.LEDGER_WRITE);
        actor.require(Permission.MEMBER_READ);
        LocalDate today = Oslo.today(clock);
        return db.inTransaction(tx -> {
            List<Step> posted = new ArrayList<>();
            for (String id : letterIds) {
                Step step = steps.byId(tx, id).orElseThrow(() -> Problem.notFound("There is no such letter: " + id));
                if (step.state() == State.QUEUED) {
                    requireInTime(step, today);
                    steps.posted(tx, id, today);
                    audit.record(tx, Entry.of(actor.id(), "DUNNING_LETTER_POSTED", "invoice:" + step.invoiceId()));
                } else if (step.state() != State.SENT) {
                    throw Problem.conflict("LETTER_WITHDRAWN", "Letter " + id + " does not wait for the post.");
                }
                posted.add(steps.byId(tx, id).orElseThrow());
            }
            return posted;
        });
    }

    /** The deadline in the letter counts from posting, and the fee is that of the day it is posted. */
    private void requireInTime(Step step, LocalDate today) {
        boolean sameRules =
                settings.book().on(today).map(RuleSet::id).orElse("").equals(step.ruleSet());
        if (today.isAfter(step.sentOn()) || !sameRules) {
            throw Problem.conflict(
                    "LETTER_TOO_LATE",
                    "Letter " + step.id() + " had to be posted on " + step.sentOn()
                            + " at the latest: its deadline would be too short now, or the law has changed. Withdraw it;"
                            + " the next run makes it anew.");
        }
    }

    /** Takes a letter back that waits for the post; what it charged need not be paid. The next run makes it anew. */
    public Step withdraw(Actor actor, String id, String why) {
        actor.require(Permission.LEDGER_WRITE);
        if (why.length() > LONGEST_WHY) {
            throw Problem.invalid("/why", "WHY_TOO_LONG", "why is longer than 300 characters; shorten it.");
        }
        Step step = letter(actor, id);
        if (step.state() == State.WITHDRAWN) {
            return step;
        }
        if (step.state() != State.QUEUED || !dispatch.takeBack(actor, step, why)) {
            throw Problem.conflict(
                    "LETTER_SENT",
                    "This letter has gone and cannot be taken back. Waive its fee on the invoice instead.");
        }
        return letter(actor, id);
    }
}
