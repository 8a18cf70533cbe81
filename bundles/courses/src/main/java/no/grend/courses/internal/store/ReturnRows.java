package no.grend.courses.internal.store;

import java.time.Instant;
import java.util.List;
import no.grend.agreement.MoneyReturn.State;
import no.grend.agreement.ReturnTable;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** What is given back of registrations: its table, and what is asked and written there of them alone. */
public final class ReturnRows {

    public static final ReturnTable<Return> TABLE = new ReturnTable<>("courses_return", "id", ReturnRows::row);

    private ReturnRows() {}

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

    public static List<Return> ofRegistration(Handle tx, String registrationId) {
        return tx.createQuery("SELECT * FROM courses_return WHERE registration_id = :id ORDER BY id")
                .bind("id", registrationId)
                .map(ReturnRows::row)
                .list();
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
