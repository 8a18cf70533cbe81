package no.grend.ledger.internal.shell;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import no.grend.ledger.internal.RenewalDialog;
import no.grend.ledger.spi.Collector.Window;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code grend:renewal-dialog} (S4-23). */
@Service
@Command(
        scope = "grend",
        name = "renewal-dialog",
        description = "Tells what a renewal run would invoice, and which AvtaleGiro notices are still possible")
public final class RenewalDialogShow implements Action {

    @Reference
    private RenewalDialog dialog;

    @Argument(name = "due date", required = true, description = "Due date of the run, 2027-01-15")
    private String due;

    @Override
    public Object execute() {
        RenewalDialog.Contents contents = dialog.open(Actor.SYSTEM, date());
        System.out.println("A renewal run due " + contents.dueDate() + " would make "
                + Count.of(contents.invoices(), "invoice") + ", kr " + contents.total() + "; "
                + Count.of(contents.alreadyInvoiced(), "is", "are") + " invoiced already, "
                + contents.skipped() + " cannot be.");
        System.out.println(contents.explanation());
        for (Window window : contents.windows()) {
            System.out.println(window.notice() + ": " + window.explanation());
        }
        return null;
    }

    private LocalDate date() {
        try {
            return LocalDate.parse(due.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "The due date is written as 2027-01-15, year first, and not \"" + due + "\".", e);
        }
    }
}
