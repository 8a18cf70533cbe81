package no.grend.licence.internal.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import no.grend.licence.Licences;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;

/** {@code grend:licence-install}. */
@Service
@Command(scope = "grend", name = "licence-install", description = "Puts a licence file in force")
public final class LicenceInstall implements Action {

    @Reference
    private Licences licences;

    @Argument(name = "path", required = true, description = "The licence file")
    @Completion(FileCompleter.class)
    private String path;

    @Override
    public Object execute() throws IOException {
        Path licence = Path.of(path).toAbsolutePath();
        if (!Files.isRegularFile(licence) || !Files.isReadable(licence)) {
            throw new IllegalArgumentException(
                    (Files.isRegularFile(licence) ? "Grend may not read " : "There is no file ") + licence
                            + ". Give the whole path of the file on the machine that Grend runs on; the present licence stays.");
        }
        // A file in another encoding is refused in words by its signature, not by the decoder.
        String file = new String(Files.readAllBytes(licence), StandardCharsets.UTF_8);
        int features = licences.install(Actor.SYSTEM, file).size();
        System.out.println("The licence is in force; it names " + Count.of(features, "feature") + ".");
        return null;
    }
}
