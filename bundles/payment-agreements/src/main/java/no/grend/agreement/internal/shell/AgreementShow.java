package no.grend.agreement.internal.shell;

import java.util.stream.Collectors;
import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreements;
import no.grend.agreement.StandingAgreements.AgreementEvent;
import no.grend.agreement.StandingAgreements.Debit;
import no.grend.identity.Actor;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code grend:agreement-show <id>}. */
@Service
@Command(
        scope = "grend",
        name = "agreement-show",
        description = "Shows a standing agreement, what was done to it, and the invoices that it became")
public final class AgreementShow implements Action {

    @Argument(name = "agreement", required = true, description = "The agreement's id")
    private String id;

    @Reference
    private StandingAgreements agreements;

    @Override
    public Object execute() {
        StandingAgreement agreement = agreements
                .agreement(Actor.SYSTEM, id)
                .orElseThrow(() -> Problem.notFound("There is no such agreement."));
        System.out.println(
                agreement.purpose() + ", kr " + agreement.amount() + ", day " + agreement.debitDay() + ", every "
                        + agreement.every() + ", by "
                        + (agreement.provider() == null ? agreement.collection() : agreement.provider()) + ": "
                        + agreement.state());
        System.out.println("Next debit: " + (agreement.nextDebit() == null ? "none" : agreement.nextDebit()));
        agreements.history(Actor.SYSTEM, id).forEach(AgreementShow::tell);
        agreements.debits(Actor.SYSTEM, id).forEach(AgreementShow::tell);
        return null;
    }

    private static void tell(AgreementEvent event) {
        String fields = event.fields().stream()
                .map(field -> field.name() + " " + (field.before() == null ? "-" : field.before()) + " -> "
                        + (field.after() == null ? "-" : field.after()))
                .collect(Collectors.joining(", "));
        System.out.println(Oslo.minute(event.at()) + "  " + event.what() + "  " + event.actor() + "  " + fields);
    }

    private static void tell(Debit debit) {
        System.out.println(debit.period() + "  " + debit.outcome()
                + (debit.number() == null
                        ? ""
                        : "  invoice " + debit.number() + ", due " + debit.dueDate() + ", kr " + debit.amount()));
    }
}
