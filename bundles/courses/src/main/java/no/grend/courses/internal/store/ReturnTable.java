package no.grend.courses.internal.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import no.grend.courses.internal.store.Return.State;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Every statement on what is given back. */
public final class ReturnTable {

    private ReturnTable() {}

    /** Once for each source of a registration. @return whether it is new */
    public static boolean open(
            Handle tx, String id, String registrationId, String source, Ore amount, String reason, Instant now) {
        boolean known = tx.createQuery("""
                        SELECT id FROM courses_return WHERE registration_id = :registration AND source = :source
                        """)
                .bind("registration", registrationId)
                .bind("source", source)
                .mapTo(String.class)
                .findOne()
                .isPresent();
        if (!known) {
            tx.createUpdate("""
                            INSERT INTO courses_return (id, registration_id, source, amount_ore, reason, state, opened_at)
                            VALUES (:id, :registration, :source, :amount, :reason, 'DUE', :now)
                            """)
                    .bind("id", id)
                    .bind("registration", registrationId)
                    .bind("source", source)
                    .bind("amount", amount.value())
                    .bind("reason", reason)
                    .bind("now", now)
                    .execute();
        }
        return !known;
    }

    /** How many stand open, by state; walks one index, and not those that are done. */
    public static Map<String, Long> open(Handle tx) {
        Map<String, Long> open = new LinkedHashMap<>();
        for (State state : State.values()) {
            if (state != State.DONE) {
                open.put(
                        state.name().toLowerCase(Locale.ROOT),
                        tx.createQuery("""
                                        SELECT COUNT(*) FROM courses_return --DERBY-PROPERTIES index=courses_return_state_ix
                                        WHERE state = :state
                                        """)
                                .bind("state", state.name())
                                .mapTo(Long.class)
                                .one());
            }
        }
        return open;
    }

    public static Optional<Return> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM courses_return WHERE id = :id")
                .bind("id", id)
                .map(ReturnTable::row)
                .findOne();
    }

    public static List<Return> ofRegistration(Handle tx, String registrationId) {
        return tx.createQuery("SELECT * FROM courses_return WHERE registration_id = :id ORDER BY id")
                .bind("id", registrationId)
                .map(ReturnTable::row)
                .list();
    }

    /** Those that are not done, in order of making. @param after id; "" from the start */
    public static List<Return> undone(Handle tx, String after, int rows) {
        return tx.createQuery("""
                        SELECT * FROM courses_return WHERE state <> 'DONE' AND id > :after
                        ORDER BY id FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("after", after)
                .bind("rows", rows)
                .map(ReturnTable::row)
                .list();
    }

    /** Newest first. @param state null for all */
    public static List<Return> page(Handle tx, State state, String before, int rows) {
        return tx.createQuery("""
                        SELECT * FROM courses_return WHERE id < :before AND (state = :state OR :any = TRUE)
                        ORDER BY id DESC FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("before", before == null ? "z" : before)
                .bind("state", state == null ? "" : state.name())
                .bind("any", state == null)
                .bind("rows", rows)
                .map(ReturnTable::row)
                .list();
    }

    public static void asked(Handle tx, String id, String paymentId, String refundId) {
        tx.createUpdate("""
                        UPDATE courses_return SET state = 'ASKED', payment_id = :payment, refund_id = :refund, note = NULL
                        WHERE id = :id AND state <> 'DONE'
                        """)
                .bind("payment", paymentId)
                .bind("refund", refundId)
                .bind("id", id)
                .execute();
    }

    public static void toStaff(Handle tx, String id, String note) {
        tx.createUpdate("UPDATE courses_return SET state = 'STAFF', note = :note WHERE id = :id AND state <> 'DONE'")
                .bind("note", note)
                .bind("id", id)
                .execute();
    }

    /** @return false when it was done already. @param note null to leave it as it is */
    public static boolean done(Handle tx, String id, String by, String note, Instant now) {
        return tx.createUpdate("""
                        UPDATE courses_return SET state = 'DONE', closed_by = :by, note = COALESCE(:note, note),
                          closed_at = :now WHERE id = :id AND state <> 'DONE'
                        """)
                        .bind("by", by)
                        .bind("note", note)
                        .bind("now", now)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    private static Return row(RowView row) {
        return new Return(
                row.getColumn("id", String.class),
                row.getColumn("registration_id", String.class),
                row.getColumn("source", String.class),
                Ore.of(row.getColumn("amount_ore", Long.class)),
                row.getColumn("reason", String.class),
                State.valueOf(row.getColumn("state", String.class)),
                row.getColumn("payment_id", String.class),
                row.getColumn("refund_id", String.class),
                row.getColumn("note", String.class),
                row.getColumn("closed_by", String.class),
                row.getColumn("opened_at", Instant.class),
                row.getColumn("closed_at", Instant.class));
    }
}
