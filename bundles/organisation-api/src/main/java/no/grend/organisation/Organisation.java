package no.grend.organisation;

import org.osgi.annotation.versioning.ProviderType;

/** Reads the organisation's profile; changes take effect at once. Safe between threads; cached, so cheap to ask. */
@ProviderType
public interface Organisation {

    Profile profile();

    /**
     * The profile («organisasjonsprofil», S2-56). Fields that are not set are null.
     *
     * @param officialName as on invoices and invitations
     * @param email where members write to
     * @param organisationNumber 9 digits
     * @param account 11-digit bank account on which OCR giro and AvtaleGiro are registered
     * @param customerUnitId 8-digit «kundeenhet-ID» at the bank network
     * @param kidScheme id of the scheme for new KIDs, default {@code member7-invoice7}
     * @param billingDay 0 or 1-28 (S2-40)
     * @param approvalRequired whether joining needs approval (S2-39)
     * @param terms terms and conditions, unlimited (S2-04)
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
            String terms) {}
}
