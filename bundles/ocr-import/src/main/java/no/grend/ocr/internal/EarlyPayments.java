package no.grend.ocr.internal;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Payments that settle later than today. A bank tells of what has been, so either the file or this machine's clock is
 * wrong; the money is posted all the same. For one reading, on one thread.
 */
final class EarlyPayments {

    private final LocalDate today;
    private long count;
    private long firstLine;
    private LocalDate firstDate;

    EarlyPayments(LocalDate today) {
        this.today = today;
    }

    void note(long line, LocalDate settledOn) {
        if (settledOn.isAfter(today)) {
            if (count == 0) {
                firstLine = line;
                firstDate = settledOn;
            }
            count++;
        }
    }

    /** Words for staff; empty when there are none. */
    Optional<String> warning() {
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(
                "Line " + firstLine + ": The settlement date " + firstDate + " lies ahead; today is " + today + "."
                        + (count == 1 ? "" : " So it is with " + count + " payments.")
                        + " They are posted; see that the file is the right one and that this machine's date is right.");
    }
}
