package no.grend.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import no.grend.kernel.Kid;
import no.grend.kernel.Problem;
import no.grend.organisation.Organisation.KidSchemeUse;
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

    /** Whatever the bank registered a mandate with, it leads to the same member under every scheme, also an earlier one (S4-15). */
    @Property
    void bothKindsOfMandateLeadToTheMemberUnderEveryScheme(
            @ForAll @IntRange(min = 1, max = 9_999_999) int member,
            @ForAll @LongRange(min = 1, max = 9_999_999) long invoice,
            @ForAll boolean changed) {
        KidBook book = Books.kids(
                changed
                        ? List.of(
                                new KidSchemeUse(LocalDate.EPOCH, Member7Invoice7.ID),
                                new KidSchemeUse(LocalDate.of(2026, 6, 1), Member7Invoice7Mod11.ID))
                        : List.of(new KidSchemeUse(LocalDate.EPOCH, Member7Invoice7.ID)));
        for (var scheme : new no.grend.ledger.spi.KidScheme[] {usual, mod11}) {
            String reference = scheme.kid(member, 0);
            String invoiced = scheme.kid(member, invoice);
            assertThat(book.memberNumber(reference)).contains(member);
            assertThat(book.memberNumber(invoiced)).contains(member);
            assertThat(book.referenceOf(reference)).contains(member);
            assertThat(book.referenceOf(invoiced)).isEmpty();
        }
    }

    /** One wrong digit, and no scheme takes it for anybody's. */
    @Property
    void aSlipIsNobodys(
            @ForAll @IntRange(min = 1, max = 9_999_999) int member,
            @ForAll @LongRange(min = 0, max = 9_999_999) long invoice,
            @ForAll @IntRange(max = 17) int place,
            @ForAll @IntRange(min = 1, max = 9) int by) {
        KidBook book = Books.kids(Member7Invoice7.ID);
        for (var scheme : new no.grend.ledger.spi.KidScheme[] {usual, mod11}) {
            StringBuilder kid = new StringBuilder(scheme.kid(member, invoice));
            int at = place % kid.length();
            kid.setCharAt(at, (char) ('0' + (kid.charAt(at) - '0' + by) % 10));
            assertThat(book.memberNumber(kid.toString())).isEmpty();
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
