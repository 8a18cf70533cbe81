package no.grend.joining.internal;

import java.time.Clock;
import no.grend.agreement.PayLinks;
import no.grend.agreement.Payments;
import no.grend.agreement.WebPayment;
import no.grend.identity.Actor;
import no.grend.invoicepdf.InvoiceDispatch;
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

    private final WebPayment web;

    @Activate
    public Doors(@Reference Clock clock) {
        this.web = new WebPayment(clock, () -> links, () -> payments, () -> null);
    }

    /** Payment on the web, where there is any. */
    public WebPayment web() {
        return web;
    }

    /**
     * Has the invoice sent with its PDF; ordered once.
     *
     * @return false when nobody here does that
     */
    boolean dispatched(Actor actor, String invoiceId) {
        InvoiceDispatch now = dispatch;
        return now != null && now.sendOne(actor, "joining", invoiceId);
    }
}
