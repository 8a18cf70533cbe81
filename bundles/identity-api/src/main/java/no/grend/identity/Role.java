package no.grend.identity;

import static no.grend.identity.Permission.*;

import java.util.EnumSet;
import java.util.Set;

/** Roles («roller») that a staff account may hold, and what each permits. */
public enum Role {
    /** Administrator: everything. */
    ADMIN(EnumSet.allOf(Permission.class)),
    /** Treasurer («kasserer»): all money, and enough of the register to collect it. */
    TREASURER(EnumSet.of(
            MEMBER_READ,
            MEMBER_WRITE,
            MEMBER_EXPORT,
            LEDGER_READ,
            LEDGER_WRITE,
            BANK_READ,
            BANK_WRITE,
            MESSAGE_READ,
            ACTIVITY_READ,
            ORGANISATION_READ)),
    /** Member secretary («medlemsansvarlig»): the register, and reading what members owe. */
    MEMBER_STAFF(EnumSet.of(
            MEMBER_READ,
            MEMBER_WRITE,
            MEMBER_EXPORT,
            LEDGER_READ,
            MESSAGE_READ,
            ACTIVITY_READ,
            ACTIVITY_WRITE,
            ORGANISATION_READ)),
    /** Receptionist or instructor («resepsjon»): classes, resources and courses, and who the members are. */
    ACTIVITY_STAFF(EnumSet.of(MEMBER_READ, ACTIVITY_READ, ACTIVITY_WRITE, ORGANISATION_READ)),
    /** Reader («innsyn»): looks, changes nothing, exports nothing. */
    READER(EnumSet.of(MEMBER_READ, LEDGER_READ, BANK_READ, ACTIVITY_READ, ORGANISATION_READ));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
