package no.grend.member.internal.store;

import java.time.Period;
import no.grend.kernel.Ore;
import no.grend.member.Members.CategoryKind;

/**
 * A membership category («medlemskategori») as its row holds it.
 *
 * @param price of one period; zero for those that pay nothing
 * @param online whether it can be joined on the web (S1-15)
 * @param fingerprint of the request that made it; null when it came without an idempotency key
 */
public record StoredCategory(
        String id,
        String name,
        Ore price,
        Period period,
        CategoryKind kind,
        Pricing pricing,
        boolean online,
        int version,
        String fingerprint) {

    /** One that nobody joins on the web. */
    public StoredCategory(
            String id,
            String name,
            Ore price,
            Period period,
            CategoryKind kind,
            Pricing pricing,
            int version,
            String fingerprint) {
        this(id, name, price, period, kind, pricing, false, version, fingerprint);
    }

    /** One without anything beside its price. */
    public StoredCategory(
            String id, String name, Ore price, Period period, CategoryKind kind, int version, String fingerprint) {
        this(id, name, price, period, kind, Pricing.PLAIN, version, fingerprint);
    }
}
