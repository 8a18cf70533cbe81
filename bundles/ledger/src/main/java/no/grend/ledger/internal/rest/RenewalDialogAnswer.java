package no.grend.ledger.internal.rest;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.internal.RenewalDialog;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.ledger.spi.Collector.Window;

/**
 * The renewal dialog as staff see it.
 *
 * @param withMandate members of the run with an active AvtaleGiro mandate
 * @param notices each way to tell the payers; empty without the AvtaleGiro module
 * @param proposedDueDate the first possible due date; null when AvtaleGiro is possible for the one asked about
 */
public record RenewalDialogAnswer(
        LocalDate dueDate,
        long invoices,
        Ore total,
        long alreadyInvoiced,
        long skippedCount,
        long withMandate,
        boolean avtaleGiroPossible,
        List<NoticeWindow> notices,
        LocalDate proposedDueDate,
        String explanation) {

    /** A way to tell the payers. @param until Europe/Oslo with offset, {@code 2026-12-31T14:00:00+01:00} */
    public record NoticeWindow(
            Notice notice, boolean possible, String until, LocalDate firstPossibleDueDate, String explanation) {

        static NoticeWindow of(Window window) {
            return new NoticeWindow(
                    window.notice(),
                    window.possible(),
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(window.until()),
                    window.firstPossibleDueDate(),
                    window.explanation());
        }
    }

    static RenewalDialogAnswer of(RenewalDialog.Contents contents) {
        return new RenewalDialogAnswer(
                contents.dueDate(),
                contents.invoices(),
                contents.total(),
                contents.alreadyInvoiced(),
                contents.skipped(),
                contents.withMandate(),
                contents.avtaleGiroPossible(),
                contents.windows().stream().map(NoticeWindow::of).toList(),
                contents.proposedDueDate(),
                contents.explanation());
    }
}
