package no.grend.booking.internal.resource;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.grend.agreement.MoneyBack;
import no.grend.agreement.PayLinks;
import no.grend.agreement.Payments;
import no.grend.agreement.Refunds;
import no.grend.agreement.WebPayment;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.invoicepdf.InvoiceDispatch;
import no.grend.kernel.IdempotencyKey;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Ledger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What booking makes use of for money when it is there, and does without when not: the ledger, payment and refunds on the web, and
 * invoices as PDF. Without a ledger nothing that costs anything can be reserved. Safe between threads.
 */
@Component(service = Till.class)
public final class Till {

    /** Who does what the organisation has opened for: nobody's own rights are needed for that. */
    static final Actor ACTOR = new Actor("booking", "Booking", Set.of(Role.TREASURER), null);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Ledger ledger;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile CreditNotes notes;

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

    private final WebPayment web;

    @Activate
    public Till(@Reference Clock clock) {
        this.web = new WebPayment(clock, () -> links, () -> payments, () -> refunds);
    }

    /** With a ledger, and nothing else. */
    public Till(Clock clock, Ledger ledger, CreditNotes notes) {
        this(clock);
        this.ledger = ledger;
        this.notes = notes;
    }

    Optional<Ledger> ledger() {
        return Optional.ofNullable(ledger);
    }

    /** What gives up invoices; empty without a ledger. */
    Optional<MoneyBack> moneyBack() {
        Ledger money = ledger;
        CreditNotes credit = notes;
        return money == null || credit == null
                ? Optional.empty()
                : Optional.of(new MoneyBack(ACTOR, money, credit, web));
    }

    /** Where the browser that is here goes on to pay what is owed; empty when nothing is, or nobody takes payments here. */
    public Optional<String> payPath(String invoiceId) {
        Ledger money = ledger;
        if (money == null || !web.isOpen()) {
            return Optional.empty();
        }
        return money.invoice(ACTOR, invoiceId)
                .filter(invoice -> invoice.open().isPositive())
                .flatMap(invoice -> web.path(invoiceId));
    }

    /** Has the invoice sent with its PDF, when somebody here does that; ordered once. */
    void dispatch(String invoiceId) {
        InvoiceDispatch now = dispatch;
        if (now != null) {
            now.send(ACTOR, List.of(invoiceId), IdempotencyKey.of("booking-invoice:" + invoiceId, invoiceId));
        }
    }
}
