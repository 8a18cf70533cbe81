package no.grend.organisation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import no.grend.organisation.BillingDay;
import no.grend.organisation.JoiningWay;
import no.grend.organisation.Organisation.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S2-40 … S2-43. */
class BillingDayTest {

    @ParameterizedTest
    @CsvSource({
        "15, 2020-11-19, 2020-12-15",
        "15, 2020-12-14, 2020-12-15",
        "15, 2020-12-15, 2021-01-15",
        "15, 2020-12-16, 2021-01-15",
        "28, 2024-02-28, 2024-03-28",
        "28, 2024-02-29, 2024-03-28",
        "1, 2020-12-31, 2021-01-01",
        "1, 2021-01-01, 2021-02-01",
    })
    void theNextBillingDateIsLaterThanToday(int day, LocalDate today, LocalDate next) {
        assertThat(new BillingDay(day).after(today)).contains(next);
    }

    @Test
    void withoutABillingDayThereAreNoDates() {
        assertThat(new BillingDay(0).after(LocalDate.parse("2020-11-19"))).isEmpty();
        assertThat(new BillingDay(0).after(LocalDate.parse("2020-11-19"), 12)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 29, 30, 31})
    void onlyDaysThatEveryMonthHas(int day) {
        assertThatThrownBy(() -> new BillingDay(day)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void twelveDatesAreTheSameDayOfTwelveMonthsOnEnd(
            @ForAll @IntRange(min = 1, max = 28) int day, @ForAll @IntRange(max = 40_000) int since) {
        LocalDate today = LocalDate.of(2000, 1, 1).plusDays(since);

        List<LocalDate> dates = new BillingDay(day).after(today, 12);

        assertThat(dates).hasSize(12).allMatch(date -> date.getDayOfMonth() == day);
        assertThat(dates.get(0)).isAfter(today).isBeforeOrEqualTo(today.plusMonths(1));
        assertThat(dates.get(11)).isEqualTo(dates.get(0).plusMonths(11));
    }

    @ParameterizedTest
    @CsvSource({"0, false, AT_ONCE", "15, false, BILLING_DATE", "0, true, APPROVAL", "15, true, APPROVAL"})
    void approvalGoesBeforeBillingDayAndThatBeforePayingAtOnce(int day, boolean approval, JoiningWay way) {
        assertThat(JoiningWay.of(new Profile(null, null, null, null, null, "x", day, approval, null)))
                .isEqualTo(way);
    }
}
