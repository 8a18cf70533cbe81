package no.grend.invoicepdf.internal;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import no.grend.invoicepdf.internal.store.Sender;
import no.grend.invoicepdf.internal.store.SenderTable;
import no.grend.kernel.Ids;
import no.grend.ledger.LedgerListener;
import no.grend.licence.Licence;
import no.grend.organisation.Organisation;
import no.grend.organisation.Organisation.Profile;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Remembers what the organisation, its account and its terms were when each invoice was issued (S2-06), at no cost to the
 * issuing: whenever the ledger has written something, the profile is compared with the one seen before, and only a changed
 * one is written down, as holding from the time of the look before. Invoices are told by their ids, which are in order of
 * making ({@link Ids}): an invoice has the version that held at its id.
 *
 * <p>What it cannot know: a profile changed between the commit of an invoice and the look, some milliseconds, counts as changed
 * before it; and invoices issued while this module was away have the version seen before or, failing that, the first.
 * Safe between threads.
 */
@Component(service = {LedgerListener.class, Senders.class})
public final class Senders implements LedgerListener {

    private final Database db;
    private final Organisation organisation;
    private final Clock clock;
    private final Ids ids;
    private final SenderTable table = new SenderTable();

    /** The profile at the last look, and an id from just then. */
    private Profile seen;

    private String seenAt;

    @Activate
    public Senders(
            @Reference(target = "(feature=grend-ledger)") Licence licence,
            @Reference(target = "(module=invoice_pdf)") Database db,
            @Reference Organisation organisation,
            @Reference Clock clock) {
        this(db, organisation, clock);
    }

    Senders(Database db, Organisation organisation, Clock clock) {
        this.db = db;
        this.organisation = organisation;
        this.clock = clock;
        this.ids = new Ids(clock);
        this.seenAt = ids.next();
    }

    @Override
    public void newEvents() {
        look();
    }

    /** Writes the organisation down as it is now, unless it is as it was. */
    synchronized void look() {
        Profile now = organisation.profile();
        String since = seenAt;
        if (!now.equals(seen)) {
            Sender sender = sender(now);
            db.useTransaction(tx -> {
                TreeMap<String, String> before = table.since(tx);
                if (before.isEmpty()
                        || !before.lastEntry().getValue().equals(sender.hash())
                                && before.lastKey().compareTo(since) < 0) {
                    table.keep(tx, sender, since, clock.instant());
                }
            });
            seen = now;
        }
        seenAt = ids.next();
    }

    /** The hash of the sender on each of these invoices. */
    Map<String, String> of(Iterable<String> invoiceIds) {
        look();
        TreeMap<String, String> since = db.read(table::since);
        Map<String, String> hashes = new HashMap<>();
        for (String id : invoiceIds) {
            Map.Entry<String, String> held = since.floorEntry(id);
            hashes.put(id, (held == null ? since.firstEntry() : held).getValue());
        }
        return hashes;
    }

    /** A sender by its hash. */
    Sender read(String hash) {
        return db.read(handle -> table.read(handle, hash)).orElseThrow();
    }

    private static Sender sender(Profile profile) {
        String terms = profile.terms() == null || profile.terms().isBlank() ? null : profile.terms();
        return new Sender(
                SenderTable.hash(
                        profile.officialName(),
                        profile.email(),
                        profile.organisationNumber(),
                        profile.account(),
                        terms),
                profile.officialName(),
                profile.email(),
                profile.organisationNumber(),
                profile.account(),
                terms);
    }
}
