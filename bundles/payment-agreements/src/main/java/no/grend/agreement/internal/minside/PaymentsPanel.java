package no.grend.agreement.internal.minside;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.agreement.NewPayment;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.Payments;
import no.grend.agreement.internal.Settings;
import no.grend.identity.Actor;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * «Betalinger»: pays an invoice by a provider (S1-05), and tells what became of each payment. {@code <invoice>} is the page to
 * pay it on, and where the payer comes back to; {@code <invoice>/cancellation} and {@code <invoice>/inquiry} are its buttons.
 */
@Component(service = Panel.class)
public final class PaymentsPanel implements Panel {

    private static final int ORDER = 12;
    private static final String BACK = "back";
    private static final String CANCELLATION = "/cancellation";
    private static final String INQUIRY = "/inquiry";

    private final Payments payments;
    private final Ledger ledger;
    private final Settings settings;

    @Activate
    public PaymentsPanel(@Reference Payments payments, @Reference Ledger ledger, @Reference Settings settings) {
        this.payments = payments;
        this.ledger = ledger;
        this.settings = settings;
    }

    @Override
    public String id() {
        return "payments";
    }

    @Override
    public Slot slot() {
        return Slot.FINANCE;
    }

    @Override
    public int order() {
        return ORDER;
    }

    /** Where nobody can pay and nothing was paid there is nothing to see. */
    @Override
    public boolean visibleTo(Actor member) {
        return payments.isOpenToMembers() || !payments.own(member).isEmpty();
    }

    /** There only while a payment is under way. */
    @Override
    public Optional<View> summary(Visit visit) {
        List<PaymentCard> open = cards(payments.own(visit.member()).stream()
                .filter(payment -> !payment.state().isOver())
                .toList());
        return open.isEmpty() ? Optional.empty() : Optional.of(new View("summary.peb", Map.of("payments", open)));
    }

    @Override
    public Reply handle(Visit visit, Request request) {
        String path = request.path();
        if (path.isEmpty()) {
            return request.post()
                    ? new Reply.NotFound()
                    : new Reply.Show(new View("list.peb", Map.of("payments", cards(payments.own(visit.member())))));
        }
        if (!request.post()) {
            return invoice(visit, path)
                    .map(invoice -> show(visit, invoice, request))
                    .orElseGet(Reply.NotFound::new);
        }
        String id = path.endsWith(CANCELLATION)
                ? path.substring(0, path.length() - CANCELLATION.length())
                : path.endsWith(INQUIRY) ? path.substring(0, path.length() - INQUIRY.length()) : path;
        return invoice(visit, id).map(invoice -> act(visit, invoice, request)).orElseGet(Reply.NotFound::new);
    }

    private Optional<Invoice> invoice(Visit visit, String id) {
        return ledger.invoice(visit.member(), id);
    }

    private Reply act(Visit visit, Invoice invoice, Request request) {
        Actor member = visit.member();
        String flash = null;
        try {
            if (request.path().endsWith(CANCELLATION)) {
                underWay(member, invoice).ifPresent(payment -> payments.cancel(member, payment.id()));
            } else if (request.path().endsWith(INQUIRY)) {
                underWay(member, invoice).ifPresent(payment -> payments.ask(member, payment.id()));
            } else {
                payments.start(member, wanted(invoice, request), null);
            }
        } catch (Problem refused) {
            flash = refused.kind() == Problem.Kind.UNAVAILABLE ? "flash.AWAY" : "flash.REFUSED";
        }
        return new Reply.Redirect(invoice.id(), flash);
    }

    private NewPayment wanted(Invoice invoice, Request request) {
        URI back = settings.address().at("/min-side/" + id() + "/" + invoice.id() + "?" + BACK + "=1");
        return new NewPayment(invoice.id(), null, request.parameters().get("provider"), null, back, Map.of());
    }

    /** Who comes back from a provider sees what it says now, and not what was known before they went. */
    private Reply show(Visit visit, Invoice invoice, Request request) {
        Actor member = visit.member();
        if (request.parameters().containsKey(BACK)) {
            underWay(member, invoice).ifPresent(payment -> askQuietly(member, payment));
        }
        List<Payment> all = payments.ofInvoice(member, invoice.id());
        Map<String, Object> model = new HashMap<>();
        model.put("invoice", invoice.id());
        model.put("open", ledger.invoice(member, invoice.id()).orElse(invoice).open());
        model.put("due", invoice.dueDate());
        model.put("headingArguments", List.of(Long.toString(invoice.number())));
        model.put("payment", all.isEmpty() ? null : card(all.get(0)));
        boolean open = all.stream().allMatch(payment -> isOver(payment));
        model.put("ways", open ? payments.ways(member, invoice.id()) : List.of());
        return new Reply.Show(new View("pay.peb", model));
    }

    private void askQuietly(Actor member, Payment payment) {
        try {
            payments.ask(member, payment.id());
        } catch (Problem away) {
            // The page then tells what is known, and the reconciler asks later.
        }
    }

    private Optional<Payment> underWay(Actor member, Invoice invoice) {
        return payments.ofInvoice(member, invoice.id()).stream()
                .filter(payment -> !payment.state().isOver())
                .findFirst();
    }

    private static boolean isOver(Payment payment) {
        return payment.state().isOver() && (payment.state() != State.SETTLED || payment.booked());
    }

    private List<PaymentCard> cards(List<Payment> some) {
        return some.stream().map(this::card).toList();
    }

    private PaymentCard card(Payment payment) {
        return PaymentCard.of(payment, payments.nameOf(payment.provider()));
    }
}
