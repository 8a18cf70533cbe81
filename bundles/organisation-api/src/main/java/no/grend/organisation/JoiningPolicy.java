package no.grend.organisation;

/** When whoever joins on the web and shall pay at once becomes a member («innmeldingspolicy»): the organisation decides. */
public enum JoiningPolicy {
    /** At once: a payment that is given up leaves an active member with an invoice to pay (S2-51). */
    MEMBER_AT_ONCE,
    /** When the first period is paid: before that there is no membership (S1-22). */
    MEMBER_WHEN_PAID
}
