package no.grend.agreement;

import java.time.LocalDate;
import java.time.YearMonth;
import no.grend.kernel.Problem;

/**
 * The day of the month on which a standing agreement is debited («trekkdag», S0-31): 1 to 28, or the month's last. The 29th to
 * the 31st are refused, because not every month has them (S0-35).
 *
 * @param number 1-28, or {@value #LAST_NUMBER} for the last day
 */
public record DebitDay(int number) {

    /** The month's last day, whichever it is. */
    public static final DebitDay LAST = new DebitDay(DebitDay.LAST_NUMBER);

    static final int LAST_NUMBER = 31;
    private static final int LATEST = 28;
    private static final String LAST_WORD = "LAST";

    public DebitDay {
        if (number != LAST_NUMBER && (number < 1 || number > LATEST)) {
            throw refused("debitDay");
        }
    }

    /**
     * Reads a day.
     *
     * @param field what the caller calls it, for the refusal
     * @param text {@code 15} or {@code LAST}; null gives null
     */
    public static DebitDay parse(String field, String text) {
        if (text == null) {
            return null;
        }
        String day = text.strip();
        if (day.equalsIgnoreCase(LAST_WORD)) {
            return LAST;
        }
        if (!day.matches("0?[1-9]|1[0-9]|2[0-8]")) {
            throw refused(field);
        }
        return new DebitDay(Integer.parseInt(day));
    }

    /** The date in a month. */
    public LocalDate in(YearMonth month) {
        return this.number == LAST_NUMBER ? month.atEndOfMonth() : month.atDay(number);
    }

    /** {@code 15} or {@code LAST}. */
    @Override
    public String toString() {
        return number == LAST_NUMBER ? LAST_WORD : Integer.toString(number);
    }

    private static Problem refused(String field) {
        return Problem.rule(
                "/" + field,
                "DEBIT_DAY_INVALID",
                field
                        + " must be 1-28, or LAST for the last day of the month: not every month has a 29th, 30th and 31st.");
    }
}
