package no.grend.member.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import no.grend.member.internal.FrozenDays.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrozenDaysTest {

    private static LocalDate day(String text) {
        return LocalDate.parse("2026-" + text);
    }

    /** A period from 15 July until 14 August; the freeze; the first day of the next period. */
    @ParameterizedTest
    @CsvSource({
        "07-20, 07-29, 08-25",
        "08-10, 09-09, 09-15",
        "08-14, 08-14, 08-16",
        "08-15, 09-14, 09-15",
        "08-16, 09-14, 08-15",
        "07-01, 07-14, 08-15",
        "07-15, 08-14, 09-15",
        "07-10, 07-20, 08-21",
    })
    void noFrozenDayOfThePeriodIsLost(String first, String last, String next) {
        FrozenDays frozen = new FrozenDays(List.of(new Span(day(first), day(last), null)));

        assertThat(frozen.next(day("07-15"), day("08-15"))).isEqualTo(day(next));
    }

    /** Made when the period from 15 July was invoiced already, until 14 August. */
    @ParameterizedTest
    @CsvSource({
        "06-20, 06-29, 08-25",
        "07-14, 07-14, 08-16",
        "07-10, 07-20, 08-26",
        "07-10, 08-20, 09-26",
        "08-20, 08-29, 08-15",
    })
    void whatIsFrozenOfAnEarlierPeriodMakesTheLastOneInvoicedLonger(String first, String last, String next) {
        FrozenDays frozen = new FrozenDays(List.of(new Span(day(first), day(last), day("07-15"))));

        assertThat(frozen.next(day("07-15"), day("08-15"))).isEqualTo(day(next));
    }

    @Test
    void theyDoNotMakeTheOneAfterItLongerToo() {
        FrozenDays frozen = new FrozenDays(List.of(new Span(day("06-20"), day("06-29"), day("07-15"))));

        assertThat(frozen.next(day("08-25"), day("09-15"))).isEqualTo(day("09-15"));
    }

    @Test
    void whatNeverGoesOnDoesNot() {
        assertThat(new FrozenDays(List.of(new Span(day("01-01"), day("01-31"), null))).next(day("01-01"), null))
                .isNull();
    }

    @Test
    void asManyDaysAreUsedAsArePaidForWhateverIsFrozen() {
        Random random = new Random(20261126);
        for (int i = 0; i < 2_000; i++) {
            LocalDate start = day("01-01").plusDays(random.nextInt(300));
            int paid = 1 + random.nextInt(120);
            LocalDate first = start.plusDays(random.nextInt(150) - 20);
            Span one = new Span(first, first.plusDays(random.nextInt(60)), null);
            LocalDate second = one.last().plusDays(1 + random.nextInt(60));
            Span two = new Span(second, second.plusDays(random.nextInt(60)), null);
            FrozenDays frozen = new FrozenDays(List.of(two, one));

            LocalDate next = frozen.next(start, start.plusDays(paid));

            assertThat(isFrozen(next, one, two)).isFalse();
            assertThat(start.datesUntil(next)
                            .filter(day -> !isFrozen(day, one, two))
                            .count())
                    .as("%s days from %s with %s and %s", paid, start, one, two)
                    .isEqualTo(paid);
        }
    }

    private static boolean isFrozen(LocalDate day, Span... spans) {
        for (Span span : spans) {
            if (!day.isBefore(span.first()) && !day.isAfter(span.last())) {
                return true;
            }
        }
        return false;
    }
}
