package no.grend.agreement;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import no.grend.kernel.Ore;

/**
 * A payment to start.
 *
 * @param invoiceId what is paid
 * @param amount null for all that is open on it; else at most that
 * @param provider which provider; null for the one that the routes choose
 * @param purpose {@code membership}, {@code gift}, {@code course}: which route is used when no provider is named; null for
 *     what the invoice was issued for
 * @param returnTo where the payer's browser comes back to; null when nobody waits in one
 * @param particulars what the provider asks for beside, by its documentation
 */
public record NewPayment(
        String invoiceId, Ore amount, String provider, String purpose, URI returnTo, Map<String, String> particulars) {

    public NewPayment {
        particulars = particulars == null ? Map.of() : new TreeMap<>(particulars);
    }
}
