package no.grend.member.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import no.grend.kernel.Asked;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.member.internal.PricingRules;
import no.grend.member.internal.store.Pricing;
import no.grend.member.internal.store.Pricing.FamilyDiscount;
import no.grend.member.internal.store.Pricing.Proration;

/** A JSON Merge Patch (RFC 7396) of a category's pricing: null takes a field away, and one that is not there stays. */
final class PricingPatch {

    private final JsonNode patch;

    PricingPatch(JsonNode patch) {
        this.patch = patch;
    }

    Pricing applyTo(Pricing old) {
        return new Pricing(
                patch.has("periodsFrom") ? PricingRules.periodsFrom(text("periodsFrom")) : old.periodsFrom(),
                patch.has("proration") ? proration() : old.proration(),
                patch.has("joiningFee") ? joiningFee() : old.joiningFee(),
                family(old.family()),
                patch.has("wholeKroner") ? flag("wholeKroner") : old.wholeKroner());
    }

    /** An amount; refused when it is none. */
    static Ore money(String field, JsonNode value) {
        boolean whole =
                value.path("value").isIntegralNumber() && value.path("value").canConvertToLong();
        if (!whole || !value.path("currency").asText("NOK").equals("NOK")) {
            throw Problem.invalid(
                    "/" + field,
                    field.equals("price") ? "PRICE_INVALID" : "AMOUNT_INVALID",
                    field + " must be {\"value\": whole øre, \"currency\": \"NOK\"}.");
        }
        return Ore.of(value.get("value").longValue());
    }

    private Proration proration() {
        String text = text("proration");
        return text == null ? Proration.NONE : Asked.oneOf(Proration.class, "proration", text);
    }

    private Ore joiningFee() {
        return isNull("joiningFee") ? Ore.ZERO : money("joiningFee", patch.get("joiningFee"));
    }

    private FamilyDiscount family(FamilyDiscount old) {
        boolean percentGiven = patch.has("familyDiscountPercent");
        boolean amountGiven = patch.has("familyDiscount");
        if (!percentGiven && !amountGiven) {
            return old;
        }
        Integer percent = percentGiven ? percent() : null;
        Ore amount =
                amountGiven && !isNull("familyDiscount") ? money("familyDiscount", patch.get("familyDiscount")) : null;
        if (percentGiven && percent == null && !amountGiven) {
            return old == null || old.percent() != null ? null : old;
        }
        if (amountGiven && amount == null && !percentGiven) {
            return old == null || old.amount() != null ? null : old;
        }
        return PricingRules.family(percent, amount);
    }

    private Integer percent() {
        JsonNode value = patch.get("familyDiscountPercent");
        if (value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw Problem.invalid(
                    "/familyDiscountPercent",
                    "PERCENT_INVALID",
                    "familyDiscountPercent must be a whole number, 1-100.");
        }
        return value.intValue();
    }

    private String text(String field) {
        JsonNode value = patch.get(field);
        if (value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Problem.invalid("/" + field, "TYPE_WRONG", field + " must be a text in quotes.");
        }
        return value.textValue();
    }

    private boolean flag(String field) {
        JsonNode value = patch.get(field);
        if (value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw Problem.invalid("/" + field, "TYPE_WRONG", field + " must be true or false.");
        }
        return value.booleanValue();
    }

    private boolean isNull(String field) {
        return patch.get(field).isNull();
    }
}
