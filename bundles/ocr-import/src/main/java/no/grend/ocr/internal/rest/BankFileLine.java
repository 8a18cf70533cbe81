package no.grend.ocr.internal.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ocr.internal.ExceptionQueue;
import no.grend.ocr.internal.store.LineRow;
import no.grend.ocr.internal.store.LineRow.Status;

/**
 * A payment in the exception queue.
 *
 * @param date settlement date
 * @param unallocated what no invoice has taken
 * @param invoiceId where it lies; null when nowhere
 * @param explanation why it waits, or what was decided, when and by whom
 * @param decidedBy who decided; null while nobody has
 * @param suggestion where it may belong; null when nothing speaks for any invoice
 */
public record BankFileLine(
        String id,
        String fileId,
        long line,
        String kid,
        Ore amount,
        LocalDate date,
        Status status,
        Ore unallocated,
        String invoiceId,
        String explanation,
        String decidedBy,
        Instant decidedAt,
        ExceptionQueue.Suggestion suggestion) {

    public static BankFileLine of(ExceptionQueue.Entry entry) {
        LineRow line = entry.line();
        return new BankFileLine(
                line.id(),
                line.fileId(),
                line.line(),
                line.kid(),
                line.amount(),
                line.settledOn(),
                line.status(),
                line.unallocated(),
                line.invoiceId(),
                Explanation.of(line),
                line.decision() == null ? null : line.decision().by(),
                line.decision() == null ? null : line.decision().at(),
                entry.suggestion());
    }

    /** A status as asked for; null stays null. */
    static Status status(String asked) {
        if (asked == null || asked.isBlank()) {
            return null;
        }
        return Arrays.stream(Status.values())
                .filter(status -> status.name().equals(asked))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        null,
                        "STATUS_UNKNOWN",
                        "There is no status like that; there is " + Arrays.toString(Status.values()) + "."));
    }
}
