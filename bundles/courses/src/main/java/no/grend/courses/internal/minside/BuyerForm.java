package no.grend.courses.internal.minside;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.grend.courses.internal.store.Registration.Participant;
import no.grend.courses.internal.store.Registration.Person;
import no.grend.kernel.Problem;
import no.grend.member.Contact.Address;

/** What a buyer has typed of themselves, and of whoever comes if that is another; and what is wrong with it. */
final class BuyerForm {

    private static final List<String> FIELDS =
            List.of("givenName", "familyName", "birthDate", "email", "mobile", "street", "postalCode", "city");
    private static final List<String> OF_PARTICIPANT =
            List.of("participantGivenName", "participantFamilyName", "participantBirthDate");
    private static final int LONGEST = 320;

    private final Map<String, String> typed = new LinkedHashMap<>();
    private final Map<String, String> errors = new LinkedHashMap<>();
    private final boolean other;

    BuyerForm(Map<String, String> fields) {
        other = isForOther(fields);
        if (other) {
            OF_PARTICIPANT.forEach(name -> read(name, fields));
        }
        FIELDS.forEach(name -> read(name, fields));
        if (!"true".equals(fields.get("rules"))) {
            errors.put("rules", "missing.rules");
        }
        if (errors.isEmpty() && other && isSame()) {
            errors.put("participantGivenName", "participant.same");
        }
    }

    /** Whether somebody else than the buyer is to come. */
    static boolean isForOther(Map<String, String> fields) {
        return "other".equals(fields.get("for"));
    }

    private void read(String name, Map<String, String> fields) {
        String value = fields.getOrDefault(name, "").strip();
        typed.put(name, value);
        if (!name.equals("mobile") && value.isEmpty()) {
            errors.put(name, "missing." + name);
        } else if (value.length() > LONGEST || name.endsWith("irthDate") && date(name) == null) {
            errors.put(name, "wrong." + name);
        }
    }

    private LocalDate date(String name) {
        try {
            return LocalDate.parse(typed.get(name));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private boolean isSame() {
        return typed.get("participantBirthDate").equals(typed.get("birthDate"))
                && typed.get("participantGivenName").equalsIgnoreCase(typed.get("givenName"))
                && typed.get("participantFamilyName").equalsIgnoreCase(typed.get("familyName"));
    }

    boolean forOther() {
        return other;
    }

    /** Field name to text key, in the order of the form. */
    Map<String, String> errors() {
        return errors;
    }

    Map<String, String> typed() {
        return typed;
    }

    /** What was said to it. @return false when it is about nothing that the form has */
    boolean note(Problem problem) {
        problem.errors().stream().filter(detail -> detail.pointer() != null).forEach(detail -> {
            String field = detail.pointer().substring(detail.pointer().lastIndexOf('/') + 1);
            if (detail.code().equals("BUYER_UNDER_AGE")) {
                errors.put(field, "wrong.underAge");
            } else if (FIELDS.contains(field) || OF_PARTICIPANT.contains(field)) {
                errors.put(field, "wrong." + field);
            }
        });
        return !errors.isEmpty();
    }

    /** Only without errors. */
    Person person() {
        return new Person(
                typed.get("givenName"),
                typed.get("familyName"),
                date("birthDate"),
                typed.get("email"),
                typed.get("mobile").isEmpty() ? null : typed.get("mobile"),
                new Address(typed.get("street"), typed.get("postalCode"), typed.get("city"), "NO"),
                other
                        ? new Participant(
                                typed.get("participantGivenName"),
                                typed.get("participantFamilyName"),
                                date("participantBirthDate"))
                        : null);
    }
}
