package no.grend.agreement.internal.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import no.grend.agreement.DebitDay;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.kernel.Problem;

/** Debit days in every month (S0-31, S0-35), and which debit dates can still be told of. */
class DebitDatesTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    @Property
    void everyMonthOfTheSeriesIsDebitedOnceOnItsDay(
            @ForAll @IntRange(min = 1, max = 29) int number,
            @ForAll Every every,
            @ForAll @IntRange(max = 4_000) int days) {
        DebitDay day = number == 29 ? DebitDay.LAST : new DebitDay(number);
        LocalDate from = FIRST.plusDays(days);
        DebitDates dates = new DebitDates(YearMonth.of(2026, 5), every, day);

        LocalDate debit = dates.onOrAfter(from);

        assertThat(debit)
                .isAfterOrEqualTo(from)
                .isBefore(from.plusMonths(every.months()).plusDays(31));
        for (int count = 0; count < 30; count++) {
            assertThat(debit).isEqualTo(day.in(YearMonth.from(debit)));
            assertThat(debit.getDayOfMonth()).isEqualTo(day == DebitDay.LAST ? debit.lengthOfMonth() : number);
            assertThat(Math.floorMod(ChronoUnit.MONTHS.between(YearMonth.of(2026, 5), YearMonth.from(debit)), (long)
                            every.months()))
                    .isZero();
            LocalDate next = dates.after(debit);
            assertThat(YearMonth.from(next)).isEqualTo(YearMonth.from(debit).plusMonths(every.months()));
            assertThat(dates.onOrAfter(debit.plusDays(1))).isEqualTo(next);
            debit = next;
        }
    }

    @Property
    void theLastDayOfFebruaryIsTheLastInLeapYearsToo(@ForAll @IntRange(min = 1900, max = 2400) int year) {
        YearMonth february = YearMonth.of(year, 2);
        assertThat(DebitDay.LAST.in(february).plusDays(1)).isEqualTo(LocalDate.of(year, 3, 1));
        assertThat(new DebitDay(28).in(february)).isEqualTo(LocalDate.of(year, 2, 28));
    }

    @Property
    void whatIsMadeInItsTimeIsInTime(
            @ForAll @IntRange(max = 4_000) int days,
            @ForAll @IntRange(min = 10, max = 60) int ahead,
            @ForAll @IntRange(max = 20) int toSend,
            @ForAll boolean bankTells,
            @ForAll CollectedBy collection) {
        Lead lead = new Lead(ahead, bankTells, toSend);
        LocalDate today = FIRST.plusDays(days);
        LocalDate debit = today.plusDays(40);

        assertThat(lead.madeOn(debit, collection)).isBeforeOrEqualTo(lead.lastDay(debit, collection));
        assertThat(lead.lastDay(debit, collection)).isBeforeOrEqualTo(debit.minusDays(Lead.LEAST_DAYS));
        assertThat(lead.madeOn(debit.plusDays(1), collection)).isAfterOrEqualTo(lead.madeOn(debit, collection));
        LocalDate reach = lead.reach(today, collection);
        assertThat(lead.madeOn(reach, collection)).isBeforeOrEqualTo(today);
        assertThat(lead.madeOn(reach.plusDays(1), collection)).isAfter(today);
        LocalDate inTime = lead.firstInTime(today, collection);
        assertThat(lead.lastDay(inTime, collection)).isAfterOrEqualTo(today);
        assertThat(lead.lastDay(inTime.minusDays(1), collection)).isBefore(today);
        assertThat(lead.firstFree(today, collection)).isAfterOrEqualTo(inTime);
    }

    @Example
    void theBanksDeadlineDecidesWhenBanksTell() {
        Lead lead = new Lead(14, true, 7);
        LocalDate january20 = LocalDate.of(2027, 1, 20);

        // S4-21: the last banking day of December for the 15th of January to the 14th of February.
        assertThat(lead.lastDay(january20, CollectedBy.AVTALEGIRO)).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(lead.lastDay(LocalDate.of(2027, 2, 14), CollectedBy.AVTALEGIRO))
                .isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(lead.madeOn(january20, CollectedBy.AVTALEGIRO)).isEqualTo(LocalDate.of(2026, 12, 24));
        assertThat(lead.madeOn(january20, CollectedBy.INVOICE)).isEqualTo(LocalDate.of(2027, 1, 6));
        assertThat(new Lead(14, false, 7).madeOn(january20, CollectedBy.AVTALEGIRO))
                .isEqualTo(LocalDate.of(2027, 1, 6));
    }

    @Property
    void otherDaysAreRefusedInWords(@ForAll @IntRange(min = -40, max = 400) int number) {
        if (number >= 1 && number <= 28) {
            assertThat(DebitDay.parse("debitDay", Integer.toString(number)).number())
                    .isEqualTo(number);
        } else {
            assertThatThrownBy(() -> DebitDay.parse("debitDay", Integer.toString(number)))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("1-28, or LAST");
        }
    }
}
