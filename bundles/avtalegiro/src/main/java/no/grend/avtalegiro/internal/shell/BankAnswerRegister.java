package no.grend.avtalegiro.internal.shell;

import java.util.List;
import java.util.stream.Collectors;
import no.grend.avtalegiro.internal.BankAnswers;
import no.grend.avtalegiro.internal.BankAnswers.Registered;
import no.grend.avtalegiro.internal.BankAnswers.Told;
import no.grend.avtalegiro.internal.BankFiles;
import no.grend.avtalegiro.internal.CancellationAnswers;
import no.grend.avtalegiro.internal.store.Answer.Outcome;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Count;
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
        description = "Registers what the bank answered to a claim file or a cancellation file, or to lines of it")
public final class BankAnswerRegister implements Action {

    @Reference
    private BankFiles files;

    @Reference
    private BankAnswers answers;

    @Reference
    private CancellationAnswers cancellationAnswers;

    @Argument(index = 0, name = "file", required = true, description = "Id of the claim file or cancellation file")
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
        Told told = new Told(
                Asked.oneOf(Outcome.class, "outcome", outcome),
                Asked.oneOf(RejectionReason.class, "--reason", reason),
                text,
                on == null ? null : Typed.date("--on", on),
                invoices);
        if (files.kind(Actor.SYSTEM, file) == Kind.CLAIMS) {
            Registered registered = answers.register(Actor.SYSTEM, file, told);
            System.out.println("Registered: " + Count.of(registered.answers().size(), "answer") + "; "
                    + Count.of(
                            registered.freed(),
                            "claim is an ordinary invoice again.",
                            "claims are ordinary invoices again."));
        } else {
            tell(cancellationAnswers.register(Actor.SYSTEM, file, told));
        }
        return null;
    }

    private static void tell(CancellationAnswers.Registered registered) {
        System.out.println("Registered: " + Count.of(registered.answers().size(), "answer") + "; "
                + Count.of(registered.standing(), "claim stands again.", "claims stand again."));
        if (!registered.claimedAnew().isEmpty()) {
            System.out.println("Claimed anew meanwhile, so that the bank may debit them twice; stop the new claims: "
                    + registered.claimedAnew().stream()
                            .map(claim -> "invoice " + claim.invoiceNumber() + " (KID " + claim.kid() + ")")
                            .collect(Collectors.joining(", ")));
        }
    }
}
