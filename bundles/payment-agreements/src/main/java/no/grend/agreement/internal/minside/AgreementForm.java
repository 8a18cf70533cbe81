package no.grend.agreement.internal.minside;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import no.grend.agreement.DebitDay;
import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreements.Act;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;

/**
 * What a member has filled in about one agreement; belongs to one request.
 *
 * @param what {@code change}, {@code pause}, {@code resumption} or {@code end}
 * @param fields as they were sent, or as the agreement stands
 * @param errors by field, the text's key
 */
record AgreementForm(String what, Map<String, String> fields, Map<String, String> errors) {

    static final String CHANGE = "change";
    static final String PAUSE = "pause";
    static final String RESUMPTION = "resumption";
    static final String END = "end";

    private static final int LAST_NUMBERED = 28;

    static AgreementForm of(String what, Map<String, String> sent) {
        return new AgreementForm(what, sent, new HashMap<>());
    }

    /** As the agreement stands. */
    static AgreementForm of(String what, StandingAgreement agreement) {
        Map<String, String> fields = new HashMap<>();
        fields.put("amount", AmountField.text(agreement.amount()));
        fields.put("debitDay", agreement.debitDay().toString());
        fields.put("until", "");
        return of(what, fields);
    }

    static boolean isKnown(String what) {
        return what.equals(CHANGE) || what.equals(PAUSE) || what.equals(RESUMPTION) || what.equals(END);
    }

    /** What the member wants; when it cannot be read there are errors. */
    Act act() {
        return switch (what) {
            case CHANGE -> change();
            case PAUSE -> new Act.Pause(until());
            case RESUMPTION -> new Act.Resume();
            default -> new Act.End(null);
        };
    }

    private Act change() {
        Ore amount = AmountField.parse(fields.get("amount")).orElse(null);
        if (amount == null) {
            errors.put("amount", "error.AMOUNT");
        }
        DebitDay day = null;
        try {
            day = DebitDay.parse("debitDay", fields.getOrDefault("debitDay", ""));
        } catch (Problem unreadable) {
            errors.put("debitDay", "error.DAY");
        }
        return new Act.Change(amount, day, null, null, null);
    }

    private LocalDate until() {
        String text = fields.getOrDefault("until", "").strip();
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException unreadable) {
            errors.put("until", "error.DATE");
            return null;
        }
    }

    /** Takes what a rule refused to where the member can mend it. */
    void refused(Problem problem) {
        switch (problem.code()) {
            case "AMOUNT_OUTSIDE_LIMITS" -> errors.put("amount", "error.LIMITS");
            case "NOTHING_CHANGED" -> errors.put("amount", "error.NOTHING_CHANGED");
            case "DATE_PAST" -> errors.put("until", "error.DATE_PAST");
            default -> throw problem;
        }
    }

    /** 1-28 and the last, each with its text or key. */
    static Map<String, String> days() {
        Map<String, String> days = new LinkedHashMap<>();
        for (int day = 1; day <= LAST_NUMBERED; day++) {
            days.put(Integer.toString(day), AgreementCard.day(Integer.toString(day)));
        }
        days.put(DebitDay.LAST.toString(), AgreementCard.day(DebitDay.LAST.toString()));
        return days;
    }
}
