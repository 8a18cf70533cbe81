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
    private final Tables tables;
    private final Audit audit;
    private final Settings settings;

    @Activate
    public DrainingService(
            @Reference ProviderWatch watch,
            @Reference(target = "(module=agreement)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Settings settings) {
        this.providers = watch.providers();
        this.tables = new Tables(db, clock);
        this.audit = audit;
        this.settings = settings;
    }

    @Override
    public List<Standing> providers(Actor actor) {
        actor.require(Permission.LEDGER_READ);
        return standings();
    }

    @Override
    public Standing drain(Actor actor, String from, String to, boolean force) {
        actor.require(Permission.ORGANISATION_WRITE);
        requireKnown(from, "id");
        if (to == null || providers.of(to).isEmpty()) {
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
        if (force) {
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
        requireKnown(id, "id");
        tables.db.useTransaction(tx -> {
            tables.providers.lock(tx);
            tables.providers.drain(tx, id, null, tables.now(), actor.id());
            audit.record(tx, Entry.of(actor.id(), "PROVIDER_RESUMED", "payment-provider:" + id));
        });
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
        record Known(List<ProviderRow> rows, Map<String, Integer> inFlight) {}
        Known known = tables.db.read(tx -> new Known(tables.providers.all(tx), tables.payments.inFlight(tx)));
        Map<String, ProviderRow> rows = new HashMap<>();
        known.rows().forEach(row -> rows.put(row.id(), row));
        List<Standing> standings = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (Offer offer : providers.all()) {
            ProviderRow row = rows.get(offer.id());
            int inFlight = there.add(offer.id()) ? known.inFlight().getOrDefault(offer.id(), 0) : 0;
            standings.add(new Standing(
                    offer.id(),
                    state(offer, row),
                    offer.isUsed() ? drainedWhy(row) : offer.rejected(),
                    inFlight,
                    offer.capabilities(),
                    offer.isUsed() ? settings.routesOf(offer.id()) : List.of()));
        }
        for (ProviderRow row : known.rows()) {
            if (there.add(row.id())) {
                String why = row.drainedTo() == null ? "It is not installed, or stopped." : drainedWhy(row);
                standings.add(absent(row.id(), why, known.inFlight().getOrDefault(row.id(), 0)));
            }
        }
        for (String named : settings.named()) {
            if (there.add(named)) {
                standings.add(absent(named, "A route names it; it is not installed, or stopped.", 0));
            }
        }
        standings.sort(Comparator.comparing(Standing::id));
        return standings;
    }

    private Standing absent(String id, String why, int inFlight) {
        return new Standing(id, State.ABSENT, why, inFlight, List.of(), settings.routesOf(id));
    }

    private static State state(Offer offer, ProviderRow row) {
        if (!offer.isUsed()) {
            return State.REJECTED;
        }
        return row != null && row.drainedTo() != null ? State.DRAINING : State.ACTIVE;
    }

    private static String drainedWhy(ProviderRow row) {
        return row == null || row.drainedTo() == null
                ? null
                : "Drained since " + row.drainedAt() + "; new payments go to " + row.drainedTo() + ".";
    }
}
