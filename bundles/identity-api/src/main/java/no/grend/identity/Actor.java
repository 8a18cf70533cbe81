package no.grend.identity;

import java.security.Principal;
import java.util.List;
import java.util.Set;
import no.grend.kernel.Problem;

/**
 * Who acts («aktør»): a staff account, a member on Min Side, or the system itself. Every service that reads or changes
 * anything takes one, and asks it first. Immutable.
 *
 * @param id stable and not personal: {@code staff:<id>}, {@code member:<contact id>}, {@code system}
 * @param name for display; may be personal, never logged
 * @param roles of a staff account; empty for members, and for staff who must take a second factor into use first
 * @param contactId the member's own contact; null for staff and system
 */
public record Actor(String id, String name, Set<Role> roles, String contactId) implements Principal {

    /** The system itself: timers, recovery, the console's operator. */
    public static final Actor SYSTEM = new Actor("system", "Grend", Set.of(Role.ADMIN), null);

    public Actor {
        roles = Set.copyOf(roles);
    }

    /** A member who is signed in on Min Side. */
    public static Actor member(String contactId, String name) {
        return new Actor("member:" + contactId, name, Set.of(), contactId);
    }

    @Override
    public String getName() {
        return name;
    }

    /**
     * Staff whose roles are asked to have a second factor, and who have none: may do nothing but take one into use, which
     * needs no permission.
     */
    public static Actor withoutSecondFactor(String id, String name) {
        return new Actor(id, name, Set.of(), null);
    }

    /** Whether this is staff who must take a second factor into use first: every other account has a role. */
    public boolean lacksSecondFactor() {
        return roles.isEmpty() && !isMember();
    }

    public boolean isMember() {
        return contactId != null;
    }

    public boolean may(Permission permission) {
        return roles.stream().anyMatch(role -> role.permissions().contains(permission));
    }

    /** Refuses with 403 unless a role permits it. */
    public void require(Permission permission) {
        if (lacksSecondFactor()) {
            throw new Problem(
                    Problem.Kind.FORBIDDEN,
                    "SECOND_FACTOR_REQUIRED",
                    "Your roles need a second factor, and your account has none. Take one into use with POST"
                            + " /api/admin/me/second-factor and .../second-factor/confirmation, then go on.",
                    List.of());
        }
        if (!may(permission)) {
            throw Problem.forbidden(
                    "Your roles do not permit this (" + permission + " is needed). Ask an administrator.");
        }
    }

    /**
     * For an object that belongs to a contact: its own member may, and staff with the permission. A member who asks for
     * another's object gets the same 404 as for one that is not there.
     */
    public void requireOwn(String ownerContactId, Permission staffPermission) {
        if (isMember()) {
            if (!contactId.equals(ownerContactId)) {
                throw Problem.notFound("There is no such object.");
            }
        } else {
            require(staffPermission);
        }
    }
}
