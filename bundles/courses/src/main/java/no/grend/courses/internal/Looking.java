package no.grend.courses.internal;

import no.grend.audit.Audit.Entry;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.Ending;
import no.grend.courses.internal.store.Registration.Pays;
import no.grend.courses.internal.store.Registration.State;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.courses.internal.store.RegistrationTable.End;
import no.grend.kernel.Fault;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.seats.Place;
import no.grend.seats.Taken;

/**
 * Looks at one registration, its seat and its money, and does what follows (P14). What happened tells only where to look: the seat
 * and the invoice are the truth, so looking again does no harm. Safe between threads.
 */
final class Looking {

    private static final String NOT_PAID = "Påmeldingen ble ikke betalt i tide.";
    private static final String TOO_LATE = "Plassen var gitt videre da betalingen kom.";
    private static final String CALLED_OFF = "Kurset er avlyst.";
    private static final String NO_SEAT = "Påmeldingen er avsluttet uten plass.";

    private final Means means;
    private final Invoicing invoicing;
    private final Leaving leaving;

    Looking(Means means, Invoicing invoicing, Leaving leaving) {
        this.means = means;
        this.invoicing = invoicing;
        this.leaving = leaving;
    }

    void look(String registrationId) {
        Registration registration = means.db()
                .read(tx -> RegistrationTable.byId(tx, registrationId))
                .orElse(null);
        if (registration == null
                || registration.isOver()
                || registration.state() == State.STARTED // whoever carries it out is not done
                || registration.placeId() == null) {
            return;
        }
        Place place = means.seats().place(registration.placeId()).orElse(null);
        if (place == null) {
            return;
        }
        switch (place.state()) {
            case WAITING -> {}
            case HELD -> held(registration, place);
            case BOOKED -> booked(registration, place);
            case GONE -> gone(registration, place);
        }
    }

    /** The seat waits for its money, or for a yes that was given in advance. */
    private void held(Registration registration, Place place) {
        if (registration.pays() != Pays.AT_ONCE) {
            confirm(registration, place);
            return;
        }
        Invoice invoice = invoicing.of(registration, place);
        if (registration.state() == State.WAITING) {
            become(registration, State.HELD, "offered");
        }
        if (Invoicing.isPaid(invoice)) {
            confirm(again(registration), place);
        } else if (invoice.status() == Invoice.Status.CREDITED) {
            end(
                    again(registration),
                    new End(Ending.CANCELLED, "INVOICE_CREDITED", "cancelled", Place.Ending.CANCELLED),
                    NO_SEAT);
        }
    }

    private void confirm(Registration registration, Place place) {
        Taken taken = means.seats().confirm(Means.ACTOR, place.id());
        Fault.point("courses-after-confirm");
        if (taken.refusal() == null) {
            booked(registration, taken.place());
        } else if (registration.pays() == Pays.AT_ONCE) {
            end(registration, new End(Ending.PAID_TOO_LATE, null, "paidTooLate", null), TOO_LATE);
        } else {
            gone(registration, means.seats().place(place.id()).orElse(taken.place()));
        }
    }

    private void booked(Registration registration, Place place) {
        if (registration.state() == State.BOOKED) {
            return;
        }
        if (registration.price().isPositive()) {
            Invoice invoice = invoicing.of(registration, place);
            if (registration.pays() == Pays.INVOICE) {
                means.doors().dispatched(Means.ACTOR, invoice.id());
            }
        }
        become(registration, State.BOOKED, "booked");
    }

    /** The seat is gone. What is paid for it nevertheless, or is being paid just now, is looked at first. */
    private void gone(Registration registration, Place place) {
        if (place.ending() == Place.Ending.EXPIRED && registration.invoiceId() != null) {
            Invoice invoice = invoicing.known(registration.invoiceId());
            if (Invoicing.isPaid(invoice)) {
                confirm(registration, place);
                return;
            }
            if (means.doors().web().isBeingPaid(invoice.id())) {
                return;
            }
        }
        switch (place.ending()) {
            case EXPIRED -> end(registration, new End(Ending.EXPIRED, null, "lapsed", null), NOT_PAID);
            case CALLED_OFF -> end(registration, new End(Ending.CALLED_OFF, null, "calledOff", null), CALLED_OFF);
            case NOT_ADMITTED ->
                end(registration, new End(Ending.NOT_ADMITTED, place.reason(), "notAdmitted", null), NO_SEAT);
            case LIST_CLOSED -> end(registration, new End(Ending.LIST_CLOSED, null, "listClosed", null), NO_SEAT);
            case DECLINED -> end(registration, new End(Ending.DECLINED, place.reason(), null, null), NO_SEAT);
            case CANCELLED -> end(registration, new End(Ending.CANCELLED, place.reason(), "cancelled", null), NO_SEAT);
        }
    }

    private void end(Registration registration, End end, String why) {
        leaving.end(registration, end, registration.price(), why, Means.ACTOR.id());
    }

    private Registration again(Registration registration) {
        return means.db()
                .read(tx -> RegistrationTable.byId(tx, registration.id()))
                .orElseThrow();
    }

    private void become(Registration registration, State to, String toTell) {
        means.db().useTransaction(tx -> {
            if (RegistrationTable.become(tx, registration.id(), registration.state(), to, toTell, means.now())) {
                means.audit()
                        .record(
                                tx,
                                new Entry(
                                        Means.ACTOR.id(),
                                        "COURSE_REGISTRATION_" + to,
                                        "course-registration:" + registration.id(),
                                        registration.state().name(),
                                        to.name() + priced(registration.price()),
                                        null));
            }
        });
    }

    private static String priced(Ore price) {
        return price.isZero() ? ", free" : ", kr " + price;
    }
}
