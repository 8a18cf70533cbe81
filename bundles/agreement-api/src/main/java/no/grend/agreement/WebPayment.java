package no.grend.agreement;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import no.grend.identity.Actor;
import no.grend.kernel.Oslo;

/**
 * What there is of payment on the web («nettbetaling») just now, for modules that do without where nobody takes payments. Each
 * service may come and go: it is asked for anew every time. Safe between threads.
 */
public final class WebPayment implements MoneyBack.Web {

    private final Clock clock;
    private final Supplier<PayLinks> links;
    private final Supplier<Payments> payments;
    private final Supplier<Refunds> refunds;

    /** Each supplier gives null while its service is not there. */
    public WebPayment(Clock clock, Supplier<PayLinks> links, Supplier<Payments> payments, Supplier<Refunds> refunds) {
        this.clock = clock;
        this.links = links;
        this.payments = payments;
        this.refunds = refunds;
    }

    /** Whether somebody takes payments from members just now. */
    public boolean isOpen() {
        Payments now = payments.get();
        return now != null && links.get() != null && now.isOpenToMembers();
    }

    /** The link to pay an invoice by, for a mail; empty when there is none. */
    public Optional<URI> link(String invoiceId) {
        return Optional.ofNullable(links.get()).flatMap(now -> now.linkTo(invoiceId, Oslo.today(clock)));
    }

    /** Where the browser that is here goes on to pay; empty when nobody takes payments here. */
    public Optional<String> path(String invoiceId) {
        return Optional.ofNullable(links.get()).flatMap(now -> now.pathTo(invoiceId, Oslo.today(clock)));
    }

    /** The payments of an invoice, newest first; none when nobody takes payments here. */
    @Override
    public List<Payment> paymentsOf(String invoiceId) {
        Payments now = payments.get();
        return now == null ? List.of() : now.ofInvoice(Actor.SYSTEM, invoiceId);
    }

    /** Whether somebody is paying it just now. */
    public boolean isBeingPaid(String invoiceId) {
        return paymentsOf(invoiceId).stream()
                .anyMatch(payment -> !payment.state().isOver());
    }

    @Override
    public Optional<Refunds> refunds() {
        return Optional.ofNullable(refunds.get());
    }
}
