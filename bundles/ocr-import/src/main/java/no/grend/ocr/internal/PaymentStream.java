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
import no.grend.ledger.Receipt;
import no.grend.nets.AssignmentStart;
import no.grend.nets.FileReport;
import no.grend.nets.NetsFileReader;
import no.grend.nets.NetsFileVisitor;
import no.grend.nets.OcrPayment;

/**
 * The payments of a file one after another, read on a thread of its own a little ahead of whoever takes them: the reader
 * pushes, the ledger pulls. Holds a few thousand payments, however large the file. To be closed; used by one thread.
 */
final class PaymentStream implements Iterator<PaymentStream.Item>, AutoCloseable {

    /** A payment to post. @param weak whether nothing of the bank's tells it from one like it */
    record Item(long line, boolean weak, Receipt receipt) {}

    private static final int BATCH = 512;
    private static final int AHEAD = 8;
    private static final List<Item> END = List.of();

    private final BlockingQueue<List<Item>> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;
    private volatile boolean closed;
    private volatile Throwable failure;
    private Iterator<Item> current = List.<Item>of().iterator();
    private boolean ended;

    PaymentStream(Path file, LocalDate today, Repeats repeats) {
        reader = new Thread(() -> read(file, today, repeats.ordinals()), "grend-bank-file-reader");
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

    private void read(Path file, LocalDate today, Repeats.Ordinals ordinals) {
        try (InputStream in = Files.newInputStream(file)) {
            Pusher pusher = new Pusher(ordinals);
            FileReport report = new NetsFileReader(today).read(in, pusher);
            pusher.flush();
            report.requireAccepted();
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

    private final class Pusher implements NetsFileVisitor {

        private final Repeats.Ordinals ordinals;
        private final MessageDigest digest = Sha256.digest();
        private List<Item> batch = new ArrayList<>(BATCH);

        Pusher(Repeats.Ordinals ordinals) {
            this.ordinals = ordinals;
        }

        @Override
        public void payment(AssignmentStart assignment, OcrPayment payment) {
            if (payment.isInformation()) {
                return;
            }
            PaymentIdentity identity = PaymentIdentity.of(digest, assignment.account(), payment);
            batch.add(new Item(
                    payment.line(),
                    PaymentIdentity.isWeak(payment),
                    receipt(payment, identity.sourceKey(ordinals.next(identity)))));
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
