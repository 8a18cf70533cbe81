package no.grend.avtalegiro.internal.shell;

import no.grend.avtalegiro.internal.BankFiles;
import no.grend.avtalegiro.internal.ClaimFiles;
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

/** {@code grend:claim-file-create} (S4-43, S4-46). */
@Service
@Command(
        scope = "grend",
        name = "claim-file-create",
        description = "Claims all open invoices of a due date whose members have AvtaleGiro")
public final class ClaimFileCreate implements Action {

    @Reference
    private ClaimFiles claimFiles;

    @Reference
    private BankFiles files;

    @Option(name = "--due", required = true, description = "Due date, 2027-01-15")
    private String due;

    @Option(name = "--notice", required = true, description = "Who tells the payer: BANK or SELF")
    private String notice;

    @Option(name = "--run", description = "Only the invoices of this run")
    private String run;

    @Option(name = "--out", description = "Folder or new file to save it to")
    @Completion(FileCompleter.class)
    private String out;

    @Override
    public Object execute() {
        SavedFile.requirePlace(out);
        ClaimFiles.Order order = new ClaimFiles.Order(Typed.date("--due", due), Typed.notice("--notice", notice), run);
        BankFile file = claimFiles.create(Actor.SYSTEM, order, null);
        System.out.println(file.name() + ": " + Count.of(file.claims(), "claim") + ", kr " + file.total() + ", id "
                + file.id() + ", " + Count.of(file.leftOut(), "invoice") + " left out");
        if (out != null) {
            System.out.println(
                    "Saved as " + SavedFile.save(files, file, out) + ". Send it in the bank's web solution.");
        }
        return null;
    }
}
