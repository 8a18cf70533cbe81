package no.grend.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import no.grend.kernel.Kid;
import no.grend.kernel.Problem;
import org.junit.jupiter.api.Test;

class KidSchemesTest {

    private final Member7Invoice7 usual = new Member7Invoice7();
    private final Member7Invoice7Mod11 mod11 = new Member7Invoice7Mod11();

    /** The vectors of S4-59. */
    @Test
    void makesTheKidsOfTheRequirements() {
        assertThat(usual.kid(1, 0)).isEqualTo("050000000100000004");
        assertThat(usual.kid(1_234_567, 0)).isEqualTo("050123456700000004");
        assertThat(usual.kid(1_234_567, 7_654_321)).isEqualTo("050123456776543218");
        assertThat(usual.kid(42, 1001)).isEqualTo("050000004200010012");
    }

    @Test
    void refusesNumbersThatDoNotFit() {
        assertThatThrownBy(() -> usual.kid(10_000_000, 1)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> usual.kid(1, 10_000_000)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> mod11.kid(10_000_000, 1)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> mod11.kid(1, 10_000_000)).isInstanceOf(Problem.class);
    }

    @Property
    void readsWhatItMakes(
            @ForAll @IntRange(min = 0, max = 9_999_999) int member,
            @ForAll @LongRange(min = 0, max = 9_999_999) long invoice) {
        for (var scheme : new no.grend.ledger.spi.KidScheme[] {usual, mod11}) {
            String kid = scheme.kid(member, invoice);
            assertThat(Kid.isValid(kid)).isTrue();
            assertThat(kid).matches("\\d+");
            assertThat(scheme.memberNumber(kid)).hasValue(member);
            assertThat(scheme.isReference(kid)).isEqualTo(invoice == 0);
        }
    }

    @Test
    void readsKidsOfEverySchemeWhicheverIsChosen() {
        KidBook book = Books.kids(Member7Invoice7Mod11.ID);
        assertThat(book.chosen().id()).isEqualTo(Member7Invoice7Mod11.ID);
        assertThat(book.memberNumber(usual.kid(42, 7))).contains(42);
        assertThat(book.memberNumber(mod11.kid(42, 7))).contains(42);
        assertThat(book.memberNumber("050000004200010013")).isEmpty();
        assertThat(book.memberNumber(null)).isEmpty();
        assertThatThrownBy(() -> Books.kids("none").chosen())
                .isInstanceOf(Problem.class)
                .hasMessageContaining("not installed");
    }
}
