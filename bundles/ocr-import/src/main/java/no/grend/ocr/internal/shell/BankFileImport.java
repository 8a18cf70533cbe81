package no.grend.ocr.internal.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import no.grend.identity.Actor;
import no.grend.kernel.Problem;
import no.grend.ocr.internal.BankFiles;
import no.grend.ocr.internal.store.FileRow;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;

/** {@code grend:bank-file-import}. */
@Service
@Command(scope = "grend", name = "bank-file-import", description = "Takes a bank file in, all or nothing")
public final class BankFileImport implements Action {

    @Reference
    private BankFiles files;

    @Argument(name = "path", required = true, description = "The file as the bank made it")
    @Completion(FileCompleter.class)
    private String path;

    @Override
    public Object execute() throws IOException {
        Path file = Path.of(path).toAbsolutePath();
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    (Files.isRegularFile(file) ? "Grend may not read " : "There is no file ") + file
                            + ". Give the whole path of the file on the machine that Grend runs on; nothing was taken in.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            print(files.take(Actor.SYSTEM, file.getFileName().toString(), in));
        } catch (Problem e) {
            // One alone is told by the refusal itself.
            if (e.errors().size() > 1) {
                e.errors().forEach(BankFileImport::print);
            }
            throw e;
        }
        return null;
    }

    private static void print(Problem.Detail error) {
        System.out.println((error.line() == null ? "" : "line " + error.line() + ": ") + error.detail() + " ("
                + error.code() + ")");
    }

    private static void print(BankFiles.Taken taken) {
        FileRow file = taken.file();
        System.out.println(
                taken.duplicate()
                        ? "Taken in before, as file " + file.id() + "; nothing was done twice."
                        : "Taken in as file " + file.id() + ".");
        System.out.println("payments " + file.payments().count() + ", kr "
                + file.payments().total());
        System.out.println("matched " + file.outcomes().matched() + ", unmatched "
                + file.outcomes().unmatched() + ", overpaid " + file.outcomes().overpaid() + ", already "
                + file.outcomes().already());
        System.out.println("mandates new " + file.mandates().created() + ", changed "
                + file.mandates().changed() + ", deleted " + file.mandates().deleted() + ", unknown "
                + file.mandates().unknown());
        file.warnings().forEach(System.out::println);
    }
}
