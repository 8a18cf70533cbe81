package no.grend.dunning.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import no.grend.dunning.internal.rules.LateInterest.Line;
import no.grend.dunning.internal.rules.LateInterest.Owed;
import no.grend.kernel.Ore;

/** What holds of late interest whatever the amount and the days. */
class LateInterestLawTest {

    private static final LocalDate BEGIN = LocalDate.of(2026, 1, 1);

    /** Our rates, and made-up ones that rise and fall for the years after, a leap year among them. */
    private static final RuleBook BOOK = RuleText.with(IntStream.range(2, 14)
            .mapToObj(half -> "interest." + BEGIN.plusMonths(6L * half) + " = " + (half % 5 + 8) + ".25 | made up")
            .toList());

    @Property
    void aPeriodIsExactlyTheSumOfItsParts(
            @ForAll @LongRange(min = 1, max = 100_000_000) long ore,
            @ForAll @IntRange(max = 1_500) int first,
            @ForAll @IntRange(max = 1_500) int second,
            @ForAll @IntRange(max = 1_500) int third) {
        LocalDate a = BEGIN.plusDays(first % 700);
        LocalDate b = a.plusDays(second % 800);
        LocalDate c = b.plusDays(third % 800);
        LateInterest interest = new LateInterest(BOOK, a, List.of(new Owed(a, Ore.of(ore))));

        assertThat(interest.exact(a, b).add(interest.exact(b, c))).isEqualTo(interest.exact(a, c));
        assertThat(sum(interest.lines(a, b)).plus(sum(interest.lines(b, c)))).isEqualTo(interest.until(c));
        assertThat(sum(interest.lines(a, c))).isEqualTo(interest.until(c));
    }

    @Property
    void itNeverFallsAndNeverPassesTheHighestRate(
            @ForAll @LongRange(min = 1, max = 100_000_000) long ore, @ForAll @IntRange(max = 2_000) int days) {
        LateInterest interest = new LateInterest(BOOK, BEGIN, List.of(new Owed(BEGIN, Ore.of(ore))));

        Ore one = interest.until(BEGIN.plusDays(days));
        Ore next = interest.until(BEGIN.plusDays(days + 1L));

        assertThat(next).isGreaterThanOrEqualTo(one);
        assertThat(one.value() * 365 * 10_000).isLessThanOrEqualTo(ore * 1_250 * days);
    }

    private static Ore sum(List<Line> lines) {
        return lines.stream().map(Line::amount).reduce(Ore.ZERO, Ore::plus);
    }
}
