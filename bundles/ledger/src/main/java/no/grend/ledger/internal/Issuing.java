package no.grend.ledger.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import no.grend.kernel.Fault;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger.Issued;
import no.grend.ledger.internal.store.InvoiceReader;
import no.grend.ledger.internal.store.InvoiceRows;
import no.grend.ledger.internal.store.Journal;
import no.grend.ledger.internal.store.Requests;
import no.grend.ledger.spi.KidScheme;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/** Issues invoices: numbered without gaps, given a KID, entered in the journal, all in one transaction. */
final class Issuing {

    /** The most drafts in one transaction. */
    static final int MOST = 5_000;

    private final Database db;
    private final Clock clock;
    private final Ids ids;
    private final Audit audit;
    private final KidBook kids;
    private final InvoiceReader reader;
    private final Requests requests = new Requests();

    Issuing(Database db, Clock clock, Audit audit, KidBook kids, InvoiceReader reader) {
        this.db = db;
        this.clock = clock;
        this.ids = new Ids(clock);
        this.audit = audit;
        this.kids = kids;
        this.reader = reader;
    }

    /** One invoice; a key or a source key that has its invoice already gives that one. */
    Issued issue(Actor actor, InvoiceDraft draft, IdempotencyKey key) {
        Drafts.checkedSum(draft);
        Issued issued = db.inTransaction(tx -> {
            try (Journal journal = Journal.open(tx, clock)) {
                if (key != null) {
                    Long entry = requests.entryOf(tx, key).orElse(null);
                    if (entry != null) {
                        return new Issued(reader.byEntry(tx, entry).orElseThrow(), false);
                    }
                }
                Batch batch = new Batch(journal, null, List.of(draft));
                Issued one = batch.write().get(0);
                if (one.created()) {
                    if (key != null) {
                        requests.keep(tx, key, batch.lastEntry);
                    }
                    audit.record(
                            tx,
                            Audit.Entry.of(
                                    actor.id(),
                                    "INVOICE_ISSUED",
                                    "invoice:" + one.invoice().id()));
                }
                Fault.point("ledger-issue-before-commit");
                return one;
            }
        });
        Fault.point("ledger-after-issue");
        return issued;
    }

    Optional<Long> entryOf(Handle handle, IdempotencyKey key) {
        return requests.entryOf(handle, key);
    }

    /** Many in one transaction; for each draft, in order, its invoice and whether it is new. */
    List<Issued> issueAll(Actor actor, String run, List<InvoiceDraft> drafts) {
        if (drafts.size() > MOST) {
            throw Problem.invalid(null, "TOO_MANY_DRAFTS", "At most 5,000 invoices can be issued in one call.");
        }
        drafts.forEach(Drafts::checkedSum);
        List<Issued> issued = db.inTransaction(tx -> {
            try (Journal journal = Journal.open(tx, clock)) {
                List<Issued> all = new Batch(journal, run, drafts).write();
                long created = all.stream().filter(Issued::created).count();
                if (created > 0) {
                    audit.record(
                            tx,
                            new Audit.Entry(
                                    actor.id(),
                                    "INVOICES_ISSUED",
                                    run == null ? "ledger" : "invoice-run:" + run,
                                    null,
                                    Count.of(created, "invoice"),
                                    null));
                }
                Fault.point("ledger-issue-before-commit");
                return all;
            }
        });
        Fault.point("ledger-after-issue");
        return issued;
    }

    /** One transaction's invoices. */
    private final class Batch {

        private final Journal journal;
        private final String run;
        private final List<InvoiceDraft> drafts;
        private final Map<String, Invoice> before;
        private long lastEntry;

        Batch(Journal journal, String run, List<InvoiceDraft> drafts) {
            this.journal = journal;
            this.run = run;
            this.drafts = drafts;
            Set<String> keys = new HashSet<>();
            for (InvoiceDraft draft : drafts) {
                if (draft.sourceKey() != null) {
                    keys.add(draft.sourceKey());
                }
            }
            this.before = new HashMap<>(reader.bySourceKeys(handle(), keys));
        }

        List<Issued> write() {
            KidScheme scheme = kids.chosen();
            List<Issued> all = new ArrayList<>(drafts.size());
            try (InvoiceRows rows = new InvoiceRows(journal)) {
                for (InvoiceDraft draft : drafts) {
                    Invoice known = draft.sourceKey() == null ? null : before.get(draft.sourceKey());
                    all.add(known == null ? new Issued(add(draft, scheme, rows), true) : new Issued(known, false));
                }
                rows.finish();
            }
            journal.finish();
            return all;
        }

        private Invoice add(InvoiceDraft draft, KidScheme scheme, InvoiceRows rows) {
            String id = ids.next();
            long number = rows.nextNumber();
            String kid = scheme.kid(draft.memberNumber(), number);
            long sum = Drafts.checkedSum(draft);
            lastEntry = rows.add(id, kid, draft, sum, run);
            Invoice invoice = Invoice.builder(id)
                    .numbered(InvoiceRows.SERIES, number, kid)
                    .to(draft.contactId(), draft.memberNumber(), draft.payerName())
                    .onBehalfOf(draft.onBehalfOf())
                    .issuedOn(draft.issuedOnOr(journal.today()))
                    .dueOn(draft.dueDate())
                    .lines(draft.lines())
                    .sourceKey(draft.sourceKey())
                    .run(run)
                    .paymentType(draft.paymentType())
                    .joining(draft.joining())
                    .withoutMandate(draft.withoutMandate())
                    .build();
            if (draft.sourceKey() != null) {
                before.put(draft.sourceKey(), invoice);
            }
            return invoice;
        }

        private Handle handle() {
            return journal.tx();
        }
    }
}
