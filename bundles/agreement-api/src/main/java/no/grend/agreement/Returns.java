package no.grend.agreement;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import no.grend.agreement.MoneyBack.Step;
import no.grend.agreement.MoneyReturn.State;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.schema.Database;

/**
 * What a module gives back («tilbakebetalinger», P14), from due to done: what {@link MoneyBack} answered is written down, and staff
 * see what is left to them and say when they have paid it. Done once, with an entry in the audit log. Safe between threads; never
 * call it inside a transaction.
 *
 * @param <R> the module's record of one
 */
public final class Returns<R extends MoneyReturn> {

    private static final int AT_ONCE = 200;
    private static final int LONGEST_NOTE = 300;

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final ReturnTable<R> table;
    private final Function<R, String> id;
    private final Called called;

    /**
     * What a module calls them.
     *
     * @param action in the audit log when one is done, {@code COURSE_RETURN_DONE}
     * @param object what stands before the id there, {@code course-return:}
     * @param missing the words where there is none with an id
     */
    public record Called(String action, String object, String missing) {}

    /** @param id the key of one */
    public Returns(Database db, Clock clock, Audit audit, ReturnTable<R> table, Function<R, String> id, Called called) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.table = table;
        this.id = id;
        this.called = called;
    }

    /** Each that is not done, in order of making. @param work when it throws, the rest are left for another time */
    public void eachUndone(Consumer<R> work) {
        String after = "";
        List<R> some;
        do {
            String from = after;
            some = db.read(tx -> table.undone(tx, from, AT_ONCE));
            some.forEach(work);
            after = some.isEmpty() ? "" : id.apply(some.get(some.size() - 1));
        } while (some.size() == AT_ONCE);
    }

    /** Writes down what came of a step; nothing when it says nothing new. @param by who gave it back, if it is done */
    public void note(R owed, Step step, Actor by) {
        if (step instanceof Step.Done) {
            done(owed, by, null);
        } else if (step instanceof Step.Asked refund) {
            db.useTransaction(tx -> table.asked(tx, id.apply(owed), refund.paymentId(), refund.refundId()));
        } else if (step instanceof Step.ByHand person
                && (owed.state() != State.STAFF || !person.note().equals(owed.note()))) {
            db.useTransaction(tx -> table.toStaff(tx, id.apply(owed), person.note()));
        }
    }

    /** It is done; again, nothing happens. @param note null to leave it as it is */
    public void done(R owed, Actor by, String note) {
        db.useTransaction(tx -> {
            if (table.done(tx, id.apply(owed), by.id(), note, clock.instant())) {
                audit.record(
                        tx,
                        new Entry(
                                by.id(),
                                called.action(),
                                called.object() + id.apply(owed),
                                owed.state().name(),
                                "kr " + owed.amount(),
                                note));
            }
        });
    }

    /** For staff with {@code LEDGER_READ}, newest first. @param state null for all */
    public Page<R> page(Actor actor, State state, Integer limit, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int rows = Page.limit(limit);
        return Page.cut(db.read(tx -> table.page(tx, state, cursor, rows + 1)), rows, id);
    }

    /** For staff with {@code LEDGER_READ}. */
    public R one(Actor actor, String key) {
        actor.require(Permission.LEDGER_READ);
        return byId(key);
    }

    private R byId(String key) {
        return db.read(tx -> table.byId(tx, key)).orElseThrow(() -> Problem.notFound(called.missing()));
    }

    /**
     * A person has paid it back. Needs {@code LEDGER_WRITE}.
     *
     * @param note how, 1-300 characters; no personal data
     */
    public R settle(Actor actor, String key, String note) {
        actor.require(Permission.LEDGER_WRITE);
        String words = Asked.text("note", note, "say how it was paid back");
        if (words.length() > LONGEST_NOTE) {
            throw Problem.invalid("/note", "NOTE_TOO_LONG", "note is 300 characters at most.");
        }
        R owed = byId(key);
        if (owed.state() != State.STAFF) {
            throw Problem.conflict(
                    "NOT_FOR_STAFF",
                    "This return is " + owed.state()
                            + (owed.state() == State.DONE
                                    ? "; nothing is left to do."
                                    : ", not STAFF: it goes on by itself, or when its refund is approved."));
        }
        done(owed, actor, words);
        return byId(key);
    }
}
