package no.grend.member;

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
}
