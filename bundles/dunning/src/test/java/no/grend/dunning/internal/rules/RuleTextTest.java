package no.grend.dunning.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import no.grend.kernel.Ore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTextTest {

    /** The figures of 2026: kr 750 gives 38 and 113. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01", "2026-12-31"})
    void theFiguresOfADay(LocalDate day) {
        RuleSet set = RuleText.standard().on(day).orElseThrow();

        assertThat(set.inkassosats()).isEqualTo(Ore.kroner(750));
        assertThat(set.fee(Level.REMINDER_1)).isEqualTo(Ore.kroner(38));
        assertThat(set.fee(Level.COLLECTION_NOTICE)).isEqualTo(Ore.kroner(38));
        assertThat(set.fee(Level.PAYMENT_DEMAND)).isEqualTo(Ore.kroner(113));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01,1200", "2026-06-30,1200", "2026-07-01,1225", "2026-12-31,1225"})
    void theRateOfADay(LocalDate day, int hundredths) {
        assertThat(RuleText.standard().rateOn(day).orElseThrow().hundredths()).isEqualTo(hundredths);
    }

    @Test
    void whatWasBeforeTheFirstCheckedFiguresIsNotGuessed() {
        LocalDate before = LocalDate.of(2025, 12, 31);

        assertThat(RuleText.standard().on(before)).isEmpty();
        assertThat(RuleText.standard().rateOn(before)).isEmpty();
        assertThat(RuleText.standard().comingAfter(before).get(0).validFrom()).isEqualTo("2026-01-01");
    }

    @Test
    void anEarlierSetIsTheOperatorsToWrite() {
        RuleBook book = RuleText.with(Stream.of(
                        "validFrom = 2025-01-01",
                        "source = As the operator found it",
                        "inkassosats = 700",
                        "reminderFee = 1/20",
                        "demandFee = 3/20",
                        "graceDays = 14",
                        "mostFees = 2",
                        "deadlineDays = 14",
                        "resetMonths = 6",
                        "ownCollection = true")
                .map("earlier."::concat)
                .toList());

        assertThat(book.on(LocalDate.of(2025, 12, 31)).orElseThrow().fee(Level.REMINDER_1))
                .isEqualTo(Ore.kroner(35));
        assertThat(book.on(LocalDate.of(2026, 1, 1)).orElseThrow().fee(Level.REMINDER_1))
                .isEqualTo(Ore.kroner(38));
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
