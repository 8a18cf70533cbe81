package no.grend.avtalegiro.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import no.grend.kernel.Ore;
import no.grend.ledger.spi.Collector.Notice;

/**
 * A file to the bank network, whole and stored («forsendelse»).
 *
 * @param name {@code DIRREM} and the transmission number (S4-28)
 * @param transmission «forsendelsesnummer», 7 digits, never used twice
 * @param assignment «oppdragsnummer», 7 digits, never used twice either (bank-files 6.2)
 * @param dueDate of the claims; null in a cancellation file of several due dates
 * @param notice null for cancellations
 * @param run the invoice run that was claimed; null for none
 * @param reverses the claim file that is cancelled as a whole; null for none
 * @param claims how many claims, or cancellations
 * @param leftOut how many were asked for and left out
 * @param size in bytes
 * @param sha256 of the bytes, hexadecimal
 * @param warning what a person should know before sending it; null for nothing
 */
public record BankFile(
        String id,
        Kind kind,
        String name,
        int transmission,
        int assignment,
        LocalDate dueDate,
        Notice notice,
        String run,
        String reverses,
        int claims,
        Ore total,
        int leftOut,
        long size,
        String sha256,
        String warning,
        Instant createdAt) {

    /** What it asks the bank network to do. */
    public enum Kind {
        /** «Betalingskrav». */
        CLAIMS,
        /** «Sletteanmodninger». */
        CANCELLATIONS
    }

    /** The transmission number as people and the bank write it: seven digits. */
    public String transmissionNumber() {
        return sevenDigits(transmission);
    }

    public String assignmentNumber() {
        return sevenDigits(assignment);
    }

    public static String sevenDigits(long number) {
        return String.format(Locale.ROOT, "%07d", number);
    }
}
