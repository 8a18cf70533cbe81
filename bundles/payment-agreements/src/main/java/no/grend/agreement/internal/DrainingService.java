package no.grend.agreement.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.agreement.PaymentProviders;
import no.grend.agreement.internal.Tables.Said;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.agreement.internal.store.ProviderStore.ProviderRow;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Count;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the providers, and drains them. Safe between threads. */
@Component(service = PaymentProviders.class)
public final class DrainingService implements PaymentProviders {

    private static final int BATCH = 100;

    private final Providers providers;
    private final FileCollectors collectors;
    private final Tables tables;
    private final Audit audit;
    private final Settings settings;
    private final ConsentService consents;

    @Activate
    public DrainingService(
            @Reference ProviderWatch watch,
            @Reference(target = "(module=agreement)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Settings settings,
            @Reference ConsentService consents) {
        this.providers = watch.providers();
        this.collectors = new FileCollectors(watch);
        this.tables = new Tables(db, clock);
        this.audit = audit;
        this.settings = settings;
        this.consents = consents;
    }

    @Override
    public List<Standing> providers(Actor actor) {
        actor.require(Permission.LEDGER_READ);
        return standings();
    }

    @Override
    public Standing drain(Actor actor, String from, String to, boolean force) {
        actor.require(Permission.ORGANISATION_WRITE);
        if (collectors.drain(actor, from, to, force)) {
            return standing(from);
        }
        requireKnown(from, "id");
        Asked.text("to", to, "say which provider new payments go to");
        collectors.refuseAsTarget(to);
        if (providers.of(to).isEmpty()) {
            throw Problem.rule(
                    "/to",
                    "PROVIDER_NOT_THERE",
                    "New payments can go only to a provider that is there; see GET /payment-providers.");
        }
        if (to.equals(from)) {
            throw Problem.rule(
                    "/to", "DRAINS_IN_A_CIRCLE", "New payments must go to another provider than " + from + ".");
        }
        tables.db.useTransaction(tx -> write(tx, actor, from, to));
        consents.moving().mark(actor, from);
        // What was to be moved to it from others goes further on.
        consents.moving().markAll();
        consents.marked().ring();
        if (force) {
            consents.moving().giveUp(actor, from);
            int moved;
            do {
                moved = forceOut(actor, from);
            } while (moved == BATCH);
        }
        return standing(from);
    }

    @Override
    public Standing resume(Actor actor, String id) {
        actor.require(Permission.ORGANISATION_WRITE);
        if (collectors.resume(actor, id)) {
            return standing(id);
        }
        requireKnown(id, "id");
        tables.db.useTransaction(tx -> {
            tables.providers.lock(tx);
            tables.providers.drain(tx, id, null, tables.now(), actor.id());
            audit.record(tx, Entry.of(actor.id(), "PROVIDER_RESUMED", "payment-provider:" + id));
        });
        consents.moving().callOff(actor, id);
        return standing(id);
    }

    private void write(Handle tx, Actor actor, String from, String to) {
        tables.providers.remember(tx, from, tables.now());
        tables.providers.remember(tx, to, tables.now());
        tables.providers.lock(tx);
        Map<String, String> drained = new HashMap<>();
        tables.providers.all(tx).stream()
                .filter(row -> row.drainedTo() != null)
                .forEach(row -> drained.put(row.id(), row.drainedTo()));
        drained.remove(from);
        for (String end = to; end != null; end = drained.get(end)) {
            if (end.equals(from)) {
                throw Problem.rule(
                        "/to",
                        "DRAINS_IN_A_CIRCLE",
                        to + " is itself drained to " + from + ". Let it take payments again first.");
            }
        }
        tables.providers.drain(tx, from, to, tables.now(), actor.id());
        audit.record(tx, new Entry(actor.id(), "PROVIDER_DRAINED", "payment-provider:" + from, null, "to " + to, null));
    }

    private int forceOut(Actor actor, String provider) {
        List<PaymentRow> open = tables.db.read(tx -> tables.payments.open(tx, provider, BATCH));
        String why = provider + " was taken out of use before it was known what became of this payment. Find out there,"
                + " and decide.";
        for (PaymentRow seen : open) {
            tables.db.useTransaction(tx -> {
                PaymentRow row = tables.lock(tx, seen.id());
                if (Tables.isAsked(row.state())) {
                    tables.raise(tx, row, Outcomes.DRAINED, why);
                    tables.write(
                            tx,
                            row,
                            new Said("FORCED_OUT", actor.id(), why),
                            change -> change.exception(Outcomes.DRAINED, why));
                }
            });
        }
        return open.size();
    }

    private void requireKnown(String id, String field) {
        if (standings().stream().noneMatch(standing -> standing.id().equals(id))) {
            throw Problem.rule(
                    "/" + field,
                    "PROVIDER_UNKNOWN",
                    "There is no payment provider " + id + "; see GET /payment-providers.");
        }
    }

    private Standing standing(String id) {
        return standings().stream()
                .filter(standing -> standing.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Standing> standings() {
        Known known = tables.db.read(
                tx -> new Known(tables.providers.all(tx), tables.payments.inFlight(tx), tables.moves.counts(tx)));
        Map<String, ProviderRow> rows = new HashMap<>();
        known.rows().forEach(row -> rows.put(row.id(), row));
        List<Standing> standings = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (Offer offer : providers.all()) {
            ProviderRow row = rows.get(offer.id());
            boolean first = there.add(offer.id());
            standings.add(new Standing(
                    offer.id(),
                    state(offer, row),
                    offer.isUsed() ? drainedWhy(row, known.consents(offer.id())) : offer.rejected(),
                    first ? known.inFlight(offer.id()) : 0,
                    offer.capabilities(),
                    offer.isUsed() ? settings.routesOf(offer.id()) : List.of(),
                    first ? known.consents(offer.id()) : ConsentCount.NONE,
                    offer.takes()));
        }
        for (ProviderRow row : known.rows()) {
            if (there.add(row.id())) {
                String why = row.drainedTo() == null
                        ? "It is not installed, or stopped."
                        : drainedWhy(row, known.consents(row.id()));
                standings.add(absent(row.id(), why, known));
            }
        }
        for (String named : settings.named()) {
            if (there.add(named)) {
                standings.add(absent(named, "A route names it; it is not installed, or stopped.", known));
            }
        }
        standings.addAll(collectors.standings());
        standings.sort(Comparator.comparing(Standing::id));
        return standings;
    }

    /** What the tables know of the providers. */
    private record Known(List<ProviderRow> rows, Map<String, Integer> inFlight, Map<String, ConsentCount> consents) {

        int inFlight(String provider) {
            return inFlight.getOrDefault(provider, 0);
        }

        ConsentCount consents(String provider) {
            return consents.getOrDefault(provider, ConsentCount.NONE);
        }
    }

    private Standing absent(String id, String why, Known known) {
        return new Standing(
                id, State.ABSENT, why, known.inFlight(id), List.of(), settings.routesOf(id), known.consents(id), null);
    }

    private static State state(Offer offer, ProviderRow row) {
        if (!offer.isUsed()) {
            return State.REJECTED;
        }
        return row != null && row.drainedTo() != null ? State.DRAINING : State.ACTIVE;
    }

    private String drainedWhy(ProviderRow row, ConsentCount has) {
        if (row == null || row.drainedTo() == null) {
            return null;
        }
        String payments =
                "Drained since " + Oslo.minute(row.drainedAt()) + "; new payments go to " + row.drainedTo() + ".";
        return has.left() == 0 ? payments : payments + " " + consentsWhy(row.id(), has.left());
    }

    private String consentsWhy(String provider, int left) {
        String uncharged = " Nothing is charged by them meanwhile: the invoices go the ordinary way.";
        return consents.moving()
                .target(provider)
                .map(to -> Count.of(left, "consent is", "consents are") + " left; each moves to " + to.id()
                        + " when its payer has given a new one there." + uncharged)
                .orElseGet(
                        () -> Count.of(left, "consent stays", "consents stay") + " with it, as no provider that takes"
                                + " charges from members is there in its place." + uncharged);
    }
}
