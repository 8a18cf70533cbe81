package no.grend.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The day of the month on which new memberships are invoiced («standard faktureringsdag», S2-40): 1-28, so that every month
 * has it, or 0 for none. Pure.
 *
 * <p>The next billing date is always later than the day one asks on: whoever joins on the billing day itself is invoiced a
 * month later (S2-43). The day's run may have been made already, and two who join on one day shall be treated alike.
 */
public record BillingDay(int day) {

    /** The last day that every month has. */
    public static final int LAST = 28;

    /** @throws IllegalArgumentException when it is neither 0 nor 1-28 */
    public BillingDay {
        if (!isValid(day)) {
            throw new IllegalArgumentException("A billing day is 1-28, or 0 for none");
        }
    }

    public static boolean isValid(int day) {
        return day >= 0 && day <= LAST;
    }

    /** Whether there is none: what is due is invoiced at once. */
    public boolean isNone() {
        return day == 0;
    }

    /** The first billing date later than a day; empty when there is no billing day. */
    public Optional<LocalDate> after(LocalDate today) {
        if (isNone()) {
            return Optional.empty();
        }
        LocalDate thisMonth = today.withDayOfMonth(day);
        return Optional.of(thisMonth.isAfter(today) ? thisMonth : thisMonth.plusMonths(1));
    }

    /** So many billing dates later than a day, in order; none when there is no billing day. */
    public List<LocalDate> after(LocalDate today, int count) {
        return after(today)
                .map(first -> Stream.iterate(first, date -> date.plusMonths(1))
                        .limit(count)
                        .toList())
                .orElse(List.of());
    }
}
