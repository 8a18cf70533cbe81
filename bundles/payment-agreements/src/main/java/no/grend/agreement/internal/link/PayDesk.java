package no.grend.agreement.internal.link;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.agreement.NewPayment;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.Payments;
import no.grend.agreement.internal.Settings;
import no.grend.agreement.internal.link.PayPage.Shown;
import no.grend.agreement.internal.minside.PaymentCard;
import no.grend.identity.Actor;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.organisation.Organisation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What whoever holds a link may do: see what is open on that invoice, pay it, call the payment off, ask about it. Acts as the
 * invoice's payer, on that invoice alone. Safe between threads.
 */
@Component(service = PayDesk.class)
public final class PayDesk {

    private static final String AWAY = "flash.AWAY";
    private static final String REFUSED = "flash.REFUSED";

    private final PayLinkService links;
    private final Payments payments;
    private final Ledger ledger;
    private final Organisation organisation;
    private final Settings settings;

    @Activate
    public PayDesk(
            @Reference PayLinkService links,
            @Reference Payments payments,
            @Reference Ledger ledger,
            @Reference Organisation organisation,
            @Reference Settings settings) {
        this.links = links;
        this.payments = payments;
        this.ledger = ledger;
        this.organisation = organisation;
        this.settings = settings;
    }

    /** The invoice that a link opens, as it stands; empty for a link that leads nowhere. */
    Optional<Invoice> invoice(String token) {
        return links.invoice(token).flatMap(id -> ledger.invoice(Actor.SYSTEM, id));
    }

    /** Whom is paid; empty when the organisation has not said. */
    String payee() {
        String name = organisation.profile().officialName();
        return name == null ? "" : name;
    }

    /** @param back whether the payer comes back from a provider @param message null for none */
    Shown show(Invoice invoice, boolean back, String message) {
        Actor payer = payer(invoice);
        if (back) {
            underWay(payer, invoice).ifPresent(payment -> quietly(() -> payments.ask(payer, payment.id())));
        }
        List<Payment> all = payments.ofInvoice(payer, invoice.id());
        boolean free = all.stream().allMatch(PayDesk::isOver);
        Invoice now = ledger.invoice(payer, invoice.id()).orElse(invoice);
        return new Shown(
                payee(),
                Long.toString(now.number()),
                now.open(),
                now.dueDate(),
                all.isEmpty()
                        ? null
                        : PaymentCard.of(all.get(0), payments.nameOf(all.get(0).provider())),
                free ? payments.ways(payer, invoice.id()) : List.of(),
                message);
    }

    /** What came of pressing a button. @param redirect where the payer goes on, at a provider @param message null for none */
    record Done(URI redirect, String message) {}

    Done act(Invoice invoice, String token, String what, String provider) {
        Actor payer = payer(invoice);
        try {
            Optional<Payment> underWay = underWay(payer, invoice);
            switch (what) {
                case "cancellation" -> underWay.ifPresent(payment -> payments.cancel(payer, payment.id()));
                case "inquiry" -> underWay.ifPresent(payment -> payments.ask(payer, payment.id()));
                default -> {
                    URI back = settings.address().at(PayLinkService.PATH + token + "?back=1");
                    Payment payment = payments.start(
                            payer, new NewPayment(invoice.id(), null, provider, null, back, Map.of()), null);
                    return new Done(payment.state() == State.PENDING ? payment.redirect() : null, null);
                }
            }
            return new Done(null, null);
        } catch (Problem refused) {
            return new Done(null, refused.kind() == Problem.Kind.UNAVAILABLE ? AWAY : REFUSED);
        }
    }

    /** The link stands for its payer; who acted by it can be told from who was signed in. */
    private static Actor payer(Invoice invoice) {
        return new Actor("pay-link:" + invoice.id(), "Betalingslenke", Set.of(), invoice.contactId());
    }

    private Optional<Payment> underWay(Actor payer, Invoice invoice) {
        return payments.ofInvoice(payer, invoice.id()).stream()
                .filter(payment -> !payment.state().isOver())
                .findFirst();
    }

    private static boolean isOver(Payment payment) {
        return payment.state().isOver() && (payment.state() != State.SETTLED || payment.booked());
    }

    private static void quietly(Runnable asking) {
        try {
            asking.run();
        } catch (Problem away) {
            // The page then tells what is known, and the reconciler asks later.
        }
    }
}
