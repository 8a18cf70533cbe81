package no.grend.organisation;

import no.grend.organisation.Organisation.Profile;

/** What joining leads to, by the profile's settings, the first that fits (S2-39 … S2-43). */
public enum JoiningWay {
    /** «Send for godkjenning»: approval is required, whatever the billing day is; the invoice comes after it (S2-46). */
    APPROVAL,
    /** «Aktiver medlemskap»: active at once, and invoiced on the next billing date. */
    BILLING_DATE,
    /** «Betal nå»: invoiced, or paid, at once. */
    AT_ONCE;

    /** The way of an organisation. Approval goes before billing day, and billing day before paying at once. */
    public static JoiningWay of(Profile profile) {
        if (profile.approvalRequired()) {
            return APPROVAL;
        }
        return profile.billingDay() == 0 ? AT_ONCE : BILLING_DATE;
    }
}
