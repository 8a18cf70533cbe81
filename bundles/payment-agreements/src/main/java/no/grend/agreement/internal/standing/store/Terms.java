package no.grend.agreement.internal.standing.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import no.grend.agreement.DebitDay;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreements.ChangedField;
import no.grend.kernel.Ore;

/**
 * All of an agreement that may be changed («vilkår»), so that its history can be held against it. Meanings as in
 * {@link no.grend.agreement.StandingAgreement}.
 *
 * @param pausedOn kept after a pause that is over by its date
 */
public record Terms(
        Ore amount,
        DebitDay debitDay,
        Every every,
        CollectedBy collection,
        String provider,
        LocalDate endsOn,
        LocalDate pausedOn,
        LocalDate resumesOn) {

    /** Whether nothing is debited on a day because of a pause. */
    public boolean isPaused(LocalDate day) {
        return pausedOn != null && (resumesOn == null || day.isBefore(resumesOn));
    }

    /** The same without a pause that is over. */
    public Terms withoutPauseBefore(LocalDate day) {
        return pausedOn == null || isPaused(day) ? this : paused(null, null);
    }

    public Terms paused(LocalDate on, LocalDate until) {
        return new Terms(amount, debitDay, every, collection, provider, endsOn, on, until);
    }

    /** By another provider. */
    public Terms collectedBy(String other) {
        return new Terms(amount, debitDay, every, collection, other, endsOn, pausedOn, resumesOn);
    }

    public Terms ended(LocalDate on) {
        return new Terms(amount, debitDay, every, collection, provider, on, null, null);
    }

    /** As the history keeps it: {@code amount=30000;debitDay=15;…}; what is null has nothing after its sign. */
    public String text() {
        StringBuilder text = new StringBuilder();
        fields().forEach((name, value) ->
                text.append(text.isEmpty() ? "" : ";").append(name).append('=').append(value == null ? "" : value));
        return text.toString();
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("amount", Long.toString(amount.value()));
        fields.put("debitDay", debitDay.toString());
        fields.put("every", every.name());
        fields.put("collection", collection.name());
        fields.put("provider", provider);
        fields.put("endsOn", Objects.toString(endsOn, null));
        fields.put("pausedOn", Objects.toString(pausedOn, null));
        fields.put("resumesOn", Objects.toString(resumesOn, null));
        return fields;
    }

    /** What differs between two texts of the history. @param before null for nothing */
    static List<ChangedField> differences(String before, String after) {
        Map<String, String> was = before == null ? Map.of() : read(before);
        List<ChangedField> fields = new ArrayList<>();
        read(after).forEach((name, value) -> {
            String old = was.getOrDefault(name, "");
            if (!old.equals(value)) {
                fields.add(new ChangedField(name, old.isEmpty() ? null : old, value.isEmpty() ? null : value));
            }
        });
        return fields;
    }

    private static Map<String, String> read(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String part : text.split(";", -1)) {
            int sign = part.indexOf('=');
            fields.put(part.substring(0, sign), part.substring(sign + 1));
        }
        return fields;
    }
}
