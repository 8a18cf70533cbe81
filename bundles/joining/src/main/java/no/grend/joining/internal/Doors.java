package no.grend.joining.internal;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.PayLinks;
import no.grend.agreement.Payments;
import no.grend.identity.Actor;
import no.grend.invoicepdf.InvoiceDispatch;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What joining makes use of when it is there, and does without when not: payment on the web, and invoices as PDF by e-mail. */
@Component(service = Doors.class)
public final class Doors {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile PayLinks links;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Payments payments;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile InvoiceDispatch dispatch;

    private final Clock clock;

    @Activate
    public Doors(@Reference Clock clock) {
        this.clock = clock;
    }

    /** The link to pay an invoice by, for a mail; empty when there is none. */
    Optional<URI> payLink(String invoiceId) {
        PayLinks now = links;
        return now == null ? Optional.empty() : now.linkTo(invoiceId, Oslo.today(clock));
    }

    /** Where the browser that is here goes on to pay; empty when nobody takes payments here. */
    public Optional<String> payPath(String invoiceId) {
        PayLinks now = links;
        return now == null ? Optional.empty() : now.pathTo(invoiceId, Oslo.today(clock));
    }

    /** Whether somebody is paying it just now. */
    boolean isBeingPaid(String invoiceId) {
        Payments now = payments;
        return now != null
                && now.ofInvoice(Actor.SYSTEM, invoiceId).stream()
                        .anyMatch(payment -> !payment.state().isOver());
    }

    /**
     * Has the invoice sent with its PDF; ordered once.
     *
     * @return false when nobody here does that
     */
    boolean dispatched(Actor actor, String invoiceId) {
        InvoiceDispatch now = dispatch;
        if (now == null) {
            return false;
        }
        try {
            now.send(actor, List.of(invoiceId), IdempotencyKey.of("joining-invoice:" + invoiceId, invoiceId));
            return true;
        } catch (Problem away) {
            if (away.kind() == Problem.Kind.UNAVAILABLE) {
                return false;
            }
            throw away;
        }
    }
}
