package no.grend.booking.internal.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import no.grend.booking.internal.store.Return.State;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Every statement on what is given back. */
public final class ReturnTable {

    private ReturnTable() {}

    /** Once for each reservation: the key holds that. */
    public static void open(Handle tx, String reservationId, Ore amount, Instant now) {
        tx.createUpdate("""
                        INSERT INTO booking_return (reservation_id, amount_ore, state, opened_at)
                        VALUES (:id, :amount, 'DUE', :now)
                        """)
                .bind("id", reservationId)
                .bind("amount", amount.value())
                .bind("now", now)
                .execute();
    }

    /** How many stand open, by state; walks one index, and not those that are done. */
    public static Map<String, Long> open(Handle tx) {
        Map<String, Long> open = new LinkedHashMap<>();
        for (State state : State.values()) {
            if (state != State.DONE) {
                open.put(
                        state.name().toLowerCase(Locale.ROOT),
                        tx.createQuery("""
                                        SELECT COUNT(*) FROM booking_return --DERBY-PROPERTIES index=booking_return_state_ix
                                        WHERE state = :state
                                        """)
                                .bind("state", state.name())
                                .mapTo(Long.class)
                                .one());
            }
        }
        return open;
    }

    public static Optional<Return> of(Handle tx, String reservationId) {
        return tx.createQuery("SELECT * FROM booking_return WHERE reservation_id = :id")
                .bind("id", reservationId)
                .map(ReturnTable::row)
                .findOne();
    }

    /** Those that are not done, in order of making. @param after "" from the start */
    public static List<Return> undone(Handle tx, String after, int rows) {
        return tx.createQuery("""
                        SELECT * FROM booking_return WHERE state <> 'DONE' AND reservation_id > :after
                        ORDER BY reservation_id FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("after", after)
                .bind("rows", rows)
                .map(ReturnTable::row)
                .list();
    }

    /** Newest first. @param state null for all */
    public static List<Return> page(Handle tx, State state, String before, int rows) {
        return tx.createQuery("""
                        SELECT * FROM booking_return WHERE reservation_id < :before AND (state = :state OR :any = TRUE)
                        ORDER BY reservation_id DESC FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("before", before == null ? "z" : before)
                .bind("state", state == null ? "" : state.name())
                .bind("any", state == null)
                .bind("rows", rows)
                .map(ReturnTable::row)
                .list();
    }

    public static void asked(Handle tx, String reservationId, String paymentId, String refundId) {
        tx.createUpdate("""
                        UPDATE booking_return SET state = 'ASKED', payment_id = :payment, refund_id = :refund, note = NULL
                        WHERE reservation_id = :id AND state <> 'DONE'
                        """)
                .bind("payment", paymentId)
                .bind("refund", refundId)
                .bind("id", reservationId)
                .execute();
    }

    public static void toStaff(Handle tx, String reservationId, String note) {
        tx.createUpdate("""
                        UPDATE booking_return SET state = 'STAFF', note = :note
                        WHERE reservation_id = :id AND state <> 'DONE'
                        """).bind("note", note).bind("id", reservationId).execute();
    }

    /** @return false when it was done already. @param note null to leave it as it is */
    public static boolean done(Handle tx, String reservationId, String by, String note, Instant now) {
        return tx.createUpdate("""
                        UPDATE booking_return SET state = 'DONE', closed_by = :by, note = COALESCE(:note, note),
                          closed_at = :now WHERE reservation_id = :id AND state <> 'DONE'
                        """)
                        .bind("by", by)
                        .bind("note", note)
                        .bind("now", now)
                        .bind("id", reservationId)
                        .execute()
                == 1;
    }

    private static Return row(RowView row) {
        return new Return(
                row.getColumn("reservation_id", String.class),
                Ore.of(row.getColumn("amount_ore", Long.class)),
                State.valueOf(row.getColumn("state", String.class)),
                row.getColumn("payment_id", String.class),
                row.getColumn("refund_id", String.class),
                row.getColumn("note", String.class),
                row.getColumn("closed_by", String.class),
                row.getColumn("opened_at", Instant.class),
                row.getColumn("closed_at", Instant.class));
    }
}
