package no.grend.kernel;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.Set;
import java.util.TreeSet;

/**
 * Norwegian banking days («virkedager», bank-files 7.5).
 *
 * <p>Closed: Saturdays, Sundays, the public holidays, and the fixed days that the bank network adds, which the public
 * holiday lists do not have (24 December). Immutable and safe between threads.
 */
public final class BankCalendar {

    /** As in the settlement calendars of Norges Bank: 24 December is closed, 31 December is open. */
    public static final BankCalendar NORWEGIAN = new BankCalendar(Set.of(MonthDay.of(12, 24)));

    private static final Set<MonthDay> FIXED_HOLIDAYS =
            Set.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(5, 17), MonthDay.of(12, 25), MonthDay.of(12, 26));

    /** Maundy Thursday, Good Friday, Easter Day and Monday, Ascension Day, Whit Sunday and Monday, from Easter Day. */
    private static final Set<Integer> AROUND_EASTER = Set.of(-3, -2, 0, 1, 39, 49, 50);

    private final Set<MonthDay> alsoClosed;

    /** A calendar with these days closed beside weekends and public holidays. */
    public BankCalendar(Set<MonthDay> alsoClosed) {
        this.alsoClosed = Set.copyOf(alsoClosed);
    }

    /** Whether banks settle payments on that day. */
    public boolean isBankingDay(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        return weekday != DayOfWeek.SATURDAY
                && weekday != DayOfWeek.SUNDAY
                && !isPublicHoliday(day)
                && !alsoClosed.contains(MonthDay.from(day));
    }

    /** That day when it is a banking day, else the first one after: when a claim due then is really debited. */
    public LocalDate onOrAfter(LocalDate day) {
        LocalDate found = day;
        while (!isBankingDay(found)) {
            found = found.plusDays(1);
        }
        return found;
    }

    /** That day when it is a banking day, else the last one before. */
    public LocalDate onOrBefore(LocalDate day) {
        LocalDate found = day;
        while (!isBankingDay(found)) {
            found = found.minusDays(1);
        }
        return found;
    }

    /** The next banking day, never the day itself. */
    public LocalDate after(LocalDate day) {
        return onOrAfter(day.plusDays(1));
    }

    /** The previous banking day, never the day itself. */
    public LocalDate before(LocalDate day) {
        return onOrBefore(day.minusDays(1));
    }

    /** The last banking day of a month. */
    public LocalDate lastOf(YearMonth month) {
        return onOrBefore(month.atEndOfMonth());
    }

    /**
     * The banking day that lies so many banking days before, the day itself not counted.
     *
     * @param count 0 or more; 0 gives the day itself
     */
    public LocalDate minus(LocalDate day, int count) {
        LocalDate found = day;
        for (int i = 0; i < count; i++) {
            found = before(found);
        }
        return found;
    }

    /** The banking day that lies so many banking days after, the day itself not counted; 0 gives the day itself. */
    public LocalDate plus(LocalDate day, int count) {
        LocalDate found = day;
        for (int i = 0; i < count; i++) {
            found = after(found);
        }
        return found;
    }

    /** The year's closed days apart from ordinary weekends, in order; some of them fall on a weekend. */
    public Set<LocalDate> closedDays(int year) {
        Set<LocalDate> days = new TreeSet<>();
        FIXED_HOLIDAYS.forEach(day -> days.add(day.atYear(year)));
        alsoClosed.forEach(day -> days.add(day.atYear(year)));
        LocalDate easter = easter(year);
        AROUND_EASTER.forEach(offset -> days.add(easter.plusDays(offset)));
        return days;
    }

    /**
     * Whether it is a public holiday by law («helligdag»), or 1 or 17 May; ordinary Sundays are not counted. 24 and 31 December are
     * none, whatever banks do then (helligdagsfredloven § 2; lov om 1 og 17 mai som høgtidsdagar).
     */
    public static boolean isPublicHoliday(LocalDate day) {
        long offset = day.toEpochDay() - easter(day.getYear()).toEpochDay();
        return FIXED_HOLIDAYS.contains(MonthDay.from(day)) || AROUND_EASTER.contains((int) offset);
    }

    /** Easter Day by the anonymous Gregorian computus (Meeus, Jones, Butcher). */
    static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int inCentury = year % 100;
        int correction = (century - (century + 8) / 25 + 1) / 3;
        int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (inCentury / 4) - epact - inCentury % 4) % 7;
        int late = (golden + 11 * epact + 22 * weekday) / 451;
        int sum = epact + weekday - 7 * late + 114;
        return LocalDate.of(year, sum / 31, sum % 31 + 1);
    }
}
