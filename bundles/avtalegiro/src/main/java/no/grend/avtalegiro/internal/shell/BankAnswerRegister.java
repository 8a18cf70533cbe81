package no.grend.avtalegiro.internal.shell;

import java.util.List;
import no.grend.avtalegiro.internal.BankAnswers;
import no.grend.avtalegiro.internal.BankAnswers.Registered;
import no.grend.avtalegiro.internal.BankAnswers.Told;
import no.grend.avtalegiro.internal.store.Answer.Outcome;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code grend:bank-answer-register}. */
@Service
@Command(
        scope = "grend",
        name = "bank-answer-register",
        description = "Registers what the bank answered to a claim file, or to lines of it")
public final class BankAnswerRegister implements Action {

    @Reference
    private BankAnswers answers;

    @Argument(index = 0, name = "claim file", required = true, description = "Id of the claim file")
    private String file;

    @Argument(index = 1, name = "outcome", required = true, description = "ACCEPTED or REJECTED")
    private String outcome;

    @Option(name = "--reason", description = "Why it was rejected, NO_MANDATE, AMOUNT_TOO_HIGH ...")
    private String reason;

    @Option(name = "--text", description = "What the receipt says")
    private String text;

    @Option(name = "--on", description = "The receipt's date, 2027-01-15; today without it")
    private String on;

    @Option(name = "--invoice", multiValued = true, description = "Only the claim of this invoice")
    private List<String> invoices;

    @Override
    public Object execute() {
        Registered registered = answers.register(
                Actor.SYSTEM,
                file,
                new Told(
                        Asked.oneOf(Outcome.class, "outcome", outcome),
                        Asked.oneOf(RejectionReason.class, "--reason", reason),
                        text,
                        on == null ? null : Typed.date("--on", on),
                        invoices));
        System.out.println("Registered: " + registered.answers().size() + " answers; " + registered.freed()
                + " claims are ordinary invoices again.");
        return null;
    }
}
