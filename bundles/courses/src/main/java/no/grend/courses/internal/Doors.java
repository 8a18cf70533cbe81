package no.grend.courses.internal;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.MoneyBack;
import no.grend.agreement.PayLinks;
import no.grend.agreement.Payment;
import no.grend.agreement.Payments;
import no.grend.agreement.Refunds;
import no.grend.identity.Actor;
import no.grend.invoicepdf.InvoiceDispatch;
import no.grend.invoicepdf.Letters;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What courses make use of when it is there, and do without when not: payment and refunds on the web, and letters as PDF. */
@Component(service = Doors.class)
public final class Doors implements MoneyBack.Web {

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
    volatile Refunds refunds;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile InvoiceDispatch dispatch;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Letters letters;

    private final Clock clock;

    @Activate
    public Doors(@Reference Clock clock) {
        this.clock = clock;
    }

    /** Whether somebody takes payments on the web just now. */
    boolean takesPayments() {
        Payments now = payments;
        return now != null && links != null && now.isOpenToMembers();
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

    /** The payments of an invoice, newest first; none when nobody takes payments here. */
    @Override
    public List<Payment> paymentsOf(String invoiceId) {
        Payments now = payments;
        return now == null ? List.of() : now.ofInvoice(Actor.SYSTEM, invoiceId);
    }

    /** Whether somebody is paying it just now. */
    boolean isBeingPaid(String invoiceId) {
        return paymentsOf(invoiceId).stream()
                .anyMatch(payment -> !payment.state().isOver());
    }

    @Override
    public Optional<Refunds> refunds() {
        return Optional.ofNullable(refunds);
    }

    /** The press; empty when there is none here. */
    public Optional<Letters> letters() {
        return Optional.ofNullable(letters);
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
            now.send(actor, List.of(invoiceId), IdempotencyKey.of("courses-invoice:" + invoiceId, invoiceId));
            return true;
        } catch (Problem away) {
            if (away.kind() == Problem.Kind.UNAVAILABLE) {
                return false;
            }
            throw away;
        }
    }
}
