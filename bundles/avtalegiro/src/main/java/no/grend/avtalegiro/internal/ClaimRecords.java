package no.grend.avtalegiro.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.nets.Claim;
import no.grend.nets.ClaimAssignmentWriter;
import no.grend.nets.Deletion;
import no.grend.nets.DeletionAssignmentWriter;
import no.grend.nets.NetsFileWriter;
import no.grend.nets.TransmissionStart;

/**
 * The records of a file with one assignment, of claims or of cancellations. The stream is a database transaction: it fails
 * with exceptions of its own, never with an {@link IOException}.
 */
abstract sealed class ClaimRecords {

    private final NetsFileWriter file;

    private ClaimRecords(NetsFileWriter file) {
        this.file = file;
    }

    static ClaimRecords claims(OutputStream out, Payee payee, int transmission, int assignment, Notice notice) {
        return sure(() -> {
            NetsFileWriter file = file(out, payee, transmission);
            return new Claims(file, file.claims(assignment, payee.account()), notice);
        });
    }

    static ClaimRecords cancellations(OutputStream out, Payee payee, int transmission, int assignment) {
        return sure(() -> {
            NetsFileWriter file = file(out, payee, transmission);
            return new Cancellations(file, file.deletions(assignment, payee.account()));
        });
    }

    private static NetsFileWriter file(OutputStream out, Payee payee, int transmission) throws IOException {
        return new NetsFileWriter(
                out, new TransmissionStart(payee.customerUnitId(), transmission, TransmissionStart.BANK_NETWORK));
    }

    /**
     * Writes one claim or its cancellation.
     *
     * @param place transaction number in this file
     * @param text what the bank tells the payer; empty unless it does
     */
    final void write(int place, ClaimRow claim, List<String> text) {
        sure(() -> {
            record(place, claim, text);
            return null;
        });
    }

    /** Writes the end records. */
    final void finish() {
        sure(() -> {
            end();
            return file.finish();
        });
    }

    abstract void record(int place, ClaimRow claim, List<String> text) throws IOException;

    abstract void end() throws IOException;

    private interface Writing<T> {
        T write() throws IOException;
    }

    private static <T> T sure(Writing<T> writing) {
        try {
            return writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Claims extends ClaimRecords {

        private final ClaimAssignmentWriter assignment;
        private final boolean bankNotified;

        Claims(NetsFileWriter file, ClaimAssignmentWriter assignment, Notice notice) {
            super(file);
            this.assignment = assignment;
            this.bankNotified = notice == Notice.BANK;
        }

        @Override
        void record(int place, ClaimRow claim, List<String> text) throws IOException {
            assignment.claim(new Claim(
                    place,
                    bankNotified,
                    claim.dueDate(),
                    claim.amount(),
                    claim.kid(),
                    claim.shortName(),
                    claim.reference(),
                    text));
        }

        @Override
        void end() throws IOException {
            assignment.end();
        }
    }

    private static final class Cancellations extends ClaimRecords {

        private final DeletionAssignmentWriter assignment;

        Cancellations(NetsFileWriter file, DeletionAssignmentWriter assignment) {
            super(file);
            this.assignment = assignment;
        }

        @Override
        void record(int place, ClaimRow claim, List<String> text) throws IOException {
            assignment.deletion(new Deletion(
                    place, claim.dueDate(), claim.amount(), claim.kid(), claim.shortName(), claim.reference()));
        }

        @Override
        void end() throws IOException {
            assignment.end();
        }
    }
}
