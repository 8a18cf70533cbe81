package no.grend.avtalegiro.internal.shell;

import no.grend.avtalegiro.internal.BankFiles;
import no.grend.identity.Actor;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code grend:claim-number-skip}: for an organisation that comes from another system. */
@Service
@Command(
        scope = "grend",
        name = "claim-number-skip",
        description = "Moves the next transmission and assignment number up, as when another system used those before")
public final class ClaimNumberSkip implements Action {

    @Reference
    private BankFiles files;

    @Argument(name = "next", required = true, description = "The number that the next file shall get")
    private String next;

    @Option(name = "--reason", required = true, description = "Why; kept for good")
    private String reason;

    @Override
    public Object execute() {
        int number = Typed.number("next", next);
        files.skipNumbers(Actor.SYSTEM, number, reason);
        System.out.println("The next file gets number " + number + ".");
        return null;
    }
}
