package no.grend.agreement.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.TakesCharges;
import no.grend.agreement.spi.Terms;
import no.grend.kernel.Bell;

/**
 * The providers of the moment. The list is replaced as a whole, so who reads it needs no lock; a provider that is not used stays
 * in it with the reason. Safe between threads.
 */
final class Providers {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,19}");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Comparator<Offer> RANKED =
            Comparator.comparing((Offer offer) -> -offer.ranking()).thenComparing(Offer::serviceId);

    private final Calls calls;
    private final Bell arrived = new Bell();
    private final List<Offer> services = new ArrayList<>();
    private volatile List<Offer> offers = List.of();

    Providers(Calls calls) {
        this.calls = calls;
    }

    /** Rings when one has come, whose payments may wait to be asked about. */
    Bell arrived() {
        return arrived;
    }

    /** A service has come. @param bundle who it is from, for when it is rejected */
    void arrived(long serviceId, int ranking, String bundle, PaymentProvider service) {
        Offer offer = read(serviceId, ranking, bundle, service);
        synchronized (services) {
            services.removeIf(other -> other.serviceId() == serviceId);
            services.add(offer);
            offers = ranked();
        }
        arrived.ring();
    }

    /** A service has gone: no call to it is begun after this, and those that run are answered {@code UNKNOWN}. */
    void left(long serviceId) {
        synchronized (services) {
            services.removeIf(other -> other.serviceId() == serviceId);
            offers = ranked();
        }
        calls.cutOff(serviceId);
    }

    /** All of them, the highest ranking first, those that are rejected among them. */
    List<Offer> all() {
        return offers;
    }

    /** Those in use, the highest ranking first. */
    List<Offer> used() {
        return offers.stream().filter(Offer::isUsed).toList();
    }

    Optional<Offer> of(String id) {
        return offers.stream()
                .filter(offer -> offer.isUsed() && offer.id().equals(id))
                .findFirst();
    }

    private List<Offer> ranked() {
        Set<String> ids = new HashSet<>();
        return services.stream()
                .sorted(RANKED)
                .map(offer -> !offer.isUsed() || ids.add(offer.id()) ? offer : offer.shadowed())
                .toList();
    }

    /** What a provider says of itself is foreign code: whatever it throws makes it rejected. */
    private static Offer read(long serviceId, int ranking, String bundle, PaymentProvider service) {
        String id = null;
        try {
            id = service.id();
            if (id == null || !ID.matcher(id).matches()) {
                return Offer.rejected(
                        bundle, serviceId, ranking, "Its id must be 1-20 of a-z, 0-9 and hyphen, letter first.");
            }
            Terms terms = service.terms();
            Offer.Charges charges = service instanceof TakesCharges taker
                    ? new Offer.Charges(taker.chargeTerms(), taker.mostRetryDays())
                    : null;
            String wrong = wrong(terms);
            if (wrong == null && charges != null) {
                wrong = wrong(charges);
            }
            return wrong == null
                    ? new Offer(id, terms, service, serviceId, ranking, null, charges)
                    : Offer.rejected(id, serviceId, ranking, wrong);
        } catch (RuntimeException | LinkageError broken) {
            return Offer.rejected(
                    id == null ? bundle : id,
                    serviceId,
                    ranking,
                    "It could not say what it takes: " + broken.getClass().getName());
        }
    }

    private static String wrong(Offer.Charges charges) {
        String wrong = wrong(charges.terms());
        if (wrong != null) {
            return "Of charges: " + wrong;
        }
        return charges.retryDays() < 0 ? "The days that it tries a charge again must not be less than 0." : null;
    }

    private static String wrong(Terms terms) {
        if (terms == null || terms.name() == null || terms.name().isBlank() || terms.openTo() == null) {
            return "Its terms lack a name, or who it is open to.";
        }
        if (!terms.currencies().contains("NOK")) {
            return "It does not take NOK.";
        }
        if (terms.least() == null
                || terms.most() == null
                || !terms.least().isPositive()
                || terms.most().compareTo(terms.least()) < 0) {
            return "Its smallest payment must be more than nothing, and at most its largest.";
        }
        if (terms.timeLimit() == null
                || terms.timeLimit().compareTo(SHORTEST) < 0
                || terms.timeLimit().compareTo(LONGEST) > 0) {
            return "Its time limit must be 1-60 seconds.";
        }
        return terms.leadDays() < 0 ? "Its lead days must not be less than 0." : null;
    }
}
