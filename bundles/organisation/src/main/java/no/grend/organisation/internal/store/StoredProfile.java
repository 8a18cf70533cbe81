package no.grend.organisation.internal.store;

import java.time.LocalDate;
import java.util.List;
import no.grend.organisation.Organisation.KidSchemeUse;
import no.grend.organisation.Organisation.Profile;

/**
 * The profile and the version of its row, from 1.
 *
 * @param profile as it was on the day it was read
 * @param kidSchemes in the order in which they take effect
 */
public record StoredProfile(int version, Profile profile, List<KidSchemeUse> kidSchemes) {

    public StoredProfile {
        kidSchemes = List.copyOf(kidSchemes);
    }

    /** The profile of a day: its KID scheme is the one in effect then. */
    public Profile on(LocalDate day) {
        String scheme = KidSchemeUse.on(kidSchemes, day).scheme();
        return scheme.equals(profile.kidScheme()) ? profile : withScheme(profile, scheme);
    }

    static Profile withScheme(Profile old, String scheme) {
        return new Profile(
                old.officialName(),
                old.email(),
                old.organisationNumber(),
                old.account(),
                old.customerUnitId(),
                scheme,
                old.billingDay(),
                old.approvalRequired(),
                old.terms(),
                old.onlineJoining(),
                old.joiningPolicy());
    }
}
