package no.grend.dunning.internal.rules;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import no.grend.kernel.Ore;

/**
 * Late interest («forsinkelsesrente») on one invoice: simple interest on the principal alone, never on fees or interest.
 *
 * <p>The day it runs from bears none, the day of payment does. It is split at 1 January and 1 July, where the rate changes,
 * and at every payment. A day bears 1/365 of the yearly rate, in a leap year 1/366: the rate is one of a calendar year, as we
 * read it, and no source at hand says otherwise. Fractions are kept exactly; what has run up since the beginning is rounded
 * down to whole øre, and a line is the difference between two such sums, so that lines always add up to the whole.
 *
 * <p>Days of a half-year whose rate is not known bear nothing until it is. Immutable and safe between threads.
 */
public final class LateInterest {

    private static final int COMMON_YEAR = 365;
    private static final int LEAP_YEAR = 366;
    private static final long WHOLE = 10_000;

    /** Every segment's fraction is a whole number of these. */
    private static final BigInteger UNIT = BigInteger.valueOf(WHOLE * COMMON_YEAR * LEAP_YEAR);

    private final RuleBook book;
    private final LocalDate from;
    private final List<Owed> owed;

    /**
     * @param from the day after which it runs
     * @param owed the principal and how it changed, oldest first; the first holds from the beginning
     */
    public LateInterest(RuleBook book, LocalDate from, List<Owed> owed) {
        this.book = book;
        this.from = from;
        this.owed = List.copyOf(owed);
    }

    /** What was owed when this day had passed. */
    public record Owed(LocalDate after, Ore principal) {}

    /**
     * The interest of some days with one principal and one rate.
     *
     * @param after the last day that is not among them
     * @param until the last of them
     */
    public record Line(
            LocalDate after, LocalDate until, Ore principal, InterestRate rate, int days, int daysInYear, Ore amount) {}

    /** What has run up until and with a day, rounded down to whole øre. */
    public Ore until(LocalDate day) {
        return rounded(exact(from, day));
    }

    /** The lines for the days after one day until and with another; those that come to nothing are left out. */
    public List<Line> lines(LocalDate after, LocalDate until) {
        List<Line> lines = new ArrayList<>();
        LocalDate start = later(after, from);
        BigInteger sum = exact(from, start);
        for (LocalDate end : ends(start, until)) {
            Optional<InterestRate> rate = book.rateOn(end);
            BigInteger through = sum.add(segment(start, end));
            Ore amount = rounded(through).minus(rounded(sum));
            if (rate.isPresent() && !amount.isZero()) {
                int days = (int) ChronoUnit.DAYS.between(start, end);
                lines.add(new Line(start, end, principal(start), rate.get(), days, end.lengthOfYear(), amount));
            }
            sum = through;
            start = end;
        }
        return List.copyOf(lines);
    }

    /** The half-years until a day whose rate is not known, by their first days. */
    public List<LocalDate> unknownRates(LocalDate until) {
        return ends(from, until).stream()
                .filter(end -> book.rateOn(end).isEmpty())
                .map(InterestRate::halfYear)
                .distinct()
                .toList();
    }

    /** In parts of {@link #UNIT}: exact, so that a period is the sum of its parts. */
    BigInteger exact(LocalDate after, LocalDate until) {
        BigInteger sum = BigInteger.ZERO;
        LocalDate start = later(after, from);
        for (LocalDate end : ends(start, until)) {
            sum = sum.add(segment(start, end));
            start = end;
        }
        return sum;
    }

    /** A segment lies in one half-year, so also in one year. */
    private BigInteger segment(LocalDate start, LocalDate end) {
        return book.rateOn(end)
                .map(rate -> BigInteger.valueOf(principal(start).value())
                        .multiply(BigInteger.valueOf(rate.hundredths()))
                        .multiply(BigInteger.valueOf(ChronoUnit.DAYS.between(start, end)))
                        .multiply(BigInteger.valueOf(end.isLeapYear() ? COMMON_YEAR : LEAP_YEAR)))
                .orElse(BigInteger.ZERO);
    }

    /** The last days of the segments: half-years and payments end one. */
    private SortedSet<LocalDate> ends(LocalDate start, LocalDate until) {
        SortedSet<LocalDate> ends = new TreeSet<>();
        if (!start.isBefore(until)) {
            return ends;
        }
        ends.add(until);
        LocalDate last = InterestRate.nextHalfYear(start.plusDays(1)).minusDays(1);
        while (last.isBefore(until)) {
            ends.add(last);
            last = InterestRate.nextHalfYear(last.plusDays(1)).minusDays(1);
        }
        owed.stream()
                .map(Owed::after)
                .filter(day -> day.isAfter(start) && day.isBefore(until))
                .forEach(ends::add);
        return ends;
    }

    private Ore principal(LocalDate after) {
        Ore found = owed.isEmpty() ? Ore.ZERO : owed.get(0).principal();
        for (Owed change : owed) {
            if (!change.after().isAfter(after)) {
                found = change.principal();
            }
        }
        return found.isNegative() ? Ore.ZERO : found;
    }

    private static Ore rounded(BigInteger exact) {
        return Ore.of(exact.divide(UNIT).longValueExact());
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
