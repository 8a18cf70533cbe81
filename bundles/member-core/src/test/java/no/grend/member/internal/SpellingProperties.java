package no.grend.member.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class SpellingProperties {

    @Property
    void readingNeverFailsAndNormalFormsStayThemselves(@ForAll @StringLength(max = 80) String text) {
        EmailAddress.parse(text).ifPresent(email -> assertThat(
                        EmailAddress.parse(email.normal()).orElseThrow().normal())
                .isEqualTo(email.normal()));
        MobileNumber.parse(text).ifPresent(mobile -> assertThat(MobileNumber.parse(mobile.e164()))
                .contains(mobile));
        List<String> words = SearchWords.wordsOf(text);
        assertThat(words)
                .allSatisfy(word -> assertThat(SearchWords.wordsOf(word)).containsExactly(word));
        assertThat(SearchWords.inQuery(text)).hasSizeLessThanOrEqualTo(6);
    }

    @Property
    void everySpellingOfANorwegianNumberIsOne(@ForAll @IntRange(min = 90_000_000, max = 99_999_999) int number) {
        String e164 = "+47" + number;
        String digits = Integer.toString(number);
        for (String spelling : List.of(
                digits,
                e164,
                "0047" + digits,
                "+47 " + digits.substring(0, 3) + " " + digits.substring(3, 5) + " " + digits.substring(5))) {
            assertThat(MobileNumber.parse(spelling).orElseThrow().e164()).isEqualTo(e164);
            assertThat(SearchWords.inQuery(spelling)).containsExactly(digits);
        }
    }

    @Property
    void periodsFollowEachOtherWithoutGapOrOverlap(
            @ForAll @IntRange(max = 20_000) int day, @ForAll @IntRange(min = 1, max = 36) int months) {
        LocalDate first = LocalDate.of(2000, 1, 1).plusDays(day);
        PeriodPlan plan = new PeriodPlan(first, Period.ofMonths(months));
        LocalDate start = first;
        for (int count = 1; count <= 30; count++) {
            LocalDate last = plan.lastDay(start);
            assertThat(last.plusDays(1)).isEqualTo(first.plusMonths((long) months * count));
            start = last.plusDays(1);
        }
    }

    @Property
    void aDayInThePeriodGivesItsLastDay(@ForAll @IntRange(max = 3000) int daysIn) {
        PeriodPlan plan = new PeriodPlan(LocalDate.of(2020, 2, 29), Period.ofYears(1));
        LocalDate day = LocalDate.of(2020, 2, 29).plusDays(daysIn);
        assertThat(plan.lastDay(day))
                .isAfterOrEqualTo(day)
                .isBefore(day.plusYears(1).plusDays(1));
    }
}
