package no.grend.organisation.internal;

import java.util.Objects;
import java.util.StringJoiner;
import no.grend.organisation.Organisation.Profile;

/** What differs between two profiles, as the audit log tells it. */
record Difference(String before, String after) {

    static Difference between(Profile before, Profile after) {
        StringJoiner old = new StringJoiner("; ");
        StringJoiner now = new StringJoiner("; ");
        tell("officialName", before.officialName(), after.officialName(), old, now);
        tell("email", before.email(), after.email(), old, now);
        tell("organisationNumber", before.organisationNumber(), after.organisationNumber(), old, now);
        tell("account", before.account(), after.account(), old, now);
        tell("customerUnitId", before.customerUnitId(), after.customerUnitId(), old, now);
        tell("kidScheme", before.kidScheme(), after.kidScheme(), old, now);
        tell("billingDay", before.billingDay(), after.billingDay(), old, now);
        tell("approvalRequired", before.approvalRequired(), after.approvalRequired(), old, now);
        tell("onlineJoining", before.onlineJoining(), after.onlineJoining(), old, now);
        tell("joiningPolicy", before.joiningPolicy(), after.joiningPolicy(), old, now);
        if (!Objects.equals(before.terms(), after.terms())) {
            tell("terms", size(before.terms()), size(after.terms()), old, now);
        }
        return new Difference(old.toString(), now.toString());
    }

    private static void tell(String field, Object before, Object after, StringJoiner old, StringJoiner now) {
        if (!Objects.equals(before, after)) {
            old.add(field + "=" + before);
            now.add(field + "=" + after);
        }
    }

    /** The terms have no limit, and the log has. */
    private static String size(String terms) {
        return terms == null ? null : terms.length() + " characters, hash " + Integer.toHexString(terms.hashCode());
    }
}
