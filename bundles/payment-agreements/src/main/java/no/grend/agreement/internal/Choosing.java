package no.grend.agreement.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.agreement.NewPayment;
import no.grend.agreement.spi.Terms;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;

/** Chooses the provider of a payment: the one that was named, or by the routes. Safe between threads. */
final class Choosing {

    private final Tables tables;
    private final Providers providers;
    private final Settings settings;

    Choosing(Tables tables, Providers providers, Settings settings) {
        this.tables = tables;
        this.providers = providers;
        this.settings = settings;
    }

    /** The provider that was asked for, or the first of the route that takes it; where drained, the one that new ones go to. */
    Offer choose(Actor actor, NewPayment wanted, Ore amount) {
        if (wanted.provider() != null) {
            String id = drained(List.of(wanted.provider())).stream().findFirst().orElse(wanted.provider());
            Offer offer = providers.of(id).orElseThrow(() -> away(wanted.provider(), id));
            String unfit = unfit(actor, offer.terms(), amount);
            if (unfit != null) {
                throw Problem.rule(
                        "/provider", "PROVIDER_DOES_NOT_TAKE_IT", offer.id() + " does not take it: " + unfit);
            }
            return offer;
        }
        List<String> route = settings.route(wanted.purpose());
        List<String> ids = route.isEmpty() ? openToEverybody() : route;
        return drained(ids).stream()
                .flatMap(id -> providers.of(id).stream())
                .filter(offer -> unfit(actor, offer.terms(), amount) == null)
                .findFirst()
                .orElseThrow(Choosing::noProvider);
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
