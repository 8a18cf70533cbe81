package no.grend.courses.internal;

import java.time.Clock;
import java.util.Optional;
import no.grend.agreement.PayLinks;
import no.grend.agreement.Payments;
import no.grend.agreement.Refunds;
import no.grend.agreement.WebPayment;
import no.grend.identity.Actor;
import no.grend.invoicepdf.InvoiceDispatch;
import no.grend.invoicepdf.Letters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What courses make use of when it is there, and do without when not: payment and refunds on the web, and letters as PDF. */
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

    private final WebPayment web;

    @Activate
    public Doors(@Reference Clock clock) {
        this.web = new WebPayment(clock, () -> links, () -> payments, () -> refunds);
    }

    /** Payment on the web, where there is any. */
    public WebPayment web() {
        return web;
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
        return now != null && now.sendOne(actor, Means.OWNER, invoiceId);
    }
}
