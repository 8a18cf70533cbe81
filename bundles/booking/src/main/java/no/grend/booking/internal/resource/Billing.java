package no.grend.booking.internal.resource;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.grend.agreement.MoneyBack;
import no.grend.agreement.MoneyBack.Owed;
import no.grend.agreement.MoneyBack.Step;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.ReservationTable;
import no.grend.booking.internal.store.Resource;
import no.grend.booking.internal.store.ResourceTable;
import no.grend.booking.internal.store.Return;
import no.grend.booking.internal.store.Return.State;
import no.grend.booking.internal.store.ReturnTable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Bell;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
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
    private static final int AT_ONCE = 200;
    private static final int LONGEST_NAMES = 120;
    private static final int LONGEST_NOTE = 300;
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

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
    private final Audit audit;
    private final Members members;
    private final Till till;
    private final int invoiceDays;
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
        this.audit = audit;
        this.members = members;
        this.till = till;
        this.invoiceDays = invoiceDays;
    }

    /** Rings when there is something for {@link #round}. */
    public Bell owed() {
        return owed;
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
        each(
                (after, rows) -> db.read(tx -> ReservationTable.withoutInvoice(tx, after, rows)),
                Reservation::id,
                this::invoice);
        each((after, rows) -> db.read(tx -> ReturnTable.undone(tx, after, rows)), Return::reservationId, this::carryOn);
    }

    private static <T> void each(BiFunction<String, Integer, List<T>> some, Function<T, String> id, Consumer<T> work) {
        String after = "";
        List<T> read;
        do {
            read = some.apply(after, AT_ONCE);
            read.forEach(one -> guarded(id.apply(one), () -> work.accept(one)));
            after = read.isEmpty() ? "" : id.apply(read.get(read.size() - 1));
        } while (read.size() == AT_ONCE);
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
        return "Leie: " + fitting + ", " + WHEN.format(reservation.startsAt().atZone(Oslo.ZONE)) + "–"
                + CLOCK.format(reservation.endsAt().atZone(Oslo.ZONE));
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
            done(owes, Till.ACTOR.id(), "It was never invoiced, and who reserved is erased.");
            return;
        }
        if (invoiceId == null) {
            String made = issued(reservation);
            db.useTransaction(tx -> ReservationTable.invoiced(tx, reservation.id(), made));
            invoiceId = made;
        }
        MoneyBack moneyBack = till.moneyBack().orElseThrow();
        Step step = moneyBack.ofInvoice(new Owed(
                new IdempotencyKey("booking-return:" + owes.reservationId(), owes.reservationId()),
                invoiceId,
                owes.amount(),
                WHY,
                owes.paymentId(),
                owes.refundId(),
                owes.state() == State.STAFF));
        if (step instanceof Step.Done) {
            done(owes, Till.ACTOR.id(), null);
        } else if (step instanceof Step.Asked refund) {
            db.useTransaction(tx -> ReturnTable.asked(tx, owes.reservationId(), refund.paymentId(), refund.refundId()));
        } else if (step instanceof Step.ByHand person
                && (owes.state() != State.STAFF || !person.note().equals(owes.note()))) {
            db.useTransaction(tx -> ReturnTable.toStaff(tx, owes.reservationId(), person.note()));
        }
    }

    private void done(Return owes, String by, String note) {
        db.useTransaction(tx -> {
            if (ReturnTable.done(tx, owes.reservationId(), by, note, clock.instant())) {
                audit.record(
                        tx,
                        new Entry(
                                by,
                                "RESERVATION_RETURN_DONE",
                                "reservation:" + owes.reservationId(),
                                owes.state().name(),
                                "kr " + owes.amount(),
                                note));
            }
        });
    }

    /** For staff with {@code LEDGER_READ}, newest reservation first. @param state null for all */
    public Page<Return> returns(Actor actor, State state, Integer limit, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int rows = Page.limit(limit);
        return Page.cut(db.read(tx -> ReturnTable.page(tx, state, cursor, rows + 1)), rows, Return::reservationId);
    }

    /** What is given back of one reservation. For staff with {@code LEDGER_READ}. */
    public Return returned(Actor actor, String reservationId) {
        actor.require(Permission.LEDGER_READ);
        return db.read(tx -> ReturnTable.of(tx, reservationId)).orElseThrow(Billing::nothing);
    }

    private static Problem nothing() {
        return Problem.notFound("Nothing is given back of a reservation with this id.");
    }

    /**
     * A person has paid it back. Needs {@code LEDGER_WRITE}.
     *
     * @param note how, 1-300 characters; no personal data
     */
    public Return settle(Actor actor, String reservationId, String note) {
        actor.require(Permission.LEDGER_WRITE);
        String words = Asked.text("note", note, "say how it was paid back");
        if (words.length() > LONGEST_NOTE) {
            throw Problem.invalid("/note", "NOTE_TOO_LONG", "note is 300 characters at most.");
        }
        Return owes = db.read(tx -> ReturnTable.of(tx, reservationId)).orElseThrow(Billing::nothing);
        if (owes.state() != State.STAFF) {
            throw Problem.conflict(
                    "NOT_FOR_STAFF",
                    "This return is " + owes.state()
                            + (owes.state() == State.DONE
                                    ? "; nothing is left to do."
                                    : ", not STAFF: it goes on by itself, or when its refund is approved."));
        }
        done(owes, actor.id(), words);
        return db.read(tx -> ReturnTable.of(tx, reservationId)).orElseThrow();
    }
}
