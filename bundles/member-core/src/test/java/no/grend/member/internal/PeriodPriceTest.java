package no.grend.member.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.Invoice.LineKind;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.Pricing;
import no.grend.member.internal.store.Pricing.FamilyDiscount;
import no.grend.member.internal.store.Pricing.Proration;
import no.grend.member.internal.store.StoredCategory;
import no.grend.member.internal.store.StoredMembership;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proration, joining fee and family discount, as the lines of an invoice. */
class PeriodPriceTest {

    private static final LineWords NB = LineWords.in("nb");
    private static final MonthDay NEW_YEAR = MonthDay.of(1, 1);

    private static StoredMembership membership(long ore, String length, Pricing pricing, LocalDate from) {
        Period period = Period.parse(length);
        StoredCategory category =
                new StoredCategory("k", "Voksen", Ore.of(ore), period, CategoryKind.RUNNING, pricing, 1, null);
        LocalDate counted = PeriodPlan.firstDay(from, pricing.periodsFrom(), period);
        return new StoredMembership(
                "m", "c", 1_000_001, "Kari", category, from, counted, null, null, from, null, null, null, null, 1,
                null);
    }

    private static Pricing prorated(Proration proration, boolean wholeKroner) {
        return new Pricing(NEW_YEAR, proration, Ore.ZERO, null, wholeKroner);
    }

    private static List<Line> lines(long ore, String length, Pricing pricing, String from) {
        LocalDate first = LocalDate.parse(from);
        return new PeriodPrice(membership(ore, length, pricing, first), first).lines(1, null, NB);
    }

    private static long sum(List<Line> lines) {
        return lines.stream().mapToLong(line -> line.amount().value()).sum();
    }

    @Test
    void nothingIsOnUnlessItIsSet() {
        assertThat(lines(120_000, "P1Y", Pricing.PLAIN, "2026-10-05"))
                .containsExactly(
                        new Line("Medlemskontingent Voksen 05.10.2026–04.10.2027", Ore.kroner(1_200), LineKind.FEE));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 120000",
        "2026-01-31, 120000",
        "2026-02-01, 110000",
        "2026-10-01, 30000",
        "2026-10-31, 30000",
        "2026-12-31, 10000",
    })
    void byMonthsTheOneThatHasBegunCounts(String from, long ore) {
        assertThat(sum(lines(120_000, "P1Y", prorated(Proration.MONTHS, false), from)))
                .isEqualTo(ore);
    }

    @ParameterizedTest
    @CsvSource({
        "--01-01, 2026-01-01, MONTHS, 2026-03-10, 3 av 12, 30000",
        "--01-01, 2026-02-28, MONTHS, 2026-03-01, 2 av 12, 20000",
        "--01-01, 2026-01-01, DAYS, 2026-03-10, 69 av 365, 22685",
        "--07-15, 2026-07-15, MONTHS, 2026-08-14, 1 av 12, 10000",
        // Months are counted from the period's own first day; one from the 31st has no 31st in February.
        ", 2026-05-20, MONTHS, 2026-06-20, 2 av 12, 20000",
        "--01-31, 2026-01-31, MONTHS, 2026-02-27, 1 av 12, 10000",
        "--01-31, 2026-01-31, MONTHS, 2026-02-28, 2 av 12, 20000",
        "--01-31, 2026-01-31, MONTHS, 2026-03-30, 2 av 12, 20000",
    })
    void aPeriodThatTheLastDayCutsShortCostsItsPart(
            MonthDay periodsFrom, LocalDate from, Proration proration, LocalDate last, String part, long ore) {
        Pricing pricing = new Pricing(periodsFrom, proration, Ore.ZERO, null, false);
        StoredMembership membership = membership(120_000, "P1Y", pricing, from).ending(last);

        List<Line> lines = new PeriodPrice(membership, from).lines(1, null, NB);

        assertThat(sum(lines)).isEqualTo(ore);
        assertThat(lines.get(1).text()).contains(part);
    }

    @Test
    void theLinesTellTheReckoning() {
        assertThat(lines(120_000, "P1Y", prorated(Proration.MONTHS, false), "2026-10-05"))
                .containsExactly(
                        new Line(
                                "Medlemskontingent Voksen, hel periode 01.01.2026–31.12.2026",
                                Ore.kroner(1_200),
                                LineKind.FEE),
                        new Line(
                                "Medlem fra 05.10.2026: betaler 3 av 12 måneder",
                                Ore.kroner(-900),
                                LineKind.PRORATION));
        assertThat(lines(100_000, "P1Y", prorated(Proration.DAYS, true), "2024-12-01"))
                .extracting(Line::text, Line::amount)
                .containsExactly(
                        tuple("Medlemskontingent Voksen, hel periode 01.01.2024–31.12.2024", Ore.kroner(1_000)),
                        // 31 of 366 days of 1 000 kroner are 84,70.
                        tuple(
                                "Medlem fra 01.12.2024: betaler 31 av 366 dager, avrundet til hele kroner",
                                Ore.kroner(-915)));
    }

    @Test
    void quartersBeginWhereTheYearDoes() {
        assertThat(lines(30_000, "P3M", prorated(Proration.MONTHS, false), "2026-11-20"))
                .extracting(Line::text)
                .containsExactly(
                        "Medlemskontingent Voksen, hel periode 01.10.2026–31.12.2026",
                        "Medlem fra 20.11.2026: betaler 2 av 3 måneder");
        assertThat(PeriodPlan.firstDay(LocalDate.parse("2026-02-10"), MonthDay.of(7, 15), Period.ofMonths(6)))
                .isEqualTo("2026-01-15");
    }

    @Test
    void aShortFirstPeriodIsPaidInFullWithoutProration() {
        assertThat(lines(120_000, "P1Y", prorated(Proration.NONE, false), "2026-10-05"))
                .containsExactly(
                        new Line("Medlemskontingent Voksen 05.10.2026–31.12.2026", Ore.kroner(1_200), LineKind.FEE));
    }

    @Test
    void laterPeriodsAreWhole() {
        StoredMembership membership =
                membership(120_000, "P1Y", prorated(Proration.MONTHS, false), LocalDate.parse("2026-10-05"));

        assertThat(new PeriodPrice(membership, LocalDate.parse("2027-01-01")).lines(1, null, NB))
                .containsExactly(
                        new Line("Medlemskontingent Voksen 01.01.2027–31.12.2027", Ore.kroner(1_200), LineKind.FEE));
    }

    @Test
    void theJoiningFeeIsPaidWithTheFirstPeriodOnlyAndNotDiscounted() {
        Pricing pricing = new Pricing(NEW_YEAR, Proration.MONTHS, Ore.kroner(200), new FamilyDiscount(50, null), false);
        StoredMembership membership = membership(120_000, "P1Y", pricing, LocalDate.parse("2026-10-05"))
                .joining(null, Ore.kroner(200));

        assertThat(new PeriodPrice(membership, LocalDate.parse("2026-10-05")).lines(2, "Kari Nordmann", NB))
                .extracting(Line::text, Line::amount, Line::kind)
                .containsExactly(
                        tuple(
                                "Medlemskontingent Voksen, hel periode 01.01.2026–31.12.2026 for Kari Nordmann",
                                Ore.kroner(1_200),
                                LineKind.FEE),
                        tuple("Medlem fra 05.10.2026: betaler 3 av 12 måneder", Ore.kroner(-900), LineKind.PRORATION),
                        tuple("Familierabatt 50 % av 300,00, nr. 2 i husstanden", Ore.kroner(-150), LineKind.DISCOUNT),
                        tuple("Innmeldingsavgift, betales én gang", Ore.kroner(200), LineKind.JOINING_FEE));
        assertThat(new PeriodPrice(membership, LocalDate.parse("2027-01-01")).lines(2, null, NB))
                .extracting(Line::kind)
                .containsExactly(LineKind.FEE, LineKind.DISCOUNT);
    }

    /** The language is that of whoever pays; what is not known is bokmål. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nn | Medlemskontingent Voksen, heil periode 01.01.2024–31.12.2024 for Kari | Medlem frå 01.12.2024:"
                        + " betaler 31 av 366 dagar, avrunda til heile kroner | Familierabatt 50 % av 85,00, avrunda"
                        + " til heile kroner, nr. 2 i husstanden | Innmeldingsavgift, blir betalt éin gong",
                "en | Membership fee Voksen, whole period 01.01.2024–31.12.2024 for Kari | Member from 01.12.2024: pays"
                        + " 31 of 366 days, rounded to whole kroner | Family discount 50 % of 85,00, rounded to whole"
                        + " kroner, no. 2 in the household | Joining fee, paid once",
                "se | Medlemskontingent Voksen, hel periode 01.01.2024–31.12.2024 for Kari | Medlem fra 01.12.2024:"
                        + " betaler 31 av 366 dager, avrundet til hele kroner | Familierabatt 50 % av 85,00, avrundet"
                        + " til hele kroner, nr. 2 i husstanden | Innmeldingsavgift, betales én gang",
            })
    void theLinesSpeakTheLanguageOfWhoeverPays(
            String language, String fee, String proration, String discount, String joining) {
        Pricing pricing = new Pricing(NEW_YEAR, Proration.DAYS, Ore.kroner(200), new FamilyDiscount(50, null), true);
        StoredMembership membership = membership(100_000, "P1Y", pricing, LocalDate.parse("2024-12-01"))
                .joining(null, Ore.kroner(200));

        assertThat(new PeriodPrice(membership, LocalDate.parse("2024-12-01")).lines(2, "Kari", LineWords.in(language)))
                .extracting(Line::text)
                .containsExactly(fee, proration, discount, joining);
    }

    @Property
    void prorationIsTheExactShareRoundedOnceAndNeverMoreThanThePrice(
            @ForAll @LongRange(max = 100_000_000) long price,
            @ForAll @IntRange(max = 20_000) int since,
            @ForAll Proration proration,
            @ForAll boolean wholeKroner) {
        LocalDate from = LocalDate.of(2000, 1, 1).plusDays(since);
        List<Line> lines = lines(price, "P1Y", prorated(proration, wholeKroner), from.toString());

        long paid = sum(lines);
        LocalDate newYear = from.withDayOfYear(1);
        BigDecimal share =
                switch (proration) {
                    case NONE -> BigDecimal.ONE;
                    case MONTHS ->
                        new BigDecimal(13 - from.getMonthValue()).divide(new BigDecimal(12), 40, RoundingMode.DOWN);
                    case DAYS ->
                        new BigDecimal(ChronoUnit.DAYS.between(from, newYear.plusYears(1)))
                                .divide(new BigDecimal(newYear.lengthOfYear()), 40, RoundingMode.DOWN);
                };
        BigDecimal exact = share.multiply(new BigDecimal(price));
        BigDecimal unit = new BigDecimal(wholeKroner ? 100 : 1);
        assertThat(new BigDecimal(paid).subtract(exact).abs().multiply(new BigDecimal(2)))
                .as("no more than half a unit off")
                .isLessThanOrEqualTo(unit.add(new BigDecimal("0.000001")));
        assertThat(paid).isBetween(0L, price);
        assertThat(lines.get(0).amount()).isEqualTo(Ore.of(price));
        boolean first = from.equals(newYear);
        assertThat(lines).hasSize(first || proration == Proration.NONE ? 1 : 2);
    }

    @Property
    void whoJoinsLaterNeverPaysMore(
            @ForAll @LongRange(max = 1_000_000) long price,
            @ForAll @IntRange(max = 364) int day,
            @ForAll Proration proration,
            @ForAll boolean wholeKroner) {
        Pricing pricing = prorated(proration, wholeKroner);
        LocalDate from = LocalDate.of(2026, 1, 1).plusDays(day);
        LocalDate later = from.getDayOfYear() == 365 ? from : from.plusDays(1);

        assertThat(sum(lines(price, "P1Y", pricing, later.toString())))
                .isLessThanOrEqualTo(sum(lines(price, "P1Y", pricing, from.toString())));
    }

    @Property
    void aDiscountIsTakenOffOnceAndNeverBelowZero(
            @ForAll @LongRange(min = 1, max = 100_000_000) long price,
            @ForAll @IntRange(min = 1, max = 100) int percent,
            @ForAll @LongRange(min = 1, max = 200_000_000) long amount,
            @ForAll boolean byPercent,
            @ForAll boolean wholeKroner,
            @ForAll @IntRange(min = 1, max = 9) int place) {
        FamilyDiscount family =
                byPercent ? new FamilyDiscount(percent, null) : new FamilyDiscount(null, Ore.of(amount));
        Pricing pricing = new Pricing(null, Proration.NONE, Ore.ZERO, family, wholeKroner);
        LocalDate from = LocalDate.of(2026, 1, 1);
        List<Line> lines = new PeriodPrice(membership(price, "P1Y", pricing, from), from).lines(place, null, NB);

        long off = price - sum(lines);
        assertThat(off).isBetween(0L, price);
        if (place == 1) {
            assertThat(lines).hasSize(1);
        } else if (!byPercent) {
            assertThat(off).isEqualTo(Math.min(price, amount));
        } else if (!wholeKroner) {
            assertThat(off)
                    .isEqualTo(new BigDecimal(price * percent)
                            .divide(new BigDecimal(100), 0, RoundingMode.HALF_UP)
                            .longValueExact());
        } else {
            assertThat(off % 100 == 0 || off == price).isTrue();
        }
    }
}
