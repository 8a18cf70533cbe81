package no.grend.agreement.spi;

import java.time.Duration;
import java.util.Set;
import no.grend.kernel.Ore;

/**
 * What a provider takes («vilkår»). What lies outside is refused before the provider is called.
 *
 * @param name as people read it, {@code Vipps}
 * @param currencies ISO 4217
 * @param least the smallest payment, whole øre
 * @param most the largest payment, whole øre
 * @param leadDays how many days before the money moves it must be told; 0 for at once
 * @param timeLimit how long a call may take, 1-60 seconds
 * @param openTo who may start a payment with it
 */
public record Terms(
        String name, Set<String> currencies, Ore least, Ore most, int leadDays, Duration timeLimit, OpenTo openTo) {

    /** Who may start payments. */
    public enum OpenTo {
        /** Members on Min Side, and staff. */
        EVERYBODY,
        /** Staff only, as when money is taken over the counter. */
        STAFF
    }

    public Terms {
        currencies = Set.copyOf(currencies);
    }
}
