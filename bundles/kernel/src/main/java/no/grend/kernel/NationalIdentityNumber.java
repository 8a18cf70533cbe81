package no.grend.kernel;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * A national identity number («fødselsnummer») or D-number, checked by the rules of a date (norwegian-rules 1).
 *
 * <p>Not a record, so that nothing writes it out by accident: {@link #toString} is masked and the digits must be asked
 * for. It never tells sex, and the birth date only as a hint: from 2032 neither can be read from the number.
 */
public final class NationalIdentityNumber {

    private static final int LENGTH = 11;
    private static final int D_NUMBER_DAY = 40;
    private static final int[] FIRST_WEIGHTS = {3, 7, 6, 1, 8, 9, 4, 5, 2, 1};
    private static final int[] SECOND_WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};

    /** Which rests the first check digit may leave, from a day on; numbers given earlier stay valid. */
    private record CheckRule(LocalDate from, int highestRest) {}

    private static final List<CheckRule> RULES =
            List.of(new CheckRule(LocalDate.of(2032, 1, 1), 3), new CheckRule(LocalDate.MIN, 0));

    /** Individual numbers and two-digit years that tell the century, until 2032. */
    private record Century(int century, int lowest, int highest, int firstYear, int lastYear) {}

    private static final List<Century> CENTURIES = List.of(
            new Century(1900, 0, 499, 0, 99),
            new Century(1800, 500, 749, 54, 99),
            new Century(2000, 500, 999, 0, 39),
            new Century(1900, 900, 999, 40, 99));

    private final String digits;

    private NationalIdentityNumber(String digits) {
        this.digits = digits;
    }

    /**
     * A number that is valid on a date.
     *
     * @param text eleven digits; a space after the sixth is allowed
     * @param on the business date whose rule applies
     * @throws Problem when it is not valid; the detail does not repeat the number
     */
    public static NationalIdentityNumber of(String text, LocalDate on) {
        String digits = text == null ? null : text.replaceFirst("^([0-9]{6}) ([0-9]{5})$", "$1$2");
        if (!isValid(digits, on)) {
            throw Problem.invalid(
                    null,
                    "NATIONAL_IDENTITY_NUMBER_INVALID",
                    "The national identity number is not valid: it must be eleven digits with right check digits.");
        }
        return new NationalIdentityNumber(digits);
    }

    /** Whether the text is a number by the rule of that date: ordinary, D-number, synthetic or both; null is not. */
    public static boolean isValid(String text, LocalDate on) {
        if (!Modulus.isDigits(text, LENGTH)) {
            return false;
        }
        int first = Modulus.weighted(text, FIRST_WEIGHTS) % 11;
        int second = Modulus.weighted(text, SECOND_WEIGHTS) % 11;
        return second == 0 && first <= highestRest(on) && hasCalendarDay(text);
    }

    /** All eleven digits. Only where the law gives an objective need (personopplysningsloven § 12). */
    public String digits() {
        return digits;
    }

    /** For screens: the first six digits, the rest hidden. */
    public String masked() {
        return digits.substring(0, 6) + " *****";
    }

    /** Whether it is a D-number, given to persons without a birth number. */
    public boolean isDNumber() {
        return number(digits, 0, 2) > D_NUMBER_DAY;
    }

    /** Whether it is made for tests (month + 40 or + 80); no person has it. */
    public boolean isSynthetic() {
        return number(digits, 2, 4) > 12;
    }

    /**
     * The birth date that the number suggests, to fill in a form for a person to confirm. Never store it unasked.
     *
     * @return empty when the number suggests none
     */
    public Optional<LocalDate> birthDateHint() {
        int year = number(digits, 4, 6);
        int individual = number(digits, 6, 9);
        return CENTURIES.stream()
                .filter(c -> individual >= c.lowest() && individual <= c.highest())
                .filter(c -> year >= c.firstYear() && year <= c.lastYear())
                .map(c -> YearMonth.of(c.century() + year, month(digits)))
                .filter(month -> month.isValidDay(day(digits)))
                .map(month -> month.atDay(day(digits)))
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NationalIdentityNumber that && digits.equals(that.digits);
    }

    @Override
    public int hashCode() {
        return digits.hashCode();
    }

    /** Masked wholly, so that a log line or an exception tells nothing. */
    @Override
    public String toString() {
        return "*".repeat(LENGTH);
    }

    private static int highestRest(LocalDate on) {
        return RULES.stream()
                .filter(rule -> !on.isBefore(rule.from()))
                .findFirst()
                .orElseThrow()
                .highestRest();
    }

    /** The day must exist in some century; which one the number does not have to tell. */
    private static boolean hasCalendarDay(String digits) {
        int month = month(digits);
        int day = day(digits);
        int year = number(digits, 4, 6);
        if (month < 1 || month > 12 || day < 1) {
            return false;
        }
        return Year.of(1900 + year).atMonth(month).isValidDay(day)
                || Year.of(2000 + year).atMonth(month).isValidDay(day);
    }

    private static int day(String digits) {
        int day = number(digits, 0, 2);
        return day > D_NUMBER_DAY ? day - D_NUMBER_DAY : day;
    }

    private static int month(String digits) {
        int month = number(digits, 2, 4);
        return month > 80 ? month - 80 : month > 40 ? month - 40 : month;
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
