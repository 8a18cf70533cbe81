package no.grend.ocr.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import no.grend.camt.CamtFileReader;
import no.grend.camt.CamtPayment;
import no.grend.camt.CamtVisitor;
import no.grend.ledger.Receipt;
import no.grend.nets.AssignmentStart;
import no.grend.nets.NetsFileReader;
import no.grend.nets.NetsFileVisitor;
import no.grend.nets.OcrPayment;
import no.grend.ocr.internal.store.FileRow.Format;

/**
 * The payments of a file one after another, read on a thread of its own a little ahead of whoever takes them: the reader
 * pushes, the ledger pulls. Holds a few thousand payments, however large the file. To be closed; used by one thread.
 */
final class PaymentStream implements Iterator<PaymentStream.Item>, AutoCloseable {

    /**
     * A payment to post, or to hold.
     *
     * @param line in the file; of camt.054, which may be all on one line, the place among the file's payments
     * @param weak whether nothing of the bank's tells it from one like it
     * @param hold why it is not to be posted; null when it is
     * @param camt what it was read from; null when it is OCR giro
     */
    record Item(long line, boolean weak, Receipt receipt, Hold hold, CamtPayment camt) {}

    private static final int BATCH = 512;
    private static final int AHEAD = 8;
    private static final List<Item> END = List.of();

    private final BlockingQueue<List<Item>> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;
    private volatile boolean closed;
    private volatile Throwable failure;
    private Iterator<Item> current = List.<Item>of().iterator();
    private boolean ended;

    PaymentStream(Path file, Format format, LocalDate today, Repeats repeats, Holds holds) {
        Pusher pusher = new Pusher(repeats.ordinals(), holds);
        reader = new Thread(() -> read(file, format, today, pusher), "grend-bank-file-reader");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && !ended) {
            List<Item> batch = take();
            ended = batch == END;
            current = batch.iterator();
            if (ended && failure != null) {
                throw new IllegalStateException("The checked bank file could not be read again", failure);
            }
        }
        return current.hasNext();
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }

    private List<Item> take() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a bank file was posted; it is resumed later", e);
        }
    }

    /** Stops the reading thread and waits until it has let go of the file. */
    @Override
    public void close() {
        closed = true;
        queue.clear();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Path file, Format format, LocalDate today, Pusher pusher) {
        try (InputStream in = Files.newInputStream(file)) {
            if (format == Format.OCR) {
                new NetsFileReader(today).read(in, pusher).requireAccepted();
            } else {
                new CamtFileReader().read(in, pusher).requireAccepted();
            }
            pusher.flush();
        } catch (Abandoned e) {
            return;
        } catch (IOException e) {
            failure = new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        offer(END);
    }

    private void offer(List<Item> batch) {
        try {
            while (!queue.offer(batch, 50, TimeUnit.MILLISECONDS)) {
                if (closed) {
                    throw new Abandoned();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Abandoned();
        }
    }

    private final class Pusher implements NetsFileVisitor, CamtVisitor {

        private final Repeats.Ordinals ordinals;
        private final Holds holds;
        private final MessageDigest digest = Sha256.digest();
        private List<Item> batch = new ArrayList<>(BATCH);

        Pusher(Repeats.Ordinals ordinals, Holds holds) {
            this.ordinals = ordinals;
            this.holds = holds;
        }

        @Override
        public void payment(AssignmentStart assignment, OcrPayment payment) {
            if (payment.isInformation()) {
                return;
            }
            PaymentIdentity identity = PaymentIdentity.of(digest, assignment.account(), payment);
            String sourceKey = identity.sourceKey(payment, ordinals.next(identity));
            add(new Item(
                    payment.line(),
                    PaymentIdentity.isWeak(payment),
                    receipt(payment, sourceKey),
                    holds.of(payment.line()),
                    null));
        }

        @Override
        public void payment(CamtPayment payment) {
            if (!CamtReceipt.isFor(payment)) {
                return;
            }
            PaymentIdentity identity = PaymentIdentity.of(digest, payment);
            String sourceKey = identity.sourceKey(payment, ordinals.next(identity));
            Hold hold = payment.isLumpSum() ? Hold.LUMP_SUM : holds.of(payment.number());
            add(new Item(
                    payment.number(), CamtReceipt.isWeak(payment), CamtReceipt.of(payment, sourceKey), hold, payment));
        }

        private void add(Item item) {
            batch.add(item);
            if (batch.size() == BATCH) {
                flush();
            }
        }

        void flush() {
            if (!batch.isEmpty()) {
                offer(batch);
                batch = new ArrayList<>(BATCH);
            }
        }

        private Receipt receipt(OcrPayment payment, String sourceKey) {
            String kid = payment.kid();
            String reference = payment.archiveReference();
            boolean referred = !reference.isBlank() && !reference.equals("000000000");
            return new Receipt(
                    sourceKey,
                    "OCR",
                    kid.isEmpty() ? null : kid,
                    payment.amount(),
                    payment.settledOn(),
                    payment.bankDate(),
                    payment.debitAccount(),
                    referred ? reference : null,
                    null);
        }
    }

    /** Nobody takes the payments any more. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
