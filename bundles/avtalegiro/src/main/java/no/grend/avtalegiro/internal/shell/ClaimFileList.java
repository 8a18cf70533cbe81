package no.grend.avtalegiro.internal.shell;

import no.grend.avtalegiro.internal.BankFiles;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.identity.Actor;
import no.grend.kernel.Oslo;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code grend:claim-file-list}. */
@Service
@Command(scope = "grend", name = "claim-file-list", description = "Shows the latest files to the bank")
public final class ClaimFileList implements Action {

    private static final int SHOWN = 50;

    @Reference
    private BankFiles files;

    @Option(name = "--cancellations", description = "Cancellation files instead of claim files")
    private boolean cancellations;

    @Option(name = "--no-format", description = "Plain columns, for scripts")
    private boolean noFormat;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        table.column("Name");
        table.column("Id");
        table.column("Made");
        table.column("Due");
        table.column("Notice");
        table.column("Lines");
        table.column("Kroner");
        Kind kind = cancellations ? Kind.CANCELLATIONS : Kind.CLAIMS;
        for (BankFile file : files.files(Actor.SYSTEM, kind, SHOWN, null).items()) {
            table.addRow()
                    .addContent(
                            file.name(),
                            file.id(),
                            Oslo.minute(file.createdAt()),
                            file.dueDate(),
                            file.notice(),
                            file.claims(),
                            file.total());
        }
        table.print(System.out, !noFormat);
        return null;
    }
}
