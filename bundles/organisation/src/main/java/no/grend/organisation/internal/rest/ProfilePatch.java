package no.grend.organisation.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import no.grend.kernel.Asked;
import no.grend.kernel.Problem;
import no.grend.organisation.JoiningPolicy;
import no.grend.organisation.Organisation.Profile;

/**
 * A JSON Merge Patch (RFC 7396) of the profile: fields that are there are set, those that are null are emptied, the others
 * stay.
 */
final class ProfilePatch {

    private static final String USUAL_SCHEME = "member7-invoice7";

    private static final Set<String> FIELDS = Set.of(
            "officialName",
            "email",
            "organisationNumber",
            "account",
            "customerUnitId",
            "kidScheme",
            "billingDay",
            "approvalRequired",
            "terms",
            "onlineJoining",
            "joiningPolicy");

    private final JsonNode patch;

    ProfilePatch(JsonNode patch) {
        if (!patch.isObject()) {
            throw Problem.invalid("", "BODY_INVALID", "Send a JSON object with the fields to change.");
        }
        patch.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw Problem.invalid(
                        "/" + field, "FIELD_UNKNOWN", "The organisation's profile has no field with this name.");
            }
        });
        this.patch = patch;
    }

    Profile applyTo(Profile old) {
        String scheme = text("kidScheme", old.kidScheme());
        return new Profile(
                stripped("officialName", old.officialName()),
                stripped("email", old.email()),
                digits("organisationNumber", old.organisationNumber()),
                digits("account", old.account()),
                digits("customerUnitId", old.customerUnitId()),
                scheme == null ? USUAL_SCHEME : scheme,
                number("billingDay", old.billingDay()),
                flag("approvalRequired", old.approvalRequired()),
                text("terms", old.terms()),
                flag("onlineJoining", old.onlineJoining()),
                policy(old.joiningPolicy()));
    }

    /** Emptied, it is as it was before anybody chose. */
    private JoiningPolicy policy(JoiningPolicy old) {
        return Asked.oneOf(JoiningPolicy.class, "joiningPolicy", text("joiningPolicy", old.name()));
    }

    private String stripped(String field, String old) {
        String text = text(field, old);
        return text == null ? null : text.strip();
    }

    /** Numbers as people write them, {@code 1234.56.78903}, without their dots and spaces. */
    private String digits(String field, String old) {
        String text = text(field, old);
        return text == null ? null : text.replaceAll("[. \\u00a0]", "");
    }

    private String text(String field, String old) {
        JsonNode value = patch.get(field);
        if (value == null) {
            return old;
        }
        if (value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Problem.invalid("/" + field, "TYPE_WRONG", field + " must be a text in quotes.");
        }
        return value.textValue();
    }

    private int number(String field, int old) {
        JsonNode value = patch.get(field);
        if (value == null) {
            return old;
        }
        if (value.isNull()) {
            return 0;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw Problem.invalid("/" + field, "TYPE_WRONG", field + " must be a whole number.");
        }
        return value.intValue();
    }

    private boolean flag(String field, boolean old) {
        JsonNode value = patch.get(field);
        if (value == null) {
            return old;
        }
        if (value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw Problem.invalid("/" + field, "TYPE_WRONG", field + " must be true or false.");
        }
        return value.booleanValue();
    }
}
