package no.grend.courses.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import no.grend.courses.internal.store.CourseTable;
import no.grend.courses.internal.store.CursorTable;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.State;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.courses.internal.store.RegistrationWork;
import no.grend.courses.internal.store.ReturnRows;
import no.grend.kernel.Problem;
import no.grend.ledger.Ledger.Payment;
import no.grend.ledger.LedgerEvent;
import no.grend.seats.SeatEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what happens to seats and to money by their feeds, with cursors of its own, and ends what a crash cut off. All of it may
 * be done again. One thread at a time.
 */
public final class Following {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final String SEATS = "seats";
    private static final String LEDGER = "ledger";
    private static final int AT_ONCE = 500;
    private static final Duration HALF_DONE = Duration.ofMinutes(1);
    private static final Duration UNCONFIRMED = Duration.ofDays(1);
    private static final String LATE = "Betalingen kom etter at påmeldingen var over.";

    private final Means means;
    private final Parts parts;
    private final Admitting admitting;

    /** Whom it calls. */
    record Parts(
            CourseBook book,
            Registering registering,
            Looking looking,
            Leaving leaving,
            Returning returning,
            Telling telling) {}

    Following(Means means, Parts parts, Admitting admitting) {
        this.means = means;
        this.parts = parts;
        this.admitting = admitting;
    }

    /** One round. */
    void round() {
        means.db()
                .read(CourseTable::untold)
                .forEach(id -> guarded(id, () -> parts.book().setSeats(id)));
        leftHalf();
        parts.leaving().releaseAll();
        means.seats()
                .due(Means.OWNER, AT_ONCE)
                .forEach(id -> guarded(id, () -> means.seats().settle(id, admitting)));
        means.db().read(tx -> RegistrationWork.toLookAt(tx, AT_ONCE)).forEach(this::looked);
        readSeats();
        readLedger();
        lateOnes();
        parts.returning().round();
        parts.telling().round();
        Instant old = means.now().minus(UNCONFIRMED);
        means.db().useTransaction(tx -> RegistrationWork.forgetUnconfirmed(tx, old));
    }

    private void leftHalf() {
        Instant before = means.now().minus(HALF_DONE);
        means.db()
                .read(tx -> RegistrationTable.in(tx, State.STARTED, "", before, AT_ONCE))
                .forEach(registration ->
                        guarded(registration.id(), () -> parts.registering().carryOut(registration.id())));
    }

    private void readSeats() {
        List<SeatEvent> events;
        do {
            long cursor = cursor(SEATS);
            events = means.seats().eventsAfter(Means.OWNER, cursor, AT_ONCE);
            for (SeatEvent event : events) {
                if (event.placeId() != null) {
                    means.db()
                            .read(tx -> RegistrationTable.byPlace(tx, event.placeId()))
                            .ifPresent(registration -> looked(registration.id()));
                }
            }
            move(
                    SEATS,
                    events.isEmpty() ? cursor : events.get(events.size() - 1).number());
        } while (events.size() == AT_ONCE);
    }

    private void readLedger() {
        List<LedgerEvent> events;
        do {
            long cursor = cursor(LEDGER);
            events = means.money().ledger().eventsAfter(cursor, AT_ONCE);
            events.forEach(this::heard);
            move(
                    LEDGER,
                    events.isEmpty() ? cursor : events.get(events.size() - 1).number());
        } while (events.size() == AT_ONCE);
    }

    private void heard(LedgerEvent event) {
        String registrationId = Invoicing.registrationOf(event.sourceKey());
        if (registrationId != null && event.kind() != LedgerEvent.Kind.INVOICE_ISSUED) {
            looked(registrationId);
        } else if (event.kind() == LedgerEvent.Kind.PAYMENT_UNALLOCATED && event.invoiceId() == null) {
            guarded("of a payment", () -> cameLate(event.sourceKey()));
        }
    }

    /** Money for an invoice that is credited already: it is the payer's, and they and staff are told. */
    private void cameLate(String receiptKey) {
        Payment payment =
                means.money().ledger().payment(Means.ACTOR, receiptKey).orElse(null);
        if (payment == null
                || payment.receipt().kid() == null
                || !payment.unallocated().isPositive()) {
            return;
        }
        Registration registration = means.db()
                .read(tx -> RegistrationTable.byKid(tx, payment.receipt().kid()))
                .filter(Registration::isOver)
                .orElse(null);
        if (registration == null) {
            return;
        }
        means.db().useTransaction(tx -> {
            if (ReturnRows.open(
                    tx, means.ids().next(), registration.id(), receiptKey, payment.unallocated(), LATE, means.now())) {
                RegistrationWork.tell(tx, registration.id(), "paidTooLate");
            }
        });
    }

    /** The feeds tell of what happens; what is being paid when its seat runs out is looked at until that is over. */
    private void lateOnes() {
        Instant expired = means.now().minus(Duration.ofMinutes(means.limits().holdMinutes()));
        String after = "";
        List<Registration> some;
        do {
            String from = after;
            some = means.db().read(tx -> RegistrationTable.in(tx, State.HELD, from, expired, AT_ONCE));
            some.forEach(registration -> looked(registration.id()));
            after = some.isEmpty() ? "" : some.get(some.size() - 1).id();
        } while (some.size() == AT_ONCE);
    }

    /** The feed goes on, whatever comes of it; so what could not be done is written down to be done in a later round. */
    private void looked(String registrationId) {
        boolean done = guarded(registrationId, () -> parts.looking().look(registrationId));
        means.db().useTransaction(tx -> RegistrationWork.lookAgain(tx, registrationId, !done));
    }

    private long cursor(String feed) {
        return means.db().read(tx -> CursorTable.of(tx, feed));
    }

    private void move(String feed, long number) {
        means.db().useTransaction(tx -> {
            if (!Objects.equals(CursorTable.of(tx, feed), number)) {
                CursorTable.set(tx, feed, number);
            }
        });
    }

    /** One that cannot be carried on just now must not stop the others. @return whether it was done */
    private static boolean guarded(String id, Runnable work) {
        try {
            work.run();
            return true;
        } catch (Problem refused) {
            LOG.warn("Registration or course {} cannot be followed up just now: {}", id, refused.code());
        } catch (RuntimeException failed) {
            LOG.error("Registration or course {} could not be followed up; tried again shortly", id, failed);
        }
        return false;
    }
}
