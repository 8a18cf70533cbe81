package no.grend.avtalegiro.internal.shell;

import java.util.List;
import no.grend.avtalegiro.internal.BankFiles;
import no.grend.avtalegiro.internal.Cancellations;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;

/** {@code grend:cancellation-file-create} (S4-47). */
@Service
@Command(
        scope = "grend",
        name = "cancellation-file-create",
        description = "Stops claims: of single invoices, of a whole claim file, or all that are marked")
public final class CancellationFileCreate implements Action {

    @Reference
    private Cancellations cancellations;

    @Reference
    private BankFiles files;

    @Option(name = "--invoice", multiValued = true, description = "Id of an invoice whose claim is to be stopped")
    private List<String> invoices;

    @Option(name = "--claim-file", description = "Id of a claim file, to stop all of it")
    private String claimFile;

    @Option(name = "--marked", description = "All claims that are marked for cancellation")
    private boolean marked;

    @Option(name = "--out", description = "Folder or new file to save it to")
    @Completion(FileCompleter.class)
    private String out;

    @Override
    public Object execute() {
        SavedFile.requirePlace(out);
        BankFile file = made();
        System.out.println(file.name() + ": " + Count.of(file.claims(), "cancellation") + ", kr " + file.total()
                + ", id " + file.id() + ", " + file.leftOut() + " left out");
        if (file.warning() != null) {
            System.out.println(file.warning());
        }
        if (out != null) {
            System.out.println(
                    "Saved as " + SavedFile.save(files, file, out) + ". Send it in the bank's web solution.");
        }
        return null;
    }

    private BankFile made() {
        int wishes = (invoices == null ? 0 : 1) + (claimFile == null ? 0 : 1) + (marked ? 1 : 0);
        if (wishes != 1) {
            throw new IllegalArgumentException(
                    "Give one of --invoice, once for each, --claim-file and --marked. Nothing was cancelled.");
        }
        if (marked) {
            return cancellations.ofMarked(Actor.SYSTEM, null);
        }
        return claimFile == null
                ? cancellations.ofInvoices(Actor.SYSTEM, invoices, null)
                : cancellations.ofFile(Actor.SYSTEM, claimFile, null);
    }
}
