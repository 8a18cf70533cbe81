package no.grend.avtalegiro.internal.shell;

import no.grend.avtalegiro.internal.Explanation;
import no.grend.avtalegiro.internal.Inquiries;
import no.grend.identity.Actor;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code grend:claim-explain}. */
@Service
@Command(
        scope = "grend",
        name = "claim-explain",
        description = "Tells why an invoice is collected by AvtaleGiro, or why it is not")
public final class ClaimExplain implements Action {

    @Reference
    private Inquiries inquiries;

    @Argument(name = "invoice", required = true, description = "Id of the invoice")
    private String invoice;

    @Override
    public Object execute() {
        Explanation explanation = inquiries.invoice(Actor.SYSTEM, invoice);
        System.out.println("Invoice " + explanation.invoiceNumber() + ", due " + explanation.dueDate() + ", open kr "
                + explanation.open());
        System.out.println(explanation.explanation());
        if (explanation.next() != null) {
            System.out.println(explanation.next());
        }
        return null;
    }
}
