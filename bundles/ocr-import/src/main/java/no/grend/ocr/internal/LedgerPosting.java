package no.grend.ocr.internal;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import no.grend.identity.Actor;
import no.grend.kernel.Ids;
import no.grend.kernel.Problem;
import no.grend.ledger.Ledger;
import no.grend.ledger.Posted;
import no.grend.ledger.Receipt;
import no.grend.ocr.internal.store.FileRow;

/**
 * Transaction B: a file's payments into the ledger, all or none, and what became of each.
 *
 * <p>The answer is the same however often it is asked for and whoever asks: when the ledger says of any payment that it
 * was posted before, the ledger's own account of this file's batch decides which came with this file.
 */
final class LedgerPosting {

    private static final int TRIES = 3;

    private final Ledger ledger;
    private final Ids ids;
    private final LocalDate today;

    LedgerPosting(Ledger ledger, Ids ids, LocalDate today) {
        this.ledger = ledger;
        this.ids = ids;
        this.today = today;
    }

    /** Posts and tells. The caller closes what it gets. */
    Fates post(Actor actor, FileRow file, Path bytes, Repeats repeats, Holds holds) {
        String batch = "ocr:" + file.sha256();
        String fileId = file.id();
        Supplier<PaymentStream> payments = () -> new PaymentStream(bytes, file.format(), today, repeats, holds);
        Fates fates = tryToPost(actor, batch, fileId, payments);
        if (fates.outcomes().already() == 0) {
            return fates;
        }
        fates.close();
        return fromLedger(actor, batch, fileId, payments);
    }

    /** The ledger asks for the receipts again when the database was busy; nothing is posted then. */
    private Fates tryToPost(Actor actor, String batch, String fileId, Supplier<PaymentStream> payments) {
        for (int left = TRIES - 1; ; left--) {
            Fates fates = new Fates(fileId, ids);
            try (PaymentStream stream = payments.get()) {
                Pairing pairing = new Pairing(stream, fates);
                ledger.post(actor, batch, pairing, pairing::fate);
                return fates;
            } catch (RuntimeException e) {
                fates.close();
                if (left == 0 || !(e instanceof Problem busy && busy.kind() == Problem.Kind.UNAVAILABLE)) {
                    throw e;
                }
            }
        }
    }

    private Fates fromLedger(Actor actor, String batch, String fileId, Supplier<PaymentStream> payments) {
        Fates fates = new Fates(fileId, ids);
        try (PaymentStream stream = payments.get()) {
            ledger.eachPosted(actor, batch, payment -> {
                PaymentStream.Item item = stream.next();
                while (!item.receipt().sourceKey().equals(payment.receipt().sourceKey())) {
                    fates.addFromEarlierFile(item);
                    item = stream.next();
                }
                fates.add(item, payment.outcome(), payment.invoiceId(), payment.unallocated(), payment.explanation());
            });
            stream.forEachRemaining(fates::addFromEarlierFile);
            return fates;
        } catch (RuntimeException e) {
            fates.close();
            throw e;
        }
    }

    /** Gives the ledger its receipts but those held, and the ledger's answers their lines: both come in one order. */
    private static final class Pairing implements Iterator<Receipt> {

        private final PaymentStream stream;
        private final Fates fates;
        private final Deque<PaymentStream.Item> asked = new ArrayDeque<>();
        private PaymentStream.Item next;

        Pairing(PaymentStream stream, Fates fates) {
            this.stream = stream;
            this.fates = fates;
        }

        @Override
        public boolean hasNext() {
            while (next == null && stream.hasNext()) {
                PaymentStream.Item item = stream.next();
                if (item.hold() == null) {
                    next = item;
                } else {
                    fates.addFromEarlierFile(item);
                }
            }
            return next != null;
        }

        @Override
        public Receipt next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            PaymentStream.Item item = next;
            next = null;
            asked.add(item);
            return item.receipt();
        }

        void fate(Posted posted) {
            PaymentStream.Item item = asked.remove();
            if (!item.receipt().sourceKey().equals(posted.sourceKey())) {
                throw new IllegalStateException("The ledger answered out of order at line " + item.line());
            }
            fates.add(item, posted.outcome(), posted.invoiceId(), posted.unallocated(), posted.explanation());
        }
    }
}
