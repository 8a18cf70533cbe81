package no.grend.courses.internal;

import java.util.Map;
import no.grend.audit.Audit.Entry;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.courses.internal.store.RegistrationTable.End;
import no.grend.courses.internal.store.RegistrationWork;
import no.grend.courses.internal.store.Return;
import no.grend.courses.internal.store.ReturnRows;
import no.grend.kernel.Fault;
import no.grend.kernel.Ore;
import no.grend.seats.Place;

/** Ends registrations: in one transaction it is over, the money is to be given up, and the seat is to be given back. Safe between threads. */
final class Leaving {

    private static final int AT_ONCE = 200;

    private final Means means;
    private final Admitting admitting;

    Leaving(Means means, Admitting admitting) {
        this.means = means;
        this.admitting = admitting;
    }

    /** @param giveUp of the price; nothing when there is no invoice @param why as it stands on the credit note */
    boolean end(Registration registration, End end, Ore giveUp, String why, String by) {
        boolean ended = means.db().inTransaction(tx -> {
            if (!RegistrationTable.end(tx, registration.id(), registration.state(), end, means.now())) {
                return false;
            }
            String after = end.ending().name();
            if (registration.invoiceId() != null && giveUp.isPositive()) {
                ReturnRows.open(tx, means.ids().next(), registration.id(), Return.END, giveUp, why, means.now());
                after += ", kr " + giveUp + " given up";
            }
            means.audit()
                    .record(
                            tx,
                            new Entry(
                                    by,
                                    "COURSE_REGISTRATION_ENDED",
                                    "course-registration:" + registration.id(),
                                    registration.state().name(),
                                    after,
                                    end.reason()));
            return true;
        });
        Fault.point("courses-after-end");
        if (ended && end.toRelease() != null) {
            release(registration.id(), end.toRelease());
        }
        return ended;
    }

    /** Gives back the seats of those that are over. */
    void releaseAll() {
        Map<String, Place.Ending> left = means.db().read(tx -> RegistrationWork.toRelease(tx, AT_ONCE));
        left.forEach(this::release);
    }

    private void release(String id, Place.Ending why) {
        String placeId = means.db()
                .read(tx -> RegistrationTable.byId(tx, id))
                .map(Registration::placeId)
                .orElse(null);
        if (placeId != null) {
            means.seats().release(Means.ACTOR, placeId, why, null, admitting);
        }
        means.db().useTransaction(tx -> RegistrationWork.released(tx, id));
    }
}
