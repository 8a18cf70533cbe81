package no.grend.simulation;

import java.math.BigInteger;
import java.time.LocalDate;

/**
 * Which letters an unpaid invoice must have had, and what each may cost, reckoned day by day from the law and the usual
 * routine (docs/modules/dunning.md): a reminder 14 days after the due date, a collection notice when its deadline has been
 * over for three days, each with a fee, the latter with late interest.
 */
final class Reminders {

    /** The interest rates that the club knows, as it writes them in its configuration; in force from their first day. */
    static final String[] RATES = {
        "interest.2027-01-01 = 12.50 | FOR-2026-12-18-1",
        "interest.2027-07-01 = 11.75 | FOR-2027-06-25-1",
        "interest.2028-01-01 = 12.00 | FOR-2027-12-17-1"
    };

    /** A twentieth of 750 kroner, rounded to whole kroner. */
    private static final long FEE = 3_800;

    private static final int GRACE = 14;
    private static final int DEADLINE = 14;
    private static final int WAIT = 3;

    private final Bill bill;
    private LocalDate deadline;
    private int letters;
    private long charged;
    private boolean disputed;

    Reminders(Bill bill) {
        this.bill = bill;
    }

    /** A letter. @param number 1 for the reminder, 2 for the collection notice */
    record Letter(int number, long fee, long interest) {}

    long charged() {
        return charged;
    }

    /** The payer objects, or does so no more. */
    void disputed(boolean objects) {
        disputed = objects;
    }

    boolean isDisputed() {
        return disputed;
    }

    /** The letter of this day; null when there is none. */
    Letter on(LocalDate today) {
        if (bill.principalOpen() == 0 || disputed || letters == 2 || today.isBefore(next())) {
            return null;
        }
        letters++;
        deadline = today.plusDays(DEADLINE);
        Letter letter = new Letter(letters, FEE, letters == 2 ? interest(today) : 0);
        charged += letter.fee() + letter.interest();
        return letter;
    }

    private LocalDate next() {
        return letters == 0 ? bill.due.plusDays(GRACE) : deadline.plusDays(WAIT);
    }

    /** On the principal as it stands, from the day after the due date, rounded down to whole øre. */
    private long interest(LocalDate until) {
        BigInteger parts = BigInteger.ZERO;
        for (LocalDate day = bill.due.plusDays(1); !day.isAfter(until); day = day.plusDays(1)) {
            // Of an øre: a day is one of 365 or of 366, and both must be whole.
            long each = rate(day) * (day.isLeapYear() ? 365 : 366);
            parts = parts.add(BigInteger.valueOf(bill.principalOpen()).multiply(BigInteger.valueOf(each)));
        }
        return parts.divide(BigInteger.valueOf(10_000L * 365 * 366)).longValueExact();
    }

    /** In hundredths of a percent. */
    private static long rate(LocalDate day) {
        if (day.getYear() == 2026) {
            return 1225;
        }
        return day.getYear() == 2028 ? 1200 : day.getMonthValue() < 7 ? 1250 : 1175;
    }
}
