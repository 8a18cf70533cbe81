package no.grend.avtalegiro.internal.shell;

import no.grend.avtalegiro.internal.BankFiles;
import no.grend.avtalegiro.internal.Routine;
import no.grend.avtalegiro.internal.Routine.Made;
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

/** {@code grend:avtalegiro-routine}: routine no. 11, «Sending av AvtaleGiro-fil» (S4-43 to S4-48). */
@Service
@Command(
        scope = "grend",
        name = "avtalegiro-routine",
        description = "Shows what the AvtaleGiro routine can make, or makes it")
public final class RoutineRun implements Action {

    @Reference
    private Routine routine;

    @Reference
    private BankFiles files;

    @Option(name = "--run", description = "Renewal run to make the claim file of; needs --notice")
    private String run;

    @Option(name = "--notice", description = "Who tells the payer: BANK or SELF")
    private String notice;

    @Option(name = "--new-cancellations", description = "Stop the claims that are marked")
    private boolean newCancellations;

    @Option(name = "--reverse", description = "Id of a claim file to stop all of")
    private String reverse;

    @Option(name = "--out", description = "Folder or new file to save it to")
    @Completion(FileCompleter.class)
    private String out;

    @Override
    public Object execute() {
        SavedFile.requirePlace(out);
        int wishes = (run == null ? 0 : 1) + (newCancellations ? 1 : 0) + (reverse == null ? 0 : 1);
        if (wishes > 1) {
            throw new IllegalArgumentException(
                    "Give one of --run, --new-cancellations and --reverse; nothing was made. Without any of them the"
                            + " choices are shown.");
        }
        if (wishes == 0) {
            show();
            return null;
        }
        Made made = make();
        BankFile file = made.file();
        System.out.println(file.name() + ": " + Count.of(file.claims(), "line") + ", kr " + file.total() + ", id "
                + file.id() + ", "
                + file.leftOut() + " left out"
                + (made.again() ? ". It was made before; these are the same bytes" : ""));
        if (file.warning() != null) {
            System.out.println(file.warning());
        }
        if (out != null) {
            System.out.println(
                    "Saved as " + SavedFile.save(files, file, out) + ". Send it in the bank's web solution.");
        }
        return null;
    }

    private Made make() {
        if (run != null) {
            if (notice == null) {
                throw new IllegalArgumentException("Say with --notice who tells the payers: BANK or SELF.");
            }
            return routine.claims(Actor.SYSTEM, run, Typed.notice("--notice", notice), null);
        }
        BankFile file = newCancellations
                ? routine.newCancellations(Actor.SYSTEM, null)
                : routine.reversal(Actor.SYSTEM, reverse, null);
        return new Made(file, false);
    }

    private void show() {
        Routine.Choices choices = routine.choices(Actor.SYSTEM, null);
        System.out.println("Claims of a renewal period: --run <id> --notice BANK|SELF");
        choices.runs()
                .forEach(one -> System.out.println("  " + one.run() + "  due " + one.dueDate() + ", "
                        + Count.of(one.invoices(), "invoice") + ": " + one.explanation()));
        System.out.println("New cancellations: --new-cancellations");
        System.out.println("  " + choices.newCancellations() + " marked to be stopped");
        System.out.println("Reversal of an assignment: --reverse <id>");
        choices.assignments()
                .forEach(one -> System.out.println("  " + one.file().id() + "  "
                        + one.file().name() + ", due " + one.file().dueDate() + ": " + one.explanation()));
    }
}
