package no.grend.identity;

/** The single things a role may permit. Checked in the service layer, denied unless a role says otherwise. */
public enum Permission {
    MEMBER_READ,
    MEMBER_WRITE,
    MEMBER_EXPORT,
    /** Read a full national identity number; every read is audited. */
    NATIONAL_ID_READ,
    LEDGER_READ,
    LEDGER_WRITE,
    /** Open again a month that is closed. */
    LEDGER_REOPEN,
    BANK_READ,
    BANK_WRITE,
    MESSAGE_READ,
    /** See who has booked what: classes, resources, courses («aktiviteter»). */
    ACTIVITY_READ,
    /** Set up classes, resources and courses, and book, cancel and check in for members. */
    ACTIVITY_WRITE,
    ORGANISATION_READ,
    ORGANISATION_WRITE,
    ACCOUNT_ADMIN,
    LICENCE_ADMIN,
    AUDIT_READ,
    /** Read what Grend measures («målinger»): counts and times, no personal data. */
    METRICS_READ
}
