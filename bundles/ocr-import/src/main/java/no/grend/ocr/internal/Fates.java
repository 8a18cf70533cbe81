package no.grend.ocr.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.NoSuchElementException;
import no.grend.kernel.Ids;
import no.grend.kernel.Kid;
import no.grend.kernel.Ore;
import no.grend.ledger.Posted;
import no.grend.ocr.internal.store.FileRow.Outcomes;
import no.grend.ocr.internal.store.LineRow;
import no.grend.ocr.internal.store.LineRow.Status;

/**
 * What became of a file's payments: counts, and the exceptions on disk until they can be stored, because a file may be
 * nothing but exceptions. To be closed; used by one thread.
 */
final class Fates implements AutoCloseable {

    private static final String LIKE_AN_EARLIER_ONE =
            "An earlier file has a payment with the same payer, day, amount and KID, and the bank gives no reference"
                    + " or form number to tell them apart. It was not posted again. Compare with the account statement.";

    private final String fileId;
    private final Ids ids;
    private final Path spool = UploadedFile.temporary();
    private final DataOutputStream out;
    private long matched;
    private long unmatched;
    private long overpaid;
    private long already;
    private long copies;
    private Ore total = Ore.ZERO;
    private int spooled;

    Fates(String fileId, Ids ids) {
        this.fileId = fileId;
        this.ids = ids;
        try {
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(spool)));
        } catch (IOException e) {
            throw new UncheckedIOException("There is no room for a temporary file", e);
        }
    }

    /** A payment that the ledger took, or had. */
    void add(PaymentStream.Item item, Posted.Outcome outcome, String invoiceId, Ore unallocated, String explanation) {
        total = total.plus(item.receipt().amount());
        switch (outcome) {
            case POSTED -> matched++;
            case ALREADY_POSTED -> already++;
            case UNMATCHED -> {
                unmatched++;
                spool(
                        item,
                        Status.UNMATCHED,
                        unallocated,
                        invoiceId,
                        cause(item.receipt().kid(), explanation));
            }
            case OVERPAID -> {
                overpaid++;
                spool(item, Status.OVERPAID, unallocated, invoiceId, explanation);
            }
        }
    }

    /** The ledger tells that nobody has this KID; that it cannot be anybody's says more. */
    private static String cause(String kid, String explanation) {
        return kid == null || Kid.isValid(kid)
                ? explanation
                : "The KID's check digit is wrong: somebody has mistyped it, or it was read wrong from a form. The money lies"
                        + " in suspense until somebody decides.";
    }

    /** A payment that an earlier file brought, or one just like it, or one that is held. */
    void addFromEarlierFile(PaymentStream.Item item) {
        add(item, Posted.Outcome.ALREADY_POSTED, null, Ore.ZERO, null);
        String why = item.hold() != null ? item.hold().why() : item.weak() ? LIKE_AN_EARLIER_ONE : null;
        if (why != null) {
            copies++;
            spool(item, Status.SUSPECTED_COPY, item.receipt().amount(), null, why);
        }
    }

    Outcomes outcomes() {
        return new Outcomes(matched, unmatched, overpaid, already, copies);
    }

    Ore total() {
        return total;
    }

    private void spool(PaymentStream.Item item, Status status, Ore unallocated, String invoiceId, String explanation) {
        try {
            out.writeLong(item.line());
            out.writeUTF(item.receipt().sourceKey());
            writeOptional(item.receipt().kid());
            out.writeLong(item.receipt().amount().value());
            out.writeLong(item.receipt().settledOn().toEpochDay());
            out.writeUTF(status.name());
            out.writeLong(unallocated.value());
            writeOptional(invoiceId);
            writeOptional(explanation);
            spooled++;
        } catch (IOException e) {
            throw new UncheckedIOException("There is no room for a temporary file", e);
        }
    }

    private void writeOptional(String text) throws IOException {
        out.writeUTF(text == null ? "" : text);
    }

    /** The exceptions as rows to store; may be asked for again, since a transaction may be run again. */
    Iterator<LineRow> exceptions() {
        try {
            out.flush();
            return new Rows(new DataInputStream(new BufferedInputStream(Files.newInputStream(spool))));
        } catch (IOException e) {
            throw new UncheckedIOException("A temporary file could not be read again", e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A temporary file could not be closed", e);
        } finally {
            UploadedFile.discard(spool);
        }
    }

    private final class Rows implements Iterator<LineRow> {

        private final DataInputStream in;
        private int read;

        Rows(DataInputStream in) {
            this.in = in;
        }

        @Override
        public boolean hasNext() {
            return read < spooled;
        }

        @Override
        public LineRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            read++;
            try {
                LineRow row = row();
                if (!hasNext()) {
                    in.close();
                }
                return row;
            } catch (IOException e) {
                throw new UncheckedIOException("A temporary file could not be read again", e);
            }
        }

        private LineRow row() throws IOException {
            long line = in.readLong();
            String key = in.readUTF();
            String kid = optional();
            Ore amount = Ore.of(in.readLong());
            LocalDate settledOn = LocalDate.ofEpochDay(in.readLong());
            Status status = Status.valueOf(in.readUTF());
            Ore unallocated = Ore.of(in.readLong());
            String invoiceId = optional();
            String explanation = optional();
            return new LineRow(
                    ids.next(),
                    fileId,
                    line,
                    key,
                    kid,
                    amount,
                    settledOn,
                    status,
                    status,
                    unallocated,
                    invoiceId,
                    explanation,
                    null);
        }

        private String optional() throws IOException {
            String text = in.readUTF();
            return text.isEmpty() ? null : text;
        }
    }
}
