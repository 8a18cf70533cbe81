package no.grend.member.internal.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.grend.kernel.FormulaGuard;
import no.grend.kernel.Problem;
import no.grend.member.Contact.Address;
import no.grend.member.Contact.ContactKind;
import no.grend.member.NewContact;

/**
 * One row of an import, as what it shall become.
 *
 * @param memberNumber the person's own number from before; null for a new one
 * @param category name of a membership category; null for no membership
 * @param from null without a category
 * @param paidUntil null when nothing is paid
 */
record ImportRow(NewContact contact, Integer memberNumber, String category, LocalDate from, LocalDate paidUntil) {

    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d.M.uuuu"),
            DateTimeFormatter.ofPattern("d/M/uuuu"));

    /**
     * Reads a row.
     *
     * @param mapping field by column, in the order of the columns; null for columns that are left out
     * @throws Problem that says which column cannot be read
     */
    static ImportRow of(List<ImportField> mapping, List<String> fields) {
        Map<ImportField, String> values = new EnumMap<>(ImportField.class);
        for (int i = 0; i < mapping.size() && i < fields.size(); i++) {
            String value = FormulaGuard.off(fields.get(i)).strip();
            if (mapping.get(i) != null && !value.isEmpty()) {
                values.put(mapping.get(i), value);
            }
        }
        ContactKind kind = kind(values);
        NewContact contact = new NewContact(
                kind,
                values.getOrDefault(ImportField.GIVEN_NAME, kind == ContactKind.PERSON ? givenPart(values) : null),
                values.getOrDefault(ImportField.FAMILY_NAME, kind == ContactKind.PERSON ? familyPart(values) : null),
                kind == ContactKind.ORGANISATION ? organisationName(values) : null,
                date(values, ImportField.BIRTH_DATE),
                sex(values.get(ImportField.SEX)),
                values.get(ImportField.EMAIL),
                values.get(ImportField.MOBILE),
                new Address(
                        values.get(ImportField.STREET),
                        values.get(ImportField.POSTAL_CODE),
                        values.get(ImportField.CITY),
                        country(values.get(ImportField.COUNTRY))),
                language(values.get(ImportField.LANGUAGE)),
                values.get(ImportField.NATIONAL_IDENTITY_NUMBER),
                values.get(ImportField.ORGANISATION_NUMBER));
        String category = values.get(ImportField.CATEGORY);
        return new ImportRow(
                contact,
                memberNumber(values.get(ImportField.MEMBER_NUMBER)),
                category,
                category == null ? null : from(values),
                category == null ? null : date(values, ImportField.PAID_UNTIL));
    }

    private static ContactKind kind(Map<ImportField, String> values) {
        String text = values.getOrDefault(ImportField.KIND, "").toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return values.containsKey(ImportField.ORGANISATION_NUMBER) ? ContactKind.ORGANISATION : ContactKind.PERSON;
        }
        return switch (text) {
            case "person", "privatperson", "p" -> ContactKind.PERSON;
            case "organisasjon", "organisation", "organization", "firma", "bedrift", "lag", "o" ->
                ContactKind.ORGANISATION;
            default -> throw unreadable(ImportField.KIND, "write person or organisasjon");
        };
    }

    private static String organisationName(Map<ImportField, String> values) {
        return values.getOrDefault(ImportField.NAME, values.get(ImportField.FAMILY_NAME));
    }

    /** A full name in one column: the last word is the family name. */
    private static String givenPart(Map<ImportField, String> values) {
        String name = values.get(ImportField.NAME);
        int space = name == null ? -1 : name.lastIndexOf(' ');
        boolean apart = values.containsKey(ImportField.GIVEN_NAME) || values.containsKey(ImportField.FAMILY_NAME);
        return name == null || apart ? null : space < 0 ? name : name.substring(0, space);
    }

    private static String familyPart(Map<ImportField, String> values) {
        String name = values.get(ImportField.NAME);
        int space = name == null ? -1 : name.lastIndexOf(' ');
        boolean apart = values.containsKey(ImportField.GIVEN_NAME) || values.containsKey(ImportField.FAMILY_NAME);
        return apart || space < 0 ? null : name.substring(space + 1);
    }

    private static LocalDate from(Map<ImportField, String> values) {
        LocalDate from = date(values, ImportField.FROM);
        if (from == null) {
            throw unreadable(ImportField.FROM, "a membership needs the day it began");
        }
        return from;
    }

    private static LocalDate date(Map<ImportField, String> values, ImportField field) {
        String text = values.get(field);
        if (text == null) {
            return null;
        }
        for (DateTimeFormatter format : DATES) {
            try {
                return LocalDate.parse(text, format);
            } catch (DateTimeException e) {
                continue;
            }
        }
        throw unreadable(field, "write the date as 2026-12-31 or 31.12.2026");
    }

    private static String sex(String text) {
        if (text == null) {
            return null;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "k", "f", "kvinne", "female", "jente", "woman" -> "FEMALE";
            case "m", "mann", "male", "gutt", "man" -> "MALE";
            case "annet", "other", "x" -> "OTHER";
            default -> throw unreadable(ImportField.SEX, "write kvinne, mann or annet");
        };
    }

    private static String language(String text) {
        if (text == null) {
            return null;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nb", "no", "bokmål", "norsk" -> "nb";
            case "nn", "nynorsk" -> "nn";
            case "en", "engelsk", "english" -> "en";
            default -> throw unreadable(ImportField.LANGUAGE, "write nb, nn or en");
        };
    }

    private static String country(String text) {
        return text != null && (text.equalsIgnoreCase("norge") || text.equalsIgnoreCase("noreg")) ? "NO" : text;
    }

    private static Integer memberNumber(String text) {
        if (text == null) {
            return null;
        }
        if (text.length() > 7 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw unreadable(ImportField.MEMBER_NUMBER, "a member number is 1 to 7 digits");
        }
        return Integer.valueOf(text);
    }

    private static Problem unreadable(ImportField field, String remedy) {
        return Problem.invalid(
                "/" + field.json(), "VALUE_UNREADABLE", field.json() + " cannot be read; " + remedy + ".");
    }

    /** Says nothing, since a row is personal. */
    @Override
    public String toString() {
        return "ImportRow[…]";
    }
}
