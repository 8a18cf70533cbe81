package no.grend.ledger;

import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;

/**
 * An invoice («faktura»).
 *
 * @param number gapless in its series (P7)
 * @param sourceKey what it was issued for, {@code membership:<id>:<period>}; null for single invoices
 * @param run the run it was issued in; null for none
 * @param paid what has been allocated to it so far
 * @param status derived from the journal
 */
public record Invoice(
        String id,
        String series,
        long number,
        String kid,
        String contactId,
        int memberNumber,
        String payerName,
        LocalDate issuedOn,
        LocalDate dueDate,
        Ore amount,
        Ore paid,
        Status status,
        String sourceKey,
        String run,
        List<Line> lines) {

    /** Where an invoice stands. */
    public enum Status {
        OPEN,
        PART_PAID,
        PAID,
        CREDITED
    }

    /** One line of it. */
    public record Line(String text, Ore amount) {}

    /** What is still owed. */
    public Ore open() {
        return status == Status.CREDITED ? Ore.ZERO : amount.minus(paid);
    }
}
