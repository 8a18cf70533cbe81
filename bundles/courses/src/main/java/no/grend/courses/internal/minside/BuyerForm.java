package no.grend.courses.internal.minside;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.grend.courses.internal.store.Registration.Person;
import no.grend.kernel.Problem;
import no.grend.member.Contact.Address;

/** What a buyer has typed, and what is wrong with it. */
final class BuyerForm {

    private static final List<String> FIELDS =
            List.of("givenName", "familyName", "birthDate", "email", "mobile", "street", "postalCode", "city");
    private static final int LONGEST = 320;

    private final Map<String, String> typed = new LinkedHashMap<>();
    private final Map<String, String> errors = new LinkedHashMap<>();
    private LocalDate born;

    BuyerForm(Map<String, String> fields) {
        FIELDS.forEach(name -> typed.put(name, fields.getOrDefault(name, "").strip()));
        for (String name : FIELDS) {
            if (!name.equals("mobile") && typed.get(name).isEmpty()) {
                errors.put(name, "missing." + name);
            } else if (typed.get(name).length() > LONGEST) {
                errors.put(name, "wrong." + name);
            }
        }
        if (!errors.containsKey("birthDate")) {
            try {
                born = LocalDate.parse(typed.get("birthDate"));
            } catch (DateTimeException e) {
                errors.put("birthDate", "wrong.birthDate");
            }
        }
        if (!"true".equals(fields.get("rules"))) {
            errors.put("rules", "missing.rules");
        }
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
            if (FIELDS.contains(field)) {
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
                born,
                typed.get("email"),
                typed.get("mobile").isEmpty() ? null : typed.get("mobile"),
                new Address(typed.get("street"), typed.get("postalCode"), typed.get("city"), "NO"));
    }
}
