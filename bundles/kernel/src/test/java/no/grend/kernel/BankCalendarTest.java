package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankCalendarTest {

    private final BankCalendar calendar = BankCalendar.NORWEGIAN;

    /** The calendar's own questions must be enough to answer every deadline rule (bank-files 7). */
    @ParameterizedTest
    @CsvSource({
        "2027-01-15, 2027-01-15, 2026-12-31, 2027-01-06, 2027-01-11, 2027-01-14",
        "2027-02-14, 2027-02-15, 2026-12-31, 2027-02-05, 2027-02-09, 2027-02-12",
        "2027-02-15, 2027-02-15, 2027-01-29, 2027-02-05, 2027-02-09, 2027-02-12",
        "2027-03-31, 2027-03-31, 2027-02-26, 2027-03-22, 2027-03-22, 2027-03-30",
        "2027-05-31, 2027-05-31, 2027-04-30, 2027-05-21, 2027-05-25, 2027-05-28",
        "2027-03-14, 2027-03-15, 2027-01-29, 2027-03-05, 2027-03-09, 2027-03-12",
        "2027-03-29, 2027-03-30, 2027-02-26, 2027-03-19, 2027-03-19, 2027-03-24",
        "2027-05-18, 2027-05-18, 2027-04-30, 2027-05-07, 2027-05-11, 2027-05-14",
        "2027-01-04, 2027-01-04, 2026-11-30, 2026-12-23, 2026-12-28, 2026-12-31",
        "2026-12-28, 2026-12-28, 2026-11-30, 2026-12-18, 2026-12-18, 2026-12-23",
        "2028-02-29, 2028-02-29, 2028-01-31, 2028-02-18, 2028-02-23, 2028-02-28",
        "2027-08-01, 2027-08-02, 2027-06-30, 2027-07-23, 2027-07-27, 2027-07-30",
        "2023-05-12, 2023-05-12, 2023-03-31, 2023-05-03, 2023-05-08, 2023-05-11",
        "2023-05-05, 2023-05-05, 2023-03-31, 2023-04-26, 2023-04-28, 2023-05-04",
        "2027-01-01, 2027-01-04, 2026-11-30, 2026-12-23, 2026-12-28, 2026-12-31"
    })
    void servesTheDeadlines(
            LocalDate due,
            LocalDate debited,
            LocalDate bankNotified,
            LocalDate nineCalendarDays,
            LocalDate fourBankingDays,
            LocalDate cancelled) {
        YearMonth month = YearMonth.from(due).minusMonths(due.getDayOfMonth() >= 15 ? 1 : 2);
        assertThat(calendar.onOrAfter(due)).isEqualTo(debited);
        assertThat(calendar.lastOf(month)).isEqualTo(bankNotified);
        assertThat(calendar.onOrBefore(due.minusDays(9))).isEqualTo(nineCalendarDays);
        assertThat(calendar.minus(due, 4)).isEqualTo(fourBankingDays);
        assertThat(calendar.before(due)).isEqualTo(cancelled);
    }

    @Test
    void knowsTheHolidaysOf2027() {
        assertThat(calendar.closedDays(2027))
                .map(LocalDate::toString)
                .containsExactly(
                        "2027-01-01",
                        "2027-03-25",
                        "2027-03-26",
                        "2027-03-28",
                        "2027-03-29",
                        "2027-05-01",
                        "2027-05-06",
                        "2027-05-16",
                        "2027-05-17",
                        "2027-12-24",
                        "2027-12-25",
                        "2027-12-26");
        assertThat(calendar.closedDays(2027)).noneMatch(calendar::isBankingDay);
    }

    @ParameterizedTest
    @CsvSource({"2000-04-23", "2008-03-23", "2011-04-24", "2026-04-05", "2027-03-28", "2038-04-25", "2285-03-22"})
    void findsEaster(LocalDate easter) {
        assertThat(BankCalendar.easter(easter.getYear())).isEqualTo(easter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-23", "2026-12-28", "2026-12-31", "2027-03-24", "2027-03-30", "2027-05-18"})
    void isOpenOnOrdinaryWeekdays(LocalDate day) {
        assertThat(calendar.isBankingDay(day)).isTrue();
    }

    @Test
    void takesTheFixedClosedDaysAsGiven() {
        LocalDate newYearsEve = LocalDate.of(2026, 12, 31);
        BankCalendar other = new BankCalendar(Set.of(MonthDay.of(12, 31)));
        assertThat(other.isBankingDay(newYearsEve)).isFalse();
        assertThat(other.isBankingDay(LocalDate.of(2026, 12, 24))).isTrue();
    }

    @Test
    void countsForwardOverHolidays() {
        assertThat(calendar.plus(LocalDate.of(2026, 12, 23), 2)).isEqualTo(LocalDate.of(2026, 12, 29));
        assertThat(calendar.after(LocalDate.of(2027, 3, 24))).isEqualTo(LocalDate.of(2027, 3, 30));
        assertThat(calendar.plus(LocalDate.of(2026, 12, 24), 0)).isEqualTo(LocalDate.of(2026, 12, 24));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-24, false",
        "2026-12-31, false",
        "2026-12-25, true",
        "2027-05-17, true",
        "2027-03-25, true",
        "2027-03-27, false",
        "2027-03-14, false"
    })
    void publicHolidaysAreNotTheDaysOnWhichBanksAreClosed(LocalDate day, boolean holiday) {
        assertThat(BankCalendar.isPublicHoliday(day)).isEqualTo(holiday);
    }
}
