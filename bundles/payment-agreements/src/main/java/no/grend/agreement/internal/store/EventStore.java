package no.grend.agreement.internal.store;

import java.time.Instant;
import java.util.List;
import no.grend.agreement.Payment.Event;
import no.grend.agreement.Payment.State;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** What happened to payments; append-only. Every method works in the caller's transaction; safe between threads. */
public final class EventStore {

    private static final String NONE = "NONE";

    /** @param from null for the first */
    public void append(
            Handle tx,
            String paymentId,
            int place,
            Instant at,
            String what,
            State from,
            State to,
            String actor,
            String detail) {
        boolean settles = to == State.SETTLED && from != State.SETTLED;
        tx.createUpdate("""
                        INSERT INTO agreement_event (payment_id, place, happened_at, what, from_state, to_state, actor, detail,
                          settled_key)
                        VALUES (:payment, :place, :at, :what, :from, :to, :actor, :detail, :settled)""")
                .bind("payment", paymentId)
                .bind("place", place)
                .bind("at", at)
                .bind("what", what)
                .bind("from", from == null ? NONE : from.name())
                .bind("to", to.name())
                .bind("actor", actor)
                .bind("detail", detail)
                .bind("settled", settles ? paymentId : null)
                .execute();
    }

    /** Oldest first. */
    public List<Event> of(Handle tx, String paymentId) {
        return tx.createQuery("SELECT * FROM agreement_event WHERE payment_id = :payment ORDER BY place")
                .bind("payment", paymentId)
                .map(EventStore::event)
                .list();
    }

    private static Event event(RowView row) {
        String from = row.getColumn("from_state", String.class);
        return new Event(
                row.getColumn("place", Integer.class),
                row.getColumn("happened_at", Instant.class),
                row.getColumn("what", String.class),
                from.equals(NONE) ? null : State.valueOf(from),
                State.valueOf(row.getColumn("to_state", String.class)),
                row.getColumn("actor", String.class),
                row.getColumn("detail", String.class));
    }
}
