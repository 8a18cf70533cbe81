package no.grend.dunning.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTextTest {

    /** The figures of 2026: kr 750 gives 38 and 113; those before: kr 700 gave 35 and 105. */
    @ParameterizedTest
    @CsvSource({"2025-12-31,700,35,105", "2026-01-01,750,38,113"})
    void theFiguresOfADay(LocalDate day, long sats, long reminder, long demand) {
        RuleSet set = RuleText.standard().on(day).orElseThrow();

        assertThat(set.inkassosats()).isEqualTo(Ore.kroner(sats));
        assertThat(set.fee(Level.REMINDER_1)).isEqualTo(Ore.kroner(reminder));
        assertThat(set.fee(Level.COLLECTION_NOTICE)).isEqualTo(Ore.kroner(reminder));
        assertThat(set.fee(Level.PAYMENT_DEMAND)).isEqualTo(Ore.kroner(demand));
    }

    @ParameterizedTest
    @CsvSource({"2026-06-30,1200", "2026-07-01,1225", "2024-12-31,1250", "2020-07-01,800"})
    void theRateOfADay(LocalDate day, int hundredths) {
        assertThat(RuleText.standard().rateOn(day).orElseThrow().hundredths()).isEqualTo(hundredths);
    }

    @Test
    void theOperatorsLinesLieOnTop() {
        RuleBook book = RuleText.with(List.of(
                "interest.2027-01-01 = 12.50 | FOR-2026-12-18-1",
                "",
                "inkassolov-1988-from-2026.inkassosats = 760",
                "inkassolov-2026.validFrom = 2027-01-01"));

        assertThat(book.rateOn(LocalDate.of(2027, 6, 30)).orElseThrow().source())
                .isEqualTo("FOR-2026-12-18-1");
        assertThat(book.on(LocalDate.of(2026, 12, 31)).orElseThrow().inkassosats())
                .isEqualTo(Ore.kroner(760));
        assertThat(book.on(LocalDate.of(2027, 1, 1)).orElseThrow().ownCollection())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interest.2027-02-01 = 12",
                "interest.2027-01-01 = twelve",
                "interest.2027-01-01 = 12.255",
                "inkassolov-2026.validFrom = soon",
                "inkassolov-2026.reminderFee = 5 %",
                "inkassolov-2026.mostFees = -1",
                "inkassolov-2026.colour = red",
                "inkassolov-2030.validFrom = 2030-01-01",
                "inkassolov-2026.validFrom = 2026-01-01"
            })
    void whatCannotBeReadIsRefused(String line) {
        assertThatThrownBy(() -> RuleText.with(List.of(line))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REMINDER_3",
                "REMINDER_1 wait=soon",
                "REMINDER_1 wait=-1",
                "REMINDER_1 free",
                "REMINDER_1 channels=PIGEON",
                "COLLECTION_NOTICE channels=SMS",
                "PAYMENT_DEMAND"
            })
    void aRoutineThatCannotBeIsRefused(String letter) {
        assertThatThrownBy(() -> Routine.of(List.of(letter), Routine.InterestFrom.DUE_DATE, Ore.ZERO, 7, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRoutineKeepsTheOrder() {
        assertThatThrownBy(() ->
                        Routine.of(List.of("REMINDER_2", "REMINDER_1"), Routine.InterestFrom.DUE_DATE, Ore.ZERO, 7, 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Routine.usual().letters()).hasSize(2);
    }
}
