package no.grend.agreement.internal;

import java.util.ArrayList;
import java.util.List;
import no.grend.agreement.PaymentProviders.Takes;
import no.grend.agreement.spi.GivesRefunds;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.SendsNotices;
import no.grend.agreement.spi.SettlementReports;
import no.grend.agreement.spi.TakesCharges;
import no.grend.agreement.spi.Terms;

/**
 * A provider's service of the moment.
 *
 * @param id the provider's; of a rejected one that tells none, its bundle's name
 * @param terms null when rejected
 * @param service null when rejected
 * @param serviceId of the service registry: tells one version of a provider from the next
 * @param rejected why it is not used; null when it is
 * @param charges what it takes of charges; null when it takes none
 */
record Offer(
        String id,
        Terms terms,
        PaymentProvider service,
        long serviceId,
        int ranking,
        String rejected,
        Charges charges) {

    /** @param retryDays for how many days after the due day it tries again by itself */
    record Charges(Terms terms, int retryDays) {}

    static Offer rejected(String id, long serviceId, int ranking, String why) {
        return new Offer(id, null, null, serviceId, ranking, why, null);
    }

    Offer shadowed() {
        return rejected(id, serviceId, ranking, "Another service of this id has a higher ranking.");
    }

    boolean isUsed() {
        return rejected == null;
    }

    /** What it takes, as others see it; null when rejected. */
    Takes takes() {
        return isUsed() ? new Takes(terms.name(), terms.leadDays(), terms.least(), terms.most()) : null;
    }

    List<String> capabilities() {
        List<String> capabilities = new ArrayList<>();
        if (isUsed()) {
            capabilities.add("PAYMENT");
            if (service instanceof SendsNotices) {
                capabilities.add("NOTICES");
            }
            if (service instanceof GivesRefunds) {
                capabilities.add("REFUNDS");
            }
            if (service instanceof TakesCharges) {
                capabilities.add("CHARGES");
            }
            if (service instanceof SettlementReports) {
                capabilities.add("SETTLEMENTS");
            }
        }
        return capabilities;
    }
}
