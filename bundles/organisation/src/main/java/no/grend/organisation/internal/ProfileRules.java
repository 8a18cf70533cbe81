package no.grend.organisation.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import no.grend.kernel.AccountNumber;
import no.grend.kernel.OrganisationNumber;
import no.grend.kernel.Problem;
import no.grend.kernel.Problem.Detail;
import no.grend.organisation.Organisation.Profile;

/** What a profile must keep to (S2-56); all that is wrong is told at once. */
final class ProfileRules {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EMAIL = 254;
    private static final int LAST_BILLING_DAY = 28;
    private static final int LONGEST_SCHEME = 64;

    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;:\"]{1,64}@[^\\s@<>,;:\"]+\\.[^\\s@<>,;:\".]{2,}");
    private static final Pattern CUSTOMER_UNIT = Pattern.compile("[0-9]{8}");
    private static final Pattern SCHEME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+){0,7}");

    private final List<Detail> errors = new ArrayList<>();

    private ProfileRules() {}

    /** Refuses a profile that breaks a rule. Fields that are null are not set, and break none. */
    static void require(Profile profile) {
        ProfileRules rules = new ProfileRules();
        rules.check(profile);
        if (!rules.errors.isEmpty()) {
            throw new Problem(
                    Problem.Kind.INVALID,
                    "ORGANISATION_INVALID",
                    "The profile was not changed. "
                            + String.join(
                                    " ",
                                    rules.errors.stream().map(Detail::detail).toList()),
                    rules.errors);
        }
    }

    /** Refuses what cannot be the id of a KID scheme. */
    static void requireScheme(String scheme) {
        if (scheme == null || !isScheme(scheme)) {
            throw Problem.invalid(
                    "/scheme",
                    "KID_SCHEME_INVALID",
                    "scheme must be the id of a KID scheme, such as member7-invoice7.");
        }
    }

    private static boolean isScheme(String scheme) {
        return scheme.length() <= LONGEST_SCHEME && SCHEME.matcher(scheme).matches();
    }

    private void check(Profile profile) {
        String name = profile.officialName();
        unless(
                name == null || !name.isBlank() && name.length() <= LONGEST_NAME,
                "/officialName",
                "NAME_INVALID",
                "officialName must be 1-200 characters.");
        String email = profile.email();
        unless(
                email == null
                        || email.length() <= LONGEST_EMAIL
                                && EMAIL.matcher(email).matches(),
                "/email",
                "EMAIL_INVALID",
                "email must be one address such as post@example.no.");
        unless(
                profile.organisationNumber() == null || OrganisationNumber.isValid(profile.organisationNumber()),
                "/organisationNumber",
                "ORGANISATION_NUMBER_INVALID",
                "organisationNumber must be nine digits with a right check digit.");
        unless(
                profile.account() == null || AccountNumber.isValid(profile.account()),
                "/account",
                "ACCOUNT_NUMBER_INVALID",
                "account must be eleven digits with a right check digit.");
        unless(
                profile.customerUnitId() == null
                        || CUSTOMER_UNIT.matcher(profile.customerUnitId()).matches(),
                "/customerUnitId",
                "CUSTOMER_UNIT_ID_INVALID",
                "customerUnitId must be the eight digits that the bank network gave the organisation.");
        unless(
                isScheme(profile.kidScheme()),
                "/kidScheme",
                "KID_SCHEME_INVALID",
                "kidScheme must be the id of a KID scheme, such as member7-invoice7.");
        unless(
                profile.billingDay() >= 0 && profile.billingDay() <= LAST_BILLING_DAY,
                "/billingDay",
                "BILLING_DAY_INVALID",
                "billingDay must be 1-28, or 0 for none.");
    }

    private void unless(boolean holds, String pointer, String code, String detail) {
        if (!holds) {
            errors.add(Detail.field(pointer, code, detail));
        }
    }
}
