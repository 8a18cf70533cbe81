package no.grend.member.internal;

import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.MonthDay;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.Pricing;
import no.grend.member.internal.store.Pricing.FamilyDiscount;
import no.grend.member.internal.store.Pricing.Proration;
import no.grend.member.internal.store.StoredCategory;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

class PricingRulesTest {

    private static final MonthDay NEW_YEAR = MonthDay.of(1, 1);

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo(code));
    }

    @Test
    void readsADayThatEveryMonthHas() {
        assertThat(PricingRules.periodsFrom("07-15")).isEqualTo(MonthDay.of(7, 15));
        assertThat(PricingRules.periodsFrom(null)).isNull();
        for (String wrong : new String[] {"", "1.1.", "13-01", "02-29", "01-31", "2027-01-01"}) {
            refused("PERIODS_FROM_INVALID", () -> PricingRules.periodsFrom(wrong));
        }
    }

    @Test
    void readsOneDiscountOnly() {
        assertThat(PricingRules.family(null, null)).isNull();
        refused("DISCOUNT_TWICE", () -> PricingRules.family(10, Ore.kroner(10)));
        refused("PERCENT_INVALID", () -> PricingRules.family(0, null));
        refused("PERCENT_INVALID", () -> PricingRules.family(101, null));
        refused("DISCOUNT_INVALID", () -> PricingRules.family(null, Ore.ZERO));
    }

    @DatabaseTest
    void keepsWhatIsSetAndRefusesWhatDoesNotGoTogether(TestDatabase fresh) {
        Register register = new Register(fresh);
        Categories categories = register.core.categories();
        Pricing all =
                new Pricing(NEW_YEAR, Proration.DAYS, Ore.kroner(200), new FamilyDiscount(null, Ore.kroner(50)), true);
        StoredCategory made =
                categories.create(STAFF, "Voksen", Ore.kroner(900), "P1Y", CategoryKind.RUNNING, all, null);

        assertThat(categories.required(STAFF, made.id()).pricing()).isEqualTo(all);
        Pricing other = new Pricing(NEW_YEAR, Proration.MONTHS, Ore.ZERO, new FamilyDiscount(50, null), false);
        StoredCategory changed = categories.change(STAFF, made.id(), 1, null, null, old -> other);
        assertThat(categories.required(STAFF, made.id()).pricing()).isEqualTo(other);
        assertThat(categories
                        .change(STAFF, made.id(), changed.version(), "Senior", null)
                        .pricing())
                .isEqualTo(other);

        Pricing unanchored = new Pricing(null, Proration.DAYS, Ore.ZERO, null, false);
        Pricing anchored = new Pricing(NEW_YEAR, Proration.MONTHS, Ore.ZERO, null, false);
        Pricing fee = new Pricing(null, Proration.NONE, Ore.kroner(1), null, false);
        refused("PERIODS_FROM_MISSING", () -> create(categories, 900, "P1Y", unanchored));
        refused("PERIODS_FROM_UNFIT", () -> create(categories, 900, "P5M", anchored));
        refused("PERIODS_FROM_UNFIT", () -> create(categories, 900, "P30D", anchored));
        refused("PRORATION_UNFIT", () -> create(categories, 900, "P1M", anchored));
        refused("JOINING_FEE_UNFIT", () -> create(categories, 0, "P1Y", fee));
    }

    private static void create(Categories categories, long kroner, String period, Pricing pricing) {
        categories.create(STAFF, "X", Ore.kroner(kroner), period, CategoryKind.RUNNING, pricing, null);
    }
}
