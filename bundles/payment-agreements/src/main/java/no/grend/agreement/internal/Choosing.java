package no.grend.agreement.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import no.grend.agreement.NewPayment;
import no.grend.agreement.spi.Terms;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;

/** Chooses the provider of a payment: the one that was named, or by the routes. Safe between threads. */
final class Choosing {

    private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z-]{0,19}");

    private final Tables tables;
    private final Providers providers;
    private final FileCollectors collectors;
    private final Settings settings;

    Choosing(Tables tables, Providers providers, FileCollectors collectors, Settings settings) {
        this.tables = tables;
        this.providers = providers;
        this.collectors = collectors;
        this.settings = settings;
    }

    /** What is paid for: what was said, or else what the invoice was issued for; null for no particular. */
    static String purpose(Invoice invoice, NewPayment wanted) {
        if (wanted.purpose() != null || invoice.sourceKey() == null) {
            return wanted.purpose();
        }
        String source = invoice.sourceKey();
        String kind = source.substring(0, Math.max(0, source.indexOf(':')));
        return isPurpose(kind) ? kind : null;
    }

    static boolean isPurpose(String text) {
        return PURPOSE.matcher(text).matches();
    }

    /**
     * Those that take it, the first choice first: the one that was named alone, else those of the route; where drained, the one
     * that new ones go to.
     *
     * @throws Problem when there is none
     */
    List<Offer> offers(Actor actor, NewPayment wanted, String purpose, Ore amount) {
        if (wanted.provider() != null) {
            return List.of(named(actor, wanted.provider(), amount));
        }
        List<Offer> offers = fitting(actor, purpose, amount);
        if (offers.isEmpty()) {
            throw noProvider();
        }
        return offers;
    }

    /** Those of the route that take it, the first choice first; where drained, the one that new ones go to. */
    List<Offer> fitting(Actor actor, String purpose, Ore amount) {
        List<String> route = settings.route(purpose);
        List<String> ids = route.isEmpty() ? openToEverybody() : route;
        return drained(ids).stream()
                .flatMap(id -> providers.of(id).stream())
                .filter(offer -> unfit(actor, offer.terms(), amount) == null)
                .toList();
    }

    /** Those that take charges and are open to members, the first choice for a purpose first. */
    List<Offer> chargers(String purpose) {
        List<String> route = settings.route(purpose);
        return drained(route.isEmpty() ? openToEverybody() : route).stream()
                .flatMap(id -> providers.of(id).stream())
                .filter(offer ->
                        offer.charges() != null && offer.charges().terms().openTo() == Terms.OpenTo.EVERYBODY)
                .toList();
    }

    /**
     * The provider that a consent was given to: no other may charge by it.
     *
     * @param amount null when nothing is charged now
     */
    Offer ofConsent(String id, Ore amount) {
        if (!drained(List.of(id)).contains(id)) {
            throw Problem.conflict(
                    Charging.DRAINED,
                    id
                            + " is being taken out of use, so nothing is begun with it any more. Ask for a consent with another"
                            + " provider; what it has is moved by POST /api/admin/payment-consents/{id}/moving.");
        }
        Offer offer = providers.of(id).orElseThrow(() -> away(id, id));
        if (offer.charges() == null) {
            throw Problem.rule(
                    "/provider", "PROVIDER_TAKES_NO_CHARGES", id + " takes no charges; see GET /payment-providers.");
        }
        String unfit =
                amount == null ? null : unfit(Actor.SYSTEM, offer.charges().terms(), amount);
        if (unfit != null) {
            throw Problem.rule(
                    "/provider", "PROVIDER_DOES_NOT_TAKE_IT", id + " does not take it as a charge: " + unfit);
        }
        return offer;
    }

    Optional<Offer> there(String id) {
        return providers.of(id);
    }

    String nameOf(String provider) {
        return providers.of(provider).map(offer -> offer.terms().name()).orElse(provider);
    }

    private Offer named(Actor actor, String asked, Ore amount) {
        String id = drained(List.of(asked)).stream().findFirst().orElse(asked);
        Offer offer = providers.of(id).orElseThrow(() -> away(asked, id));
        String unfit = unfit(actor, offer.terms(), amount);
        if (unfit != null) {
            throw Problem.rule("/provider", "PROVIDER_DOES_NOT_TAKE_IT", offer.id() + " does not take it: " + unfit);
        }
        return offer;
    }

    boolean isOpenToMembers() {
        return !openToEverybody().isEmpty();
    }

    /** What staff only register, such as cash, is never chosen for them: it would say paid though nobody has paid. */
    private List<String> openToEverybody() {
        return providers.used().stream()
                .filter(offer -> offer.terms().openTo() == Terms.OpenTo.EVERYBODY)
                .map(Offer::id)
                .toList();
    }

    static Problem noProvider() {
        return Problem.unavailable(
                "NO_PROVIDER",
                "No payment provider that pays by itself takes this just now, so nothing was begun. Try again shortly, or"
                        + " name a provider; see GET /payment-providers.");
    }

    private Problem away(String asked, String id) {
        collectors.refuseToBegin(asked);
        boolean known = providers.all().stream().anyMatch(offer -> offer.id().equals(id))
                || tables.db.read(tx -> tables.providers.byId(tx, id)).isPresent();
        return known
                ? Asking.away(id)
                : Problem.rule(
                        "/provider",
                        "PROVIDER_UNKNOWN",
                        "There is no payment provider " + asked + "; see GET /payment-providers.");
    }

    private static String unfit(Actor actor, Terms terms, Ore amount) {
        if (actor.isMember() && terms.openTo() == Terms.OpenTo.STAFF) {
            return "it is for staff.";
        }
        if (amount.compareTo(terms.least()) < 0 || amount.compareTo(terms.most()) > 0) {
            return "it takes " + terms.least().value() + " to " + terms.most().value() + " øre.";
        }
        return null;
    }

    /** The same ids in order, with those that are drained replaced by where new ones go. */
    private List<String> drained(List<String> ids) {
        Map<String, String> to = new HashMap<>();
        tables.db.read(tx -> tables.providers.all(tx)).stream()
                .filter(row -> row.drainedTo() != null)
                .forEach(row -> to.put(row.id(), row.drainedTo()));
        List<String> ends = new ArrayList<>();
        for (String id : ids) {
            Set<String> seen = new HashSet<>();
            String end = id;
            while (to.containsKey(end) && seen.add(end)) {
                end = to.get(end);
            }
            if (!ends.contains(end) && !to.containsKey(end)) {
                ends.add(end);
            }
        }
        return ends;
    }
}
