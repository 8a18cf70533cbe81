package no.grend.organisation;

import java.time.LocalDate;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Reads the organisation's profile; changes take effect at once. Safe between threads; cached, so cheap to ask. */
@ProviderType
public interface Organisation {

    Profile profile();

    /**
     * The KID schemes («KID-oppsett») that new KIDs were and will be made by, in order of time. KIDs of all of them are read, so
     * that a change of scheme loses no payment and no mandate. Never empty.
     */
    default List<KidSchemeUse> kidSchemes() {
        return List.of(new KidSchemeUse(LocalDate.EPOCH, profile().kidScheme()));
    }

    /** From which day new KIDs are made by a scheme, until the next takes over. @param scheme its id */
    record KidSchemeUse(LocalDate validFrom, String scheme) {

        /** The one in effect on a day. @param uses in order of time; not empty */
        public static KidSchemeUse on(List<KidSchemeUse> uses, LocalDate day) {
            KidSchemeUse found = uses.get(0);
            for (KidSchemeUse use : uses) {
                found = use.validFrom().isAfter(day) ? found : use;
            }
            return found;
        }
    }

    /**
     * The profile («organisasjonsprofil», S2-56). Fields that are not set are null.
     *
     * @param officialName as on invoices and invitations
     * @param email where members write to
     * @param organisationNumber 9 digits
     * @param account 11-digit bank account on which OCR giro and AvtaleGiro are registered
     * @param customerUnitId 8-digit «kundeenhet-ID» at the bank network
     * @param kidScheme id of the scheme for new KIDs today, default {@code member7-invoice7}; a change takes effect at once
     * @param billingDay 0 or 1-28 (S2-40)
     * @param approvalRequired whether joining needs approval (S2-39)
     * @param terms terms and conditions, unlimited (S2-04)
     * @param onlineJoining whether people may join on the web (S1-14)
     * @param joiningPolicy when those who shall pay at once become members; never null
     */
    record Profile(
            String officialName,
            String email,
            String organisationNumber,
            String account,
            String customerUnitId,
            String kidScheme,
            int billingDay,
            boolean approvalRequired,
            String terms,
            boolean onlineJoining,
            JoiningPolicy joiningPolicy) {

        public Profile {
            joiningPolicy = joiningPolicy == null ? JoiningPolicy.MEMBER_AT_ONCE : joiningPolicy;
        }

        /** One that nobody joins on the web. */
        public Profile(
                String officialName,
                String email,
                String organisationNumber,
                String account,
                String customerUnitId,
                String kidScheme,
                int billingDay,
                boolean approvalRequired,
                String terms) {
            this(
                    officialName,
                    email,
                    organisationNumber,
                    account,
                    customerUnitId,
                    kidScheme,
                    billingDay,
                    approvalRequired,
                    terms,
                    false,
                    JoiningPolicy.MEMBER_AT_ONCE);
        }
    }
}
