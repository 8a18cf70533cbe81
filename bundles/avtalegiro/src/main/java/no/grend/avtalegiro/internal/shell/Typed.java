package no.grend.avtalegiro.internal.shell;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import no.grend.ledger.spi.Collector.Notice;

/** Reads what an operator typed, and says in words what is wrong with it. */
final class Typed {

    private Typed() {}

    static LocalDate date(String option, String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    option + " is a date such as 2027-01-15, year first, and not \"" + text + "\".", e);
        }
    }

    static Notice notice(String option, String text) {
        for (Notice notice : Notice.values()) {
            if (notice.name().equals(text.strip().toUpperCase(Locale.ROOT))) {
                return notice;
            }
        }
        throw new IllegalArgumentException(option
                + " is BANK (the bank tells the payer) or SELF (the organisation does), and not \"" + text + "\".");
    }

    static int number(String argument, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    argument + " is a whole number such as 42, and not \"" + text + "\".", e);
        }
    }
}
