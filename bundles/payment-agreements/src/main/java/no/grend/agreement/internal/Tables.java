package no.grend.agreement.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.internal.store.ConsentStore;
import no.grend.agreement.internal.store.EventStore;
import no.grend.agreement.internal.store.MoveStore;
import no.grend.agreement.internal.store.NoticeStore;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.agreement.internal.store.PaymentStore;
import no.grend.agreement.internal.store.ProviderStore;
import no.grend.agreement.internal.store.RefundStore;
import no.grend.agreement.internal.store.TroubleStore;
import no.grend.kernel.Ids;
import no.grend.kernel.Problem;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/** The module's tables, and the two things that always go together: a change of a payment, and its event. Safe between threads. */
final class Tables {

    private static final int LONGEST = 300;

    final Database db;
    final Clock clock;
    final Ids ids;
    final PaymentStore payments;
    final EventStore events = new EventStore();
    final ProviderStore providers;
    final TroubleStore troubles = new TroubleStore();
    final ConsentStore consents;
    final MoveStore moves = new MoveStore();
    final RefundStore refunds;
    final NoticeStore notices = new NoticeStore();

    Tables(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
        this.ids = new Ids(clock);
        this.payments = new PaymentStore(db.dialect());
        this.providers = new ProviderStore(db.dialect());
        this.consents = new ConsentStore(db.dialect());
        this.refunds = new RefundStore(db.dialect());
    }

    Instant now() {
        return clock.instant();
    }

    PaymentRow lock(Handle tx, String id) {
        return payments.lock(tx, id).orElseThrow(Tables::notThere);
    }

    PaymentRow read(String id) {
        return db.read(tx -> payments.byId(tx, id)).orElseThrow(Tables::notThere);
    }

    Optional<Payment> whole(String id) {
        return db.read(tx -> payments.byId(tx, id).map(row -> row.payment(events.of(tx, id))));
    }

    static Problem notThere() {
        return Problem.notFound("There is no such payment.");
    }

    /**
     * Writes a locked payment's new standing and the event that made it.
     *
     * @param change works on a payment whose count of events and time of change are set already
     */
    PaymentRow write(Handle tx, PaymentRow before, Said said, UnaryOperator<Change> change) {
        Change after = change.apply(new Change(before));
        PaymentRow row = after.row(before.events() + 1, now());
        payments.update(tx, row);
        events.append(
                tx,
                row.id(),
                row.events(),
                row.changedAt(),
                said.what(),
                before.state(),
                row.state(),
                said.actor(),
                cut(said.detail()));
        return row;
    }

    void raise(Handle tx, PaymentRow row, String kind, String detail) {
        troubles.raise(tx, ids.next(), row.id(), kind, cut(detail), now());
    }

    static boolean isAsked(State state) {
        return !state.isOver() && state != State.EXCEPTION;
    }

    static String cut(String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** An event to be: a stable code, who, and in words. */
    record Said(String what, String actor, String detail) {

        Said with(String other) {
            return new Said(what, actor, other);
        }
    }
}
