package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.avtalegiro.MandateIntake.FboRecord;
import no.grend.avtalegiro.internal.store.ExceptionStore;
import no.grend.avtalegiro.internal.store.MandateException;
import no.grend.avtalegiro.internal.store.MandateException.State;
import no.grend.avtalegiro.internal.store.MandateStore;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ids;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.member.Members;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The queue of mandates whose KID no member has («ukjent KID», S4-14), and a person's answers. Safe between threads. */
@Component(service = MandateQueue.class)
public final class MandateQueue {

    private static final int LONGEST_REASON = 500;

    private final Database db;
    private final Clock clock;
    private final Members members;
    private final Audit audit;
    private final MandateStore store;
    private final ExceptionStore exceptions;

    @Activate
    public MandateQueue(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Members members,
            @Reference Audit audit,
            @Reference(target = "(feature=grend-avtalegiro)") Licence licence) {
        this.db = db;
        this.clock = clock;
        this.members = members;
        this.audit = audit;
        Ids ids = new Ids(clock);
        this.store = new MandateStore(ids);
        this.exceptions = new ExceptionStore(ids);
    }

    /** A page of the queue. @param state null for the open ones */
    public Page<MandateException> list(Actor actor, State state, Integer limit, String cursor) {
        actor.require(Permission.BANK_READ);
        int rows = Page.limit(limit);
        State wanted = state == null ? State.OPEN : state;
        String after = cursor == null ? "" : cursor;
        return Page.cut(db.read(tx -> exceptions.page(tx, wanted, after, rows + 1)), rows, MandateException::id);
    }

    /** A person says whose a mandate is: it is applied as of the day the bank told of it, and the KID is remembered. */
    public MandateException assign(Actor actor, String id, int memberNumber, String why) {
        actor.require(Permission.BANK_WRITE);
        requireReason(why);
        if (members.byMemberNumber(actor, memberNumber).isEmpty()) {
            throw Problem.rule(
                    "/memberNumber",
                    "MEMBER_UNKNOWN",
                    "Nobody in the register has member number " + memberNumber + ". Search for the member first.");
        }
        return db.inTransaction(tx -> {
            store.lock(tx);
            MandateException open = open(exceptions.byId(tx, id));
            exceptions.resolve(tx, id, State.ASSIGNED, memberNumber, actor.id(), clock.instant(), why);
            new MandateAssignment(
                            tx, store, exceptions, actor.id(), "exception:" + id, open.receivedOn(), clock.instant())
                    .applyOne(
                            new FboRecord(open.place(), open.registrationType(), open.kid(), open.writtenNotice()),
                            memberNumber);
            record(tx, actor, "MANDATE_ASSIGNED", id, "member " + memberNumber, why);
            return exceptions.byId(tx, id).orElseThrow();
        });
    }

    /** A person says that a mandate is nobody's. */
    public MandateException dismiss(Actor actor, String id, String why) {
        actor.require(Permission.BANK_WRITE);
        requireReason(why);
        return db.inTransaction(tx -> {
            store.lock(tx);
            open(exceptions.byId(tx, id));
            exceptions.resolve(tx, id, State.DISMISSED, null, actor.id(), clock.instant(), why);
            record(tx, actor, "MANDATE_DISMISSED", id, "dismissed", why);
            return exceptions.byId(tx, id).orElseThrow();
        });
    }

    private void record(Handle tx, Actor actor, String action, String id, String after, String why) {
        audit.record(tx, new Audit.Entry(actor.id(), action, "mandate-exception:" + id, "open", after, why));
    }

    private static MandateException open(Optional<MandateException> found) {
        MandateException exception =
                found.orElseThrow(() -> Problem.notFound("There is no such mandate in the queue."));
        if (exception.state() != State.OPEN) {
            throw Problem.conflict(
                    "ALREADY_RESOLVED", "This mandate has been dealt with already: it is " + exception.state() + ".");
        }
        return exception;
    }

    private static void requireReason(String why) {
        if (why == null || why.isBlank() || why.length() > LONGEST_REASON) {
            throw Problem.invalid("/why", "REASON_MISSING", "Say why in at most 500 characters; it is kept for good.");
        }
    }
}
