package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Synthetic numbers only: no person has a month above 12. */
class NationalIdentityNumberTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final LocalDate FROM_2032 = LocalDate.of(2032, 1, 1);

    @ParameterizedTest
    @CsvSource({
        "018190, 000, 1990-01-01, false", // month + 80
        "014190, 000, 1990-01-01, false", // month + 40
        "418190, 000, 1990-01-01, true", // D-number, month + 80
        "714190, 000, 1990-01-31, true",
        "298204, 500, 2004-02-29, false",
        "318199, 500, 1899-01-31, false",
        "318140, 900, 1940-01-31, false"
    })
    void acceptsTheKindsAndTheirCombinations(String birth, String individual, LocalDate hint, boolean dNumber) {
        String text = withCheckDigits(birth, Integer.parseInt(individual), 0);
        NationalIdentityNumber number = NationalIdentityNumber.of(text, TODAY);
        assertThat(number.isSynthetic()).isTrue();
        assertThat(number.isDNumber()).isEqualTo(dNumber);
        assertThat(number.birthDateHint()).contains(hint);
    }

    @Test
    void givesNoHintWhereTheSeriesTellsNoCentury() {
        String text = withCheckDigits("018145", 750, 0);
        assertThat(NationalIdentityNumber.of(text, TODAY).birthDateHint()).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "00000000000", "0181900000", "018190000000", "0181900000a", "٠1819000000"})
    void refusesWhatIsNoNumber(String text) {
        assertThat(NationalIdentityNumber.isValid(text, TODAY)).isFalse();
        assertThatThrownBy(() -> NationalIdentityNumber.of(text, TODAY)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"308290", "298203", "009190", "328190", "728190", "018090", "019390", "014090", "015390"})
    void refusesDaysThatDoNotExist(String birth) {
        assertThat(NationalIdentityNumber.isValid(withCheckDigits(birth, 0, 0), TODAY))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void takesMoreRestsFrom2032(int rest) {
        String text = withCheckDigits("018190", 0, rest);
        assertThat(NationalIdentityNumber.isValid(text, FROM_2032.minusDays(1))).isFalse();
        assertThat(NationalIdentityNumber.isValid(text, FROM_2032)).isTrue();
    }

    @Test
    void takesNoRestAboveThree() {
        assertThat(NationalIdentityNumber.isValid(withCheckDigits("018190", 0, 4), FROM_2032))
                .isFalse();
    }

    @Property
    void oldNumbersStayValidAndOneChangedDigitIsFound(
            @ForAll @IntRange(max = 990) int individual, @ForAll @IntRange(max = 10) int place) {
        String text = withCheckDigits("158265", individual, 0);
        assertThat(NationalIdentityNumber.isValid(text, TODAY)).isTrue();
        assertThat(NationalIdentityNumber.isValid(text, FROM_2032)).isTrue();
        char other = text.charAt(place) == '9' ? '0' : (char) (text.charAt(place) + 1);
        String changed = text.substring(0, place) + other + text.substring(place + 1);
        assertThat(NationalIdentityNumber.isValid(changed, TODAY)).isFalse();
    }

    @Test
    void tellsNothingUnasked() {
        String text = withCheckDigits("018190", 0, 0);
        NationalIdentityNumber number =
                NationalIdentityNumber.of(text.substring(0, 6) + " " + text.substring(6), TODAY);
        assertThat(number).hasToString("***********").isEqualTo(NationalIdentityNumber.of(text, TODAY));
        assertThat(number.masked()).isEqualTo("018190 *****");
        assertThat(number.digits()).isEqualTo(text);
        assertThatThrownBy(() -> NationalIdentityNumber.of(text.substring(0, 10) + "x", TODAY))
                .hasMessageNotContaining(text.substring(0, 10));
    }

    /** The first number from this individual number on whose first digit leaves the rest and whose second exists. */
    private static String withCheckDigits(String birth, int individual, int rest) {
        for (int i = individual; i <= 999; i++) {
            String nine = birth + String.format("%03d", i);
            int first = Math.floorMod(rest - Modulus.weighted(nine, 3, 7, 6, 1, 8, 9, 4, 5, 2), 11);
            if (first < 10) {
                String ten = nine + first;
                int second = Math.floorMod(-Modulus.weighted(ten, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2), 11);
                if (second < 10) {
                    return ten + second;
                }
            }
        }
        throw new AssertionError("No number in the series");
    }
}
