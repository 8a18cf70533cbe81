package no.grend.member.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Bell;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.MembershipChanges;
import no.grend.member.internal.store.MembershipTable;
import no.grend.member.internal.store.StoredMembership;
import no.grend.member.internal.store.TerminationTable;
import no.grend.member.internal.store.TerminationTable.Termination;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/**
 * Stopping a membership («oppsigelse», S1-06, S1-08): from the day on which notice is given it has a last day, which is worked
 * out from notice period and binding time, and until that day is over it can be regretted. Members may where the organisation
 * lets them; staff always, and at once when they say why. Safe between threads.
 */
public final class Terminations {

    private static final int FURTHEST_YEARS = 1;
    private static final int FOLLOWED_AT_ONCE = 500;

    private final Database db;
    private final Audit audit;
    private final Clock clock;
    private final boolean byMembers;
    private final Ids ids;
    private final Bell bell = new Bell();

    /** @param byMembers whether members may stop by themselves */
    Terminations(MemberCore.Means means, boolean byMembers) {
        this.db = means.db();
        this.audit = means.audit();
        this.clock = means.clock();
        this.byMembers = byMembers;
        this.ids = new Ids(clock);
    }

    public boolean byMembers() {
        return byMembers;
    }

    /** Rings when there is something to look after. */
    Bell bell() {
        return bell;
    }

    /** What {@link #give} would come to, or its refusal; nothing is changed. @param last null for the proposed day */
    public StopPlan preview(Actor actor, String membershipId, LocalDate last) {
        return db.read(tx -> {
            StoredMembership membership = OneMembership.required(tx, actor, membershipId);
            requireMay(actor);
            return plan(tx, actor, membership, last);
        });
    }

    private StopPlan plan(Handle tx, Actor actor, StoredMembership membership, LocalDate last) {
        requireRunning(membership);
        StopPlan plan = StopPlan.of(tx, membership, last, today());
        requireDay(actor, plan);
        return plan;
    }

    /**
     * Gives notice. The same key again gives the same, and so does the same last day again: two browsers at once stop once.
     *
     * @param last the last day; null for the proposed one
     * @param reason must be there when staff let it end earlier than a member could; else may be null
     */
    public Termination give(Actor actor, String membershipId, LocalDate last, String reason, IdempotencyKey key) {
        requireMay(actor);
        String why = OneMembership.reason(reason);
        Termination given = db.inTransaction(tx -> {
            Optional<Termination> earlier =
                    key == null ? Optional.empty() : TerminationTable.byIdempotencyKey(tx, key.key());
            if (earlier.isPresent()) {
                key.requireSame(earlier.get().fingerprint());
                return earlier.get();
            }
            StoredMembership membership = OneMembership.locked(tx, actor, membershipId);
            Optional<Termination> standing = TerminationTable.standing(tx, membershipId);
            if (standing.isPresent()
                    && (last == null || last.equals(standing.get().lastDay()))) {
                return standing.get();
            }
            StopPlan plan = plan(tx, actor, membership, last);
            requireReason(plan, why);
            return write(tx, actor, membership, plan, why, key);
        });
        bell.ring();
        return given;
    }

    private Termination write(
            Handle tx, Actor actor, StoredMembership membership, StopPlan plan, String why, IdempotencyKey key) {
        Termination given = new Termination(
                ids.next(),
                membership.id(),
                today(),
                plan.lastDay(),
                plan.noticeUntil(),
                plan.boundUntil(),
                why,
                actor.id(),
                null,
                null,
                today(),
                1,
                key == null ? null : key.fingerprint());
        TerminationTable.insert(tx, given, key, clock.instant());
        if (!MembershipChanges.end(tx, membership.id(), membership.version(), plan.lastDay(), why)) {
            throw OneMembership.changing();
        }
        audit.record(tx, entry(actor, "MEMBERSHIP_STOPPED", membership.id(), "running", "ends " + plan.lastDay(), why));
        return given;
    }

    /**
     * Withdraws a notice («angre»), as if it had never been given; again changes nothing. Members withdraw what they gave
     * themselves.
     */
    public Termination withdraw(Actor actor, String membershipId, String terminationId) {
        if (!actor.isMember()) {
            actor.require(Permission.MEMBER_WRITE);
        }
        Termination withdrawn = db.inTransaction(tx -> {
            StoredMembership membership = OneMembership.locked(tx, actor, membershipId);
            Termination standing = one(tx, membershipId, terminationId);
            if (actor.isMember() && !standing.askedBy().equals(actor.id())) {
                throw Problem.forbidden("The organisation stopped this membership. Ask it to let it go on.");
            }
            if (!standing.stands()) {
                return standing;
            }
            if (standing.lastDay().isBefore(today())) {
                throw Problem.conflict(
                        "TERMINATION_OVER",
                        "The membership ended on " + standing.lastDay()
                                + ", so it cannot go on. Enrol the contact anew.");
            }
            resume(tx, membership);
            TerminationTable.withdraw(tx, standing.id(), actor.id(), clock.instant(), today());
            audit.record(
                    tx,
                    entry(actor, "MEMBERSHIP_RESUMED", membershipId, "ends " + standing.lastDay(), "running", null));
            return one(tx, membershipId, terminationId);
        });
        bell.ring();
        return withdrawn;
    }

    /** Refused when the contact has begun another of its category for the time after. */
    private static void resume(Handle tx, StoredMembership membership) {
        if (!MembershipChanges.resume(tx, membership.id(), membership.version())) {
            throw OneMembership.changing();
        }
        Memberships.requireNoOther(tx, MembershipTable.byId(tx, membership.id()).orElseThrow());
    }

    private static Termination one(Handle tx, String membershipId, String terminationId) {
        return TerminationTable.ofMembership(tx, membershipId).stream()
                .filter(each -> each.id().equals(terminationId))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no such notice."));
    }

    /** A membership's, oldest first; those withdrawn too. */
    public List<Termination> ofMembership(Actor actor, String membershipId) {
        return db.read(tx -> {
            OneMembership.required(tx, actor, membershipId);
            return TerminationTable.ofMembership(tx, membershipId);
        });
    }

    /** Those that stand, of memberships that have not ended yet, oldest first. */
    public Page<Termination> toCome(Actor actor, Integer limit, String cursor) {
        actor.require(Permission.MEMBER_READ);
        int size = Page.limit(limit);
        return db.read(tx -> Page.cut(
                TerminationTable.toCome(tx, today(), Cursor.text(cursor), size), size, last -> Cursor.of(last.id())));
    }

    /** Those that are to be looked after now, at most {@value #FOLLOWED_AT_ONCE}. */
    List<Termination> due() {
        return db.read(tx -> TerminationTable.due(tx, today(), FOLLOWED_AT_ONCE));
    }

    private void requireMay(Actor actor) {
        if (!actor.isMember()) {
            actor.require(Permission.MEMBER_WRITE);
        } else if (!byMembers) {
            throw Problem.forbidden("This organisation does not let members stop by themselves. Ask it to.");
        }
    }

    private void requireRunning(StoredMembership membership) {
        if (membership.endedOn() != null) {
            throw Problem.conflict(
                    "TERMINATION_EXISTS",
                    "The membership has " + membership.endedOn() + " as its last day already. For another day, withdraw"
                            + " the notice first: POST /api/admin/memberships/{id}/terminations/{terminationId}/withdraw.");
        }
        if (membership.category().kind() == CategoryKind.CASH) {
            throw Problem.conflict(
                    "TERMINATION_CASH",
                    "A cash membership ends by itself on " + Standing.lastDay(membership)
                            + ", and nothing more is invoiced.");
        }
        if (membership.from().isAfter(today())) {
            throw Problem.conflict(
                    "TERMINATION_NOT_BEGUN",
                    "The membership begins on " + membership.from() + ". Call it off instead: POST"
                            + " /api/admin/memberships/{id}/end.");
        }
    }

    private void requireDay(Actor actor, StopPlan plan) {
        LocalDate first = actor.isMember() ? plan.earliest() : today();
        if (plan.lastDay().isBefore(first)) {
            throw Problem.rule(
                    "/last",
                    "TERMINATION_TOO_EARLY",
                    "The last day can be " + first + " at the earliest." + (actor.isMember() ? plan.why() : ""));
        }
        LocalDate yearAhead = today().plusYears(FURTHEST_YEARS);
        LocalDate latest = plan.proposed().isAfter(yearAhead) ? plan.proposed() : yearAhead;
        if (plan.lastDay().isAfter(latest)) {
            throw Problem.rule("/last", "TERMINATION_TOO_LATE", "The last day can be " + latest + " at the latest.");
        }
    }

    private static void requireReason(StopPlan plan, String why) {
        if (why == null && plan.lastDay().isBefore(plan.earliest())) {
            throw Problem.rule(
                    "/reason",
                    "TERMINATION_REASON_MISSING",
                    "A member could stop by " + plan.earliest() + " at the earliest." + plan.why()
                            + " Say in reason why this one ends before that.");
        }
    }

    private LocalDate today() {
        return Oslo.today(clock);
    }

    private static Audit.Entry entry(
            Actor actor, String action, String membershipId, String before, String after, String why) {
        return new Audit.Entry(actor.id(), action, "membership:" + membershipId, before, after, why);
    }
}
