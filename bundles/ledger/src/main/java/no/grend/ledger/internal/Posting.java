package no.grend.ledger.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import no.grend.kernel.Fault;
import no.grend.kernel.Problem;
import no.grend.ledger.Posted;
import no.grend.ledger.Receipt;
import no.grend.ledger.internal.store.HeldRows;
import no.grend.ledger.internal.store.Journal;
import no.grend.ledger.internal.store.OpenInvoices;
import no.grend.ledger.internal.store.PaymentRows;
import no.grend.ledger.internal.store.PostingReader;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/**
 * Posts a batch of receipts: one transaction, a chunk of receipts at a time, so that memory does not grow with the batch. Safe
 * between threads.
 */
final class Posting {

    private static final int CHUNK = 1_000;

    private final Database db;
    private final Clock clock;
    private final KidBook kids;
    private final int chunkSize;

    Posting(Database db, Clock clock, KidBook kids) {
        this(db, clock, kids, CHUNK);
    }

    Posting(Database db, Clock clock, KidBook kids, int chunkSize) {
        this.db = db;
        this.clock = clock;
        this.kids = kids;
        this.chunkSize = chunkSize;
    }

    /** Posts all or nothing. @return whether anything was written */
    boolean post(String batch, Iterator<Receipt> receipts, Consumer<Posted> each) {
        Once once = new Once();
        boolean written = db.inTransaction(tx -> write(tx, batch, receipts, each, once));
        Fault.point("ledger-after-post");
        return written;
    }

    private boolean write(Handle tx, String batch, Iterator<Receipt> receipts, Consumer<Posted> each, Once once) {
        try (Journal journal = Journal.open(tx, clock);
                PaymentRows payments = new PaymentRows(journal, journal.nextBatch());
                OpenInvoices open = new OpenInvoices(journal);
                HeldRows held = new HeldRows(journal)) {
            once.begin();
            PostingReader reader = new PostingReader(tx, db.dialect());
            Settlement settlement = new Settlement(journal, reader, payments, open, held);
            while (receipts.hasNext()) {
                List<Receipt> some = next(receipts);
                Chunk chunk = new Chunk(some, reader, kids);
                List<Posted> fates = new ArrayList<>(some.size());
                for (Receipt receipt : some) {
                    Posted before = chunk.postedBefore(receipt);
                    Posted fate = before != null ? before : settlement.settle(receipt, chunk);
                    chunk.remember(fate);
                    fates.add(fate);
                }
                settlement.flush();
                fates.forEach(each);
                Fault.point("ledger-post-chunk");
            }
            if (payments.isEmpty()) {
                return false;
            }
            payments.finish(batch, journal.now());
            journal.finish();
            Fault.point("ledger-post-before-commit");
            return true;
        }
    }

    private List<Receipt> next(Iterator<Receipt> receipts) {
        List<Receipt> some = new ArrayList<>(chunkSize);
        while (some.size() < chunkSize && receipts.hasNext()) {
            some.add(Receipts.checked(receipts.next()));
        }
        return some;
    }

    /** The receipts can be read only once, so when the database wants the work again after that, the caller must ask. */
    private static final class Once {

        private boolean begun;

        void begin() {
            if (begun) {
                throw Problem.unavailable(
                        "LEDGER_BUSY",
                        "The database was busy and nothing was posted. Post the same receipts again: none will be posted"
                                + " twice.");
            }
            begun = true;
        }
    }
}
