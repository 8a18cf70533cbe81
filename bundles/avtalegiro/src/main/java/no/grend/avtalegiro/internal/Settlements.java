package no.grend.avtalegiro.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.avtalegiro.internal.store.ClaimStore;
import no.grend.avtalegiro.internal.store.Numbers;
import no.grend.avtalegiro.internal.store.StandingStore;
import no.grend.kernel.Rounds;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.Ledger;
import no.grend.ledger.LedgerEvent;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each living claim's state in step with its invoice, from the ledger's feed and a cursor of its own: read every
 * minute, and whenever somebody needs to know now. Safe between threads and between processes.
 */
@Component(service = Settlements.class)
public final class Settlements {

    private static final Logger LOG = LoggerFactory.getLogger(Settlements.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int STEP = 5_000;

    private final Database db;
    private final Ledger ledger;
    private final Numbers numbers = new Numbers(null);
    private final ClaimStore claims = new ClaimStore();
    private final StandingStore standing = new StandingStore();
    private final Rounds rounds = new Rounds(
            "grend-avtalegiro-ledger-feed",
            this::catchUp,
            trouble -> LOG.warn("Could not read the ledger's feed; trying again within a minute", trouble));

    /** @param files not asked, but it goes with its licence, and so does this */
    @Activate
    public Settlements(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Ledger ledger,
            @Reference BankFiles files) {
        this(db, ledger);
        rounds.begin(PAUSE, PAUSE);
    }

    /** For tests: nothing happens by itself. */
    Settlements(Database db, Ledger ledger) {
        this.db = db;
        this.ledger = ledger;
    }

    @Deactivate
    void stop() {
        rounds.end();
    }

    /** Reads the feed to its end. Whoever sees the claims afterwards sees what was paid before this call. */
    public void catchUp() {
        boolean more;
        do {
            more = step();
        } while (more);
    }

    /** A step is looked at first without a transaction, so that an idle system writes nothing. */
    private boolean step() {
        long seen = db.read(standing::cursor);
        if (ledger.eventsAfter(seen, 1).isEmpty()) {
            return false;
        }
        return db.inTransaction(tx -> {
            // A claim file that is being made has read its invoices before; its claims must be there when they are
            // paid.
            numbers.lock(tx);
            long cursor = standing.cursor(tx);
            List<LedgerEvent> events = ledger.eventsAfter(cursor, STEP);
            if (events.isEmpty()) {
                return false;
            }
            Map<String, Boolean> settled = new HashMap<>();
            events.stream()
                    .filter(event -> event.invoiceId() != null && event.status() != null)
                    .filter(event -> event.kind() != LedgerEvent.Kind.INVOICE_ISSUED)
                    .forEach(event -> settled.put(event.invoiceId(), isSettled(event.status())));
            Batches.of(settled.keySet(), batch -> claims.live(tx, batch)
                    .forEach(invoice -> standing.settle(tx, invoice, settled.get(invoice))));
            standing.moveCursor(tx, events.get(events.size() - 1).number());
            return events.size() == STEP;
        });
    }

    private static boolean isSettled(Status status) {
        return status == Status.PAID || status == Status.CREDITED;
    }
}
