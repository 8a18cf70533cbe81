package no.grend.dunning.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import no.grend.dunning.internal.rules.LateInterest.Line;
import no.grend.dunning.internal.rules.LateInterest.Owed;
import no.grend.kernel.Ore;
import org.junit.jupiter.api.Test;

class LateInterestTest {

    /** The rates that come with Grend, and made-up ones around a leap year. */
    private static final RuleBook BOOK = RuleText.with(List.of(
            "interest.2027-01-01 = 8.00 | made up",
            "interest.2027-07-01 = 8.00 | made up",
            "interest.2028-01-01 = 12.50 | made up",
            "interest.2028-07-01 = 12.50 | made up"));

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static LateInterest on(long ore, String from) {
        return new LateInterest(BOOK, day(from), List.of(new Owed(day(from), Ore.of(ore))));
    }

    /** kr 1 000 for 15 days at 12.00 % and 15 at 12.25 %: 493.15 + 503.42 øre, by hand. */
    @Test
    void isSplitWhereTheRateChanges() {
        LateInterest interest = on(100_000, "2026-06-15");

        assertThat(interest.until(day("2026-07-15"))).isEqualTo(Ore.of(996));
        List<Line> lines = interest.lines(day("2026-06-15"), day("2026-07-15"));
        assertThat(lines).extracting(Line::days).containsExactly(15, 15);
        assertThat(lines).extracting(line -> line.rate().hundredths()).containsExactly(1200, 1225);
        assertThat(lines).extracting(Line::until).containsExactly(day("2026-06-30"), day("2026-07-15"));
        assertThat(lines).extracting(Line::amount).containsExactly(Ore.of(493), Ore.of(503));
    }

    /** A year of 365 days and one of 366 both bear the yearly rate, to the øre (the same rate in both halves). */
    @Test
    void aWholeYearBearsTheYearlyRate() {
        assertThat(on(100_000, "2027-12-31").until(day("2028-12-31"))).isEqualTo(Ore.of(12_500));
        assertThat(on(100_000, "2026-12-31").until(day("2027-12-31"))).isEqualTo(Ore.of(8_000));
    }

    /** kr 500, 29 February included: 60 days of 366 at 12.50 % are 1024.59 øre; of 365 they would have been 1027.40. */
    @Test
    void aDayOfALeapYearIsOneInThreeHundredAndSixtySix() {
        assertThat(on(50_000, "2027-12-31").until(day("2028-02-29"))).isEqualTo(Ore.of(1_024));
    }

    /** kr 1 000 until half is paid on 10 March: 69 days of kr 1 000 and 21 of kr 500 at 12 %: 2268.49 + 345.20 øre. */
    @Test
    void aPaymentEndsASegmentWithTheDayItCame() {
        LateInterest interest = new LateInterest(
                BOOK,
                day("2025-12-31"),
                List.of(new Owed(day("2025-12-01"), Ore.of(100_000)), new Owed(day("2026-03-10"), Ore.of(50_000))));

        List<Line> lines = interest.lines(day("2025-12-31"), day("2026-03-31"));

        assertThat(lines).extracting(Line::days).containsExactly(69, 21);
        assertThat(interest.until(day("2026-03-31"))).isEqualTo(Ore.of(2_613));
        assertThat(lines).extracting(Line::amount).containsExactly(Ore.of(2_268), Ore.of(345));
    }

    @Test
    void theDueDateBearsNoneAndNobodyIsAskedBeforeIt() {
        LateInterest interest = on(100_000_000, "2026-03-01");

        assertThat(interest.until(day("2026-03-01"))).isEqualTo(Ore.ZERO);
        assertThat(interest.until(day("2026-02-01"))).isEqualTo(Ore.ZERO);
        assertThat(interest.until(day("2026-03-02"))).isEqualTo(Ore.of(32_876));
    }

    /** Due in 2025, whose rates are not among ours: only the days of 2026 bear interest, and the gap is told. */
    @Test
    void daysBeforeTheFirstRateBearNone() {
        LateInterest interest = on(100_000, "2025-11-30");

        assertThat(interest.until(day("2026-01-31")))
                .isEqualTo(on(100_000, "2025-12-31").until(day("2026-01-31")));
        assertThat(interest.unknownRates(day("2026-01-31"))).containsExactly(day("2025-07-01"));
    }

    /** The rate of 2027 is not known: its days wait, and come with the first sum after it is. */
    @Test
    void aRateThatIsNotKnownIsNotGuessed() {
        LateInterest waiting = new LateInterest(
                RuleText.standard(), day("2026-12-15"), List.of(new Owed(day("2026-12-15"), Ore.of(100_000))));
        LateInterest known = new LateInterest(
                RuleText.with(List.of("interest.2027-01-01 = 10.00 | FOR-2026-12-18-1")),
                day("2026-12-15"),
                List.of(new Owed(day("2026-12-15"), Ore.of(100_000))));

        assertThat(waiting.unknownRates(day("2027-01-31"))).containsExactly(day("2027-01-01"));
        assertThat(waiting.until(day("2027-01-31"))).isEqualTo(waiting.until(day("2026-12-31")));
        assertThat(known.unknownRates(day("2027-01-31"))).isEmpty();
        assertThat(known.until(day("2027-01-31"))).isGreaterThan(waiting.until(day("2027-01-31")));
    }
}
