package no.grend.joining.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.joining.internal.store.Application;
import no.grend.joining.internal.store.Application.State;
import no.grend.joining.internal.store.ApplicationTable;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Credit;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.PaymentType;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.Ledger;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows up what was begun: sends the invoice of a payment that was given up (S2-51), makes the membership that was paid for
 * first (S1-22), lets go of what was not paid in time, and ends what a crash cut off. All of it may be done again. Safe between
 * threads.
 */
@Component(service = Following.class)
public final class Following {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final int AT_ONCE = 500;
    private static final Duration HALF_DONE = Duration.ofMinutes(1);
    private static final Duration UNCONFIRMED = Duration.ofDays(1);
    private static final String NOT_PAID = "Innmeldingen ble ikke betalt innen fristen.";

    private final Means means;
    private final Carrying carrying;

    /** What it works with. */
    record Means(Database db, Clock clock, Ledger ledger, CreditNotes notes, Doors doors, Mail mail) {}

    @Activate
    public Following(
            @Reference(target = "(module=joining)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference CreditNotes notes,
            @Reference Doors doors,
            @Reference Mail mail,
            @Reference Carrying carrying) {
        this(new Means(db, clock, ledger, notes, doors, mail), carrying);
    }

    Following(Means means, Carrying carrying) {
        this.means = means;
        this.carrying = carrying;
    }

    /** One round. */
    void round() {
        Instant now = means.clock().instant();
        means.db()
                .read(tx -> ApplicationTable.leftHalf(tx, now.minus(HALF_DONE)))
                .forEach(application -> guarded(application, () -> carrying.carryOut(application.id())));
        String after = "";
        List<Application> some;
        do {
            String from = after;
            some = means.db().read(tx -> ApplicationTable.watched(tx, from, AT_ONCE));
            look(some);
            after = some.isEmpty() ? "" : some.get(some.size() - 1).id();
        } while (some.size() == AT_ONCE);
        means.db().useTransaction(tx -> ApplicationTable.forgetUnconfirmed(tx, now.minus(UNCONFIRMED)));
    }

    private void look(List<Application> some) {
        if (some.isEmpty()) {
            return;
        }
        Map<String, Invoice> invoices = means.ledger()
                .invoices(
                        Actor.SYSTEM, some.stream().map(Application::invoiceId).toList());
        for (Application application : some) {
            Invoice invoice = invoices.get(application.invoiceId());
            if (invoice != null) {
                guarded(application, () -> look(application, invoice));
            }
        }
    }

    private void look(Application application, Invoice invoice) {
        boolean waits = application.state() == State.AWAITING_PAYMENT;
        if (invoice.status() == Status.CREDITED) {
            if (waits) {
                carrying.lapsed(application);
            } else {
                carrying.ended(application, application.state());
            }
        } else if (!invoice.outstanding().principal().isPositive()) {
            if (waits) {
                carrying.paid(application);
            } else {
                carrying.ended(application, application.state());
            }
        } else {
            unpaid(application, invoice, waits);
        }
    }

    private void unpaid(Application application, Invoice invoice, boolean waits) {
        if (application.invoiceSentAt() == null && shallBeSent(application, invoice)) {
            send(application, invoice);
            means.db()
                    .useTransaction(tx -> ApplicationTable.sent(
                            tx, application.id(), waits, means.clock().instant()));
        }
        LocalDate today = Oslo.today(means.clock());
        if (waits && today.isAfter(invoice.dueDate()) && !means.doors().web().isBeingPaid(invoice.id())) {
            means.notes().credit(Carrying.ACTOR, invoice.id(), Credit.whole(NOT_PAID), null);
            carrying.lapsed(application);
        }
    }

    /** Given up, or left; at once when it cannot be paid on the web, for then nobody is about to. */
    private boolean shallBeSent(Application application, Invoice invoice) {
        return invoice.paymentType() == PaymentType.PREPAID
                || !means.clock().instant().isBefore(application.invoiceAfter())
                || means.doors().web().path(invoice.id()).isEmpty();
    }

    private void send(Application application, Invoice invoice) {
        if (!means.doors().dispatched(Carrying.ACTOR, invoice.id())) {
            means.mail()
                    .invoice(
                            application,
                            carrying.addressOf(application),
                            invoice,
                            means.doors().web().link(invoice.id()).orElse(null));
        }
    }

    private static void guarded(Application application, Runnable work) {
        try {
            work.run();
        } catch (Problem refused) {
            LOG.warn("Application {} cannot be followed up just now: {}", application.id(), refused.code());
        } catch (RuntimeException failed) {
            LOG.error("Application {} could not be followed up; tried again shortly", application.id(), failed);
        }
    }
}
