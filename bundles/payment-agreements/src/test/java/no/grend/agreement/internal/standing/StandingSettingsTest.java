package no.grend.agreement.internal.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.time.LocalDate;
import java.time.YearMonth;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreements.Limits;
import no.grend.agreement.StandingAgreements.Right;
import no.grend.kernel.Ore;
import org.junit.jupiter.api.Test;

/** How what the organisation writes is read; what cannot be read opens for nothing. */
class StandingSettingsTest {

    private record Written(
            String[] members, String[] limits, int invoiceDays, boolean bankTells, int daysToSend, String[] lineTexts)
            implements StandingSettings.Configuration {

        @Override
        public Class<? extends Annotation> annotationType() {
            return StandingSettings.Configuration.class;
        }
    }

    private static StandingSettings read(String members, String limits, int invoiceDays, String lineTexts) {
        return new StandingSettings(
                null,
                new Written(
                        new String[] {members}, new String[] {limits}, invoiceDays, true, 7, new String[] {lineTexts}));
    }

    @Test
    void rightsArePerPurposeAndTheRestFollowsTheStar() {
        StandingSettings settings = read("gift = end, change; course=; *=see", "", 14, "");

        assertThat(settings.rights(Purpose.GIFT)).containsExactlyInAnyOrder(Right.SEE, Right.CHANGE, Right.END);
        assertThat(settings.rights(Purpose.COURSE)).isEmpty();
        assertThat(settings.rights(Purpose.MEMBERSHIP)).containsExactly(Right.SEE);
        assertThat(read("gift=everything", "", 14, "").rights(Purpose.GIFT)).isEmpty();
        assertThat(read("", "", 14, "").rights(Purpose.GIFT)).isEmpty();
        assertThat(read("*=see,change,end", "", 14, "").rights(Purpose.MEMBERSHIP))
                .as("S0-29, whatever is written")
                .containsExactly(Right.SEE);
    }

    @Test
    void limitsAndDaysStayWithinReason() {
        StandingSettings settings = read("", "gift=50-20000;*=10-100;course=free", 3, "");

        assertThat(settings.limits(Purpose.GIFT)).isEqualTo(new Limits(Ore.kroner(50), Ore.kroner(20_000)));
        assertThat(settings.limits(Purpose.COURSE)).isEqualTo(new Limits(Ore.kroner(10), Ore.kroner(100)));
        LocalDate debit = LocalDate.of(2027, 1, 15);
        assertThat(settings.lead().madeOn(debit, CollectedBy.INVOICE)).isEqualTo(debit.minusDays(Lead.LEAST_DAYS));
        assertThat(read("", "", 1_000, "").lead().madeOn(debit, CollectedBy.INVOICE))
                .isEqualTo(debit.minusDays(60));
    }

    @Test
    void theLineIsTheOrganisationsOwnOrInThePayersLanguage() {
        StandingSettings settings = read("", "", 14, "gift=Gave til fjellvettet, {0}");
        YearMonth january = YearMonth.of(2027, 1);

        assertThat(LineWords.of(Purpose.GIFT, settings.lineText(Purpose.GIFT), "en", january, Every.MONTH))
                .isEqualTo("Gave til fjellvettet, January 2027");
        assertThat(LineWords.of(Purpose.COURSE, settings.lineText(Purpose.COURSE), "nn", january, Every.QUARTER))
                .isEqualTo("Kurs, januar 2027–mars 2027");
        assertThat(LineWords.of(Purpose.GIFT, null, "se", january, Every.YEAR))
                .isEqualTo("Fast gave, januar 2027–desember 2027");
        assertThat(LineWords.of(Purpose.GIFT, null, "nn", YearMonth.of(2027, 5), Every.MONTH))
                .isEqualTo("Fast gåve, mai 2027");
    }
}
