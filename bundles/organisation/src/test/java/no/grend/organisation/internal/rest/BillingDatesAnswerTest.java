package no.grend.organisation.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import no.grend.organisation.JoiningWay;
import no.grend.organisation.Organisation.Profile;
import org.junit.jupiter.api.Test;

class BillingDatesAnswerTest {

    private static final LocalDate TODAY = LocalDate.parse("2020-11-19");

    private static BillingDatesAnswer answer(int day, boolean approval) {
        return BillingDatesAnswer.of(new Profile(null, null, null, null, null, "x", day, approval, null), TODAY);
    }

    @Test
    void tellsTheNextTwelveDates() {
        BillingDatesAnswer answer = answer(15, false);

        assertThat(answer.dates())
                .hasSize(12)
                .startsWith(LocalDate.parse("2020-12-15"))
                .endsWith(LocalDate.parse("2021-11-15"));
        assertThat(answer.explanation()).contains("2020-12-15");
    }

    @Test
    void tellsWhatComesInsteadOfDates() {
        assertThat(answer(0, false).dates()).isEmpty();
        assertThat(answer(0, false).explanation()).contains("at once");
        assertThat(answer(15, true).joining()).isEqualTo(JoiningWay.APPROVAL);
        assertThat(answer(15, true).explanation()).contains("approved first");
    }
}
