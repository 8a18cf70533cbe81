package no.grend.booking.internal.store;

import java.time.Instant;
import no.grend.agreement.MoneyReturn.State;
import no.grend.agreement.ReturnTable;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** What is given back of reservations: its table, and how a return is opened there. */
public final class ReturnRows {

    public static final ReturnTable<Return> TABLE =
            new ReturnTable<>("booking_return", "reservation_id", ReturnRows::row);

    private ReturnRows() {}

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
