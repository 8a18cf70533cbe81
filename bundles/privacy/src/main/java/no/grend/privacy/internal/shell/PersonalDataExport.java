package no.grend.privacy.internal.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import no.grend.identity.Actor;
import no.grend.privacy.internal.JsonText;
import no.grend.privacy.internal.PersonalData;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code grend:personal-data-export <contact id> [--out <file>]}. */
@Service
@Command(
        scope = "grend",
        name = "personal-data-export",
        description = "Writes all that is held about a contact, as JSON; every time is audited")
public final class PersonalDataExport implements Action {

    @Argument(name = "contact", required = true, description = "The contact's id")
    private String contact;

    @Option(name = "--out", description = "A new file to write it to; without it, it is shown")
    private String out;

    @Reference
    private PersonalData data;

    @Override
    public Object execute() throws IOException {
        String json = JsonText.of(data.of(Actor.SYSTEM, contact));
        if (out == null) {
            System.out.println(json);
        } else {
            Files.writeString(Path.of(out), json, StandardOpenOption.CREATE_NEW);
            System.out.println("Written to " + out + ". It holds personal data: hand it over, and delete it.");
        }
        return null;
    }
}
