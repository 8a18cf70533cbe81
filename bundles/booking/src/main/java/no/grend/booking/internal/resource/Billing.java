package no.grend.booking.internal.resource;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import no.grend.agreement.MoneyBack;
import no.grend.agreement.MoneyBack.Owed;
import no.grend.agreement.MoneyReturn.State;
import no.grend.agreement.Returns;
import no.grend.audit.Audit;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.ReservationTable;
import no.grend.booking.internal.store.Resource;
import no.grend.booking.internal.store.ResourceTable;
import no.grend.booking.internal.store.Return;
import no.grend.booking.internal.store.ReturnRows;
import no.grend.kernel.Bell;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger;
import no.grend.licence.Licence;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The money of reservations («leieinntekter», P14): one invoice for each that costs something, and what is given up of it when it
 * is cancelled. What a crash or an absent ledger cut off is done in a later round. Safe between threads.
 */
@Component(service = Billing.class, configurationPid = "no.grend.booking")
@Designate(ocd = Billing.Settings.class)
public final class Billing {

    private static final Logger LOG = LoggerFactory.getLogger(Billing.class);
    private static final String SOURCE = "reservation:";
    private static final String WHY = "Reservasjonen er avbestilt.";
    private static final Returns.Called CALLED = new Returns.Called(
            "RESERVATION_RETURN_DONE", "reservation:", "Nothing is given back of a reservation with this id.");
    private static final int AT_ONCE = 200;
    private static final int LONGEST_NAMES = 120;

    /** Settings of reservations («leie»). */
    @ObjectClassDefinition(name = "Leie", description = "Innstillinger for leie av baner, saler og trenere")
    public @interface Settings {

        /** Days from reserving to the invoice's due date. */
        @AttributeDefinition(
                name = "Dager til forfall",
                description = "Forfall for fakturaen av det som koster noe",
                min = "0",
                max = "365")
        int invoiceDays() default 14;
    }

    private final Database db;
    private final Clock clock;
    private final Members members;
    private final Till till;
    private final int invoiceDays;
    private final Returns<Return> returns;
    private final Bell owed = new Bell();

    @Activate
    public Billing(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Members members,
            @Reference Till till,
            Settings settings) {
        this(db, clock, audit, members, till, settings.invoiceDays());
    }

    public Billing(Database db, Clock clock, Audit audit, Members members, Till till, int invoiceDays) {
        this.db = db;
        this.clock = clock;
        this.members = members;
        this.till = till;
        this.invoiceDays = invoiceDays;
        this.returns = new Returns<>(db, clock, audit, ReturnRows.TABLE, Return::reservationId, CALLED);
    }

    /** Rings when there is something for {@link #round}. */
    public Bell owed() {
        return owed;
    }

    /** What is given back of reservations, and what of it is left to staff. */
    public Returns<Return> returns() {
        return returns;
    }

    /** Refuses what costs something where there is no ledger to invoice it. */
    void requireLedger() {
        if (till.moneyBack().isEmpty()) {
            throw Problem.rule(
                    "/resourceIds",
                    "NO_INVOICES",
                    "This has a price, and no invoices can be made as the ledger (grend-ledger) is not there.");
        }
    }

    /** Invoices it now if that can be; else a round does. */
    void invoiceNow(Reservation reservation) {
        guarded(reservation.id(), () -> invoice(reservation));
    }

    /** All that is not invoiced and not given up yet, once. */
    public void round() {
        if (till.moneyBack().isEmpty()) {
            return;
        }
        invoiceAll();
        returns.eachUndone(owes -> guarded(owes.reservationId(), () -> carryOn(owes)));
    }

    private void invoiceAll() {
        String after = "";
        List<Reservation> some;
        do {
            String from = after;
            some = db.read(tx -> ReservationTable.withoutInvoice(tx, from, AT_ONCE));
            some.forEach(one -> guarded(one.id(), () -> invoice(one)));
            after = some.isEmpty() ? "" : some.get(some.size() - 1).id();
        } while (some.size() == AT_ONCE);
    }

    /** One that cannot be carried on just now must not stop the others. */
    private static void guarded(String id, Runnable work) {
        try {
            work.run();
        } catch (Problem refused) {
            LOG.warn("The money of reservation {} cannot be seen to just now: {}", id, refused.code());
        } catch (RuntimeException failed) {
            LOG.error("The money of reservation {} could not be seen to; tried again shortly", id, failed);
        }
    }

    private void invoice(Reservation reservation) {
        String invoiceId = issued(reservation);
        till.dispatch(invoiceId);
        db.useTransaction(tx -> ReservationTable.invoiced(tx, reservation.id(), invoiceId));
    }

    /** Its invoice: one, however often it is asked for. */
    private String issued(Reservation reservation) {
        Ledger ledger = till.ledger().orElseThrow(() -> Problem.unavailable("LEDGER_AWAY", "There is no ledger."));
        return ledger.issue(Till.ACTOR, draft(reservation), null).id();
    }

    private InvoiceDraft draft(Reservation reservation) {
        Contact member = contact(reservation.contactId());
        Contact payer = reservation.payerId().equals(member.id()) ? member : contact(reservation.payerId());
        InvoiceDraft draft = new InvoiceDraft(
                        SOURCE + reservation.id(),
                        payer.id(),
                        member.memberNumber(),
                        payer.name(),
                        Oslo.today(clock).plusDays(invoiceDays),
                        List.of(new Invoice.Line(text(reservation), reservation.price())))
                .notByMandate();
        return payer == member ? draft : draft.payingFor(new Invoice.OnBehalfOf(member.id(), member.name()));
    }

    private String text(Reservation reservation) {
        String names = db.read(tx -> ResourceTable.byIds(tx, reservation.resourceIds())).stream()
                .map(Resource::name)
                .collect(Collectors.joining(", "));
        String fitting = names.length() > LONGEST_NAMES ? names.substring(0, LONGEST_NAMES) + "…" : names;
        return "Leie: " + fitting + ", " + Oslo.moment(reservation.startsAt()) + "–" + Oslo.clock(reservation.endsAt());
    }

    private Contact contact(String id) {
        return members.contact(Till.ACTOR, id)
                .orElseThrow(() -> Problem.notFound("The contact of this reservation is gone."));
    }

    /** A cancelled one that was not invoiced yet is invoiced first, so that no invoice can come after its credit note. */
    private void carryOn(Return owes) {
        Reservation reservation =
                db.read(tx -> ReservationTable.byId(tx, owes.reservationId())).orElseThrow();
        String invoiceId = reservation.invoiceId();
        if (invoiceId == null && reservation.payerId() == null) {
            returns.done(owes, Till.ACTOR, "It was never invoiced, and who reserved is erased.");
            return;
        }
        if (invoiceId == null) {
            String made = issued(reservation);
            db.useTransaction(tx -> ReservationTable.invoiced(tx, reservation.id(), made));
            invoiceId = made;
        }
        MoneyBack moneyBack = till.moneyBack().orElseThrow();
        Owed money = new Owed(
                new IdempotencyKey("booking-return:" + owes.reservationId(), owes.reservationId()),
                invoiceId,
                owes.amount(),
                WHY,
                owes.paymentId(),
                owes.refundId(),
                owes.state() == State.STAFF);
        returns.note(owes, moneyBack.ofInvoice(money), Till.ACTOR);
    }
}
