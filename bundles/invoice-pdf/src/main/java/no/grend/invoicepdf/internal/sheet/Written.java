package no.grend.invoicepdf.internal.sheet;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** How numbers and dates are written on letters: the Norwegian way in every language, with no-break spaces. */
public final class Written {

    private static final char NO_BREAK = '\u00a0';
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private Written() {}

    /** {@code 15.01.2027}. */
    public static String date(LocalDate date) {
        return DATE.format(date);
    }

    /** {@code 1234.56.78903}, as in every other letter and mail; what is no account stays as it is. */
    public static String account(String account) {
        return account.length() == 11 ? grouped(account, 4, 6, '.') : account;
    }

    /** {@code 919 809 140}; what is no organisation number stays as it is. */
    public static String organisationNumber(String number) {
        return number.length() == 9 ? grouped(number, 3, 6, NO_BREAK) : number;
    }

    /** Paragraphs of plain text: an empty line parts them. */
    public static List<String> paragraphs(String text) {
        return text.strip().lines().map(String::stripTrailing).toList().isEmpty()
                ? List.of()
                : List.of(text.strip().split("\\R\\h*(?:\\R\\h*)+"));
    }

    private static String grouped(String digits, int first, int second, char between) {
        return digits.substring(0, first)
                + between
                + digits.substring(first, second)
                + between
                + digits.substring(second);
    }
}
