package no.grend.member.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import no.grend.member.internal.FrozenDays.Span;
import no.grend.member.internal.store.StoppingTerms;
import org.junit.jupiter.api.Test;

/** Notice period and binding time, worked out (S1-08). */
class EarliestEndTest {

    private static final LocalDate FIRST = LocalDate.of(2019, 1, 1);

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static StoppingTerms terms(int notice, boolean toMonthEnd, int binding) {
        return new StoppingTerms(FIRST, notice, toMonthEnd, binding);
    }

    private static LocalDate end(StoppingTerms terms, String begins, String given) {
        return EarliestEnd.of(terms, day(begins), FrozenDays.NONE, day(given)).day();
    }

    @Test
    void monthsAreTheCalendars() {
        assertThat(end(StoppingTerms.NONE, "2026-01-01", "2026-11-21")).isEqualTo("2026-11-21");
        assertThat(end(terms(1, false, 0), "2026-01-01", "2026-11-21")).isEqualTo("2026-12-21");
        assertThat(end(terms(1, false, 0), "2026-01-01", "2027-01-31")).isEqualTo("2027-02-28");
        assertThat(end(terms(1, false, 0), "2026-01-01", "2028-01-31"))
                .as("leap year")
                .isEqualTo("2028-02-29");
        assertThat(end(terms(1, true, 0), "2026-01-01", "2026-11-01")).isEqualTo("2026-12-31");
        assertThat(end(terms(1, true, 0), "2026-01-01", "2026-11-30")).isEqualTo("2026-12-31");
        assertThat(end(terms(1, true, 0), "2026-01-01", "2027-01-31")).isEqualTo("2027-02-28");
        assertThat(end(terms(0, true, 0), "2026-01-01", "2028-02-01")).isEqualTo("2028-02-29");
    }

    @Test
    void theLaterOfNoticeAndBindingCounts() {
        assertThat(end(terms(1, true, 12), "2026-02-15", "2026-11-21")).isEqualTo("2027-02-14");
        assertThat(end(terms(3, true, 12), "2026-02-15", "2026-11-21")).isEqualTo("2027-02-28");
        assertThat(end(terms(0, false, 12), "2024-02-29", "2025-02-01")).isEqualTo("2025-02-27");
        EarliestEnd over = EarliestEnd.of(terms(0, false, 12), day("2025-01-01"), FrozenDays.NONE, day("2026-11-21"));
        assertThat(over).isEqualTo(new EarliestEnd(null, null, day("2026-11-21")));
    }

    /** S1-07. */
    @Test
    void aFreezeMovesTheBindingTimeAndNotTheNotice() {
        FrozenDays frozen = new FrozenDays(List.of(new Span(day("2026-06-01"), day("2026-06-30"), day("2027-01-01"))));

        EarliestEnd end = EarliestEnd.of(terms(1, false, 12), day("2026-01-01"), frozen, day("2026-11-21"));

        assertThat(end).isEqualTo(new EarliestEnd(day("2026-12-21"), day("2027-01-30"), day("2027-01-30")));
    }

    @Property
    void noticeIsNeverShorterThanItsMonthsNorLongerThanOneMore(
            @ForAll @IntRange(max = 20_000) int daysOn,
            @ForAll @IntRange(max = 3) int notice,
            @ForAll boolean toMonthEnd) {
        LocalDate given = FIRST.plusDays(daysOn);

        LocalDate end = EarliestEnd.of(terms(notice, toMonthEnd, 0), FIRST, FrozenDays.NONE, given)
                .day();

        YearMonth month = YearMonth.from(given).plusMonths(notice);
        assertThat(YearMonth.from(end)).isEqualTo(month);
        assertThat(end).isAfterOrEqualTo(given.plusMonths(notice));
        if (toMonthEnd) {
            assertThat(end).isEqualTo(month.atEndOfMonth());
        } else {
            assertThat(end.getDayOfMonth()).isEqualTo(Math.min(given.getDayOfMonth(), month.lengthOfMonth()));
        }
    }

    @Property
    void whoeverGivesNoticeLaterNeverEndsEarlier(
            @ForAll @IntRange(max = 2_000) int daysOn,
            @ForAll @IntRange(max = 3) int notice,
            @ForAll boolean toMonthEnd,
            @ForAll @IntRange(max = 12) int binding) {
        StoppingTerms terms = terms(notice, toMonthEnd, binding);
        LocalDate given = FIRST.plusDays(daysOn);

        LocalDate end = EarliestEnd.of(terms, FIRST, FrozenDays.NONE, given).day();

        assertThat(end).isAfterOrEqualTo(given);
        assertThat(end).isAfterOrEqualTo(FIRST.plusMonths(binding).minusDays(1));
        assertThat(EarliestEnd.of(terms, FIRST, FrozenDays.NONE, given.plusDays(1))
                        .day())
                .isAfterOrEqualTo(end);
    }
}
