package no.grend.member;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who may act for whom («foresatte», S2-29, P15): guardians for the children that staff confirmed them for, until the child
 * comes of age. Safe between threads.
 */
@ProviderType
public interface Guardians {

    /**
     * The contacts that a member may see and act for: the own one first, then confirmed wards who are under 18 today.
     *
     * @return ids, in an order that stays; empty for anybody but a member
     */
    Set<String> actsFor(Actor member);

    /**
     * For an object that belongs to a contact: the own member may, guardians of it, and staff with the permission. Any other
     * member gets the same 404 as for one that is not there.
     *
     * @throws no.grend.kernel.Problem 403 for staff without the permission, 404 for other members
     */
    void requireActsFor(Actor actor, String contactId, Permission staffPermission);

    /**
     * Who acts for each of these children today, in the order in which they were confirmed; those for whom nobody does are left
     * out, as are those who are of age. Needs {@code MEMBER_READ}. At most 1,000 a call.
     */
    default Map<String, List<String>> actingFor(Actor actor, Collection<String> contactIds) {
        throw new UnsupportedOperationException("This register cannot tell who acts for a child");
    }

    /**
     * Lets a grown-up act for a child. Doing the same again changes nothing. Needs {@code MEMBER_WRITE}. Audited.
     *
     * @throws no.grend.kernel.Problem 422 when the one is no child, or the other not of age
     */
    default void confirm(Actor actor, String childId, String guardianId) {
        throw new UnsupportedOperationException("This register cannot let anybody act for a child");
    }
}
