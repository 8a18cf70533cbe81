package no.grend.member.internal;

import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Problem;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.MembershipTable;
import no.grend.member.internal.store.StoredMembership;
import org.jdbi.v3.core.Handle;

/** One membership («medlemskap»), as whoever asks may see and change it: staff any, members their own. Stateless. */
final class OneMembership {

    private static final int LONGEST_REASON = 200;

    private OneMembership() {}

    /** @throws Problem when there is none, or it is another's */
    static StoredMembership required(Handle tx, Actor actor, String id) {
        StoredMembership membership =
                MembershipTable.byId(tx, id).orElseThrow(() -> Problem.notFound("There is no such membership."));
        actor.requireOwn(membership.contactId(), Permission.MEMBER_READ);
        return membership;
    }

    /** The same, with all of its contact's memberships held until the transaction is over. */
    static StoredMembership locked(Handle tx, Actor actor, String id) {
        ContactTable.lock(tx, required(tx, actor, id).contactId());
        return required(tx, actor, id);
    }

    /** What whoever comes second is told, when its version is another than was read. */
    static Problem changing() {
        return Problem.conflict("MEMBERSHIP_CHANGING", "The membership is being changed by somebody else; try again.");
    }

    /** Why it is changed, in words. @param reason may be null @return null when none is given */
    static String reason(String reason) {
        String why = reason == null || reason.isBlank() ? null : reason.strip();
        if (why != null && (why.length() > LONGEST_REASON || why.chars().anyMatch(Character::isISOControl))) {
            throw Problem.invalid("/reason", "REASON_TOO_LONG", "reason may have 200 printable characters.");
        }
        return why;
    }
}
