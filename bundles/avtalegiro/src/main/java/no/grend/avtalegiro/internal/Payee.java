package no.grend.avtalegiro.internal;

import no.grend.kernel.Problem;
import no.grend.organisation.Organisation;

/**
 * The organisation as the bank network knows it («betalingsmottaker»).
 *
 * @param account 11 digits, registered for AvtaleGiro and OCR giro
 * @param customerUnitId 8 digits, the sender of the file
 * @param name official name, for the payer's notice; may be null
 */
record Payee(String account, String customerUnitId, String name) {

    /** Refuses with 409, in words, until the profile has what the bank network needs. */
    static Payee of(Organisation.Profile profile) {
        String missing = missing(profile);
        if (missing != null) {
            throw Problem.conflict(
                    "ORGANISATION_NOT_READY",
                    "No file can be made for the bank before " + missing + " set in the organisation's profile."
                            + " Set it with PATCH /api/admin/organisation; the agreement with the bank names it.");
        }
        return new Payee(profile.account(), profile.customerUnitId(), profile.officialName());
    }

    private static String missing(Organisation.Profile profile) {
        boolean noAccount = isBlank(profile.account());
        boolean noUnit = isBlank(profile.customerUnitId());
        if (noAccount && noUnit) {
            return "the bank account (account) and the customer unit id (customerUnitId) are";
        }
        if (noAccount) {
            return "the bank account (account) is";
        }
        return noUnit ? "the customer unit id (customerUnitId) is" : null;
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
