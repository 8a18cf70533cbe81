package no.grend.member.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.MonthDay;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.member.internal.store.Pricing;
import no.grend.member.internal.store.Pricing.FamilyDiscount;
import no.grend.member.internal.store.Pricing.Proration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PricingPatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pricing OLD =
            new Pricing(MonthDay.of(1, 1), Proration.MONTHS, Ore.kroner(200), new FamilyDiscount(25, null), true);

    private static Pricing patched(String patch) {
        try {
            return new PricingPatch(JSON.readTree(patch)).applyTo(OLD);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void whatIsNotThereStays() {
        assertThat(patched("{}")).isEqualTo(OLD);
        assertThat(patched("{\"name\":\"Senior\"}")).isEqualTo(OLD);
    }

    @Test
    void nullTakesAway() {
        assertThat(patched("{\"periodsFrom\":null,\"proration\":null,\"joiningFee\":null,"
                        + "\"familyDiscountPercent\":null,\"wholeKroner\":null}"))
                .isEqualTo(Pricing.PLAIN);
    }

    @Test
    void oneKindOfDiscountTakesTheOthersPlace() {
        FamilyDiscount amount = new FamilyDiscount(null, Ore.of(5_000));
        assertThat(patched("{\"familyDiscount\":{\"value\":5000}}").family()).isEqualTo(amount);
        assertThat(patched("{\"familyDiscount\":{\"value\":5000,\"currency\":\"NOK\"},\"familyDiscountPercent\":null}")
                        .family())
                .isEqualTo(amount);
        assertThat(patched("{\"familyDiscountPercent\":50,\"familyDiscount\":null}")
                        .family())
                .isEqualTo(new FamilyDiscount(50, null));
        assertThat(patched("{\"familyDiscount\":null}").family())
                .as("there was no amount to take away")
                .isEqualTo(OLD.family());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"proration\":\"WEEKS\"}",
                "{\"proration\":1}",
                "{\"periodsFrom\":\"31-12\"}",
                "{\"joiningFee\":200}",
                "{\"joiningFee\":{\"value\":1.5}}",
                "{\"joiningFee\":{\"value\":1,\"currency\":\"SEK\"}}",
                "{\"familyDiscountPercent\":12.5}",
                "{\"familyDiscountPercent\":0}",
                "{\"familyDiscountPercent\":10,\"familyDiscount\":{\"value\":1}}",
                "{\"wholeKroner\":\"yes\"}",
            })
    void whatCannotBeIsRefused(String patch) {
        assertThatThrownBy(() -> patched(patch)).isInstanceOf(Problem.class);
    }
}
