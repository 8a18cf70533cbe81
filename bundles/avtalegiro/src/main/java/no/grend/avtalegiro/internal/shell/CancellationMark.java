package no.grend.avtalegiro.internal.shell;

import java.util.List;
import no.grend.avtalegiro.internal.CancellationMarks;
import no.grend.avtalegiro.internal.CancellationMarks.Marking;
import no.grend.identity.Actor;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code grend:cancellation-mark <invoice id> …} (S4-39, S4-42). */
@Service
@Command(
        scope = "grend",
        name = "cancellation-mark",
        description = "Marks claims for the next cancellation file, or takes the marks away")
public final class CancellationMark implements Action {

    @Reference
    private CancellationMarks marks;

    @Argument(name = "invoices", required = true, multiValued = true, description = "Ids of the invoices")
    private List<String> invoices;

    @Option(name = "--undo", description = "Take the marks away")
    private boolean undo;

    @Override
    public Object execute() {
        if (undo) {
            invoices.forEach(invoice -> marks.unmark(Actor.SYSTEM, invoice));
            System.out.println("None of them is marked now.");
            return null;
        }
        Marking marking = marks.mark(Actor.SYSTEM, invoices);
        marking.marked()
                .forEach(mark ->
                        System.out.println("Marked: invoice " + mark.claim().invoiceNumber() + ", due "
                                + mark.claim().dueDate() + ", claimed in " + mark.claimFile()));
        marking.refused().forEach(refused -> System.out.println("Not marked: " + refused.detail()));
        System.out.println("Make the file with grend:cancellation-file-create --marked.");
        return null;
    }
}
