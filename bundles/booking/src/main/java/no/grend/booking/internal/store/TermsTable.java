package no.grend.booking.internal.store;

import java.util.List;
import java.util.Optional;
import no.grend.booking.internal.store.Terms.Hours;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Every statement on the terms of resources. */
public final class TermsTable {

    private static final String INSERT = """
            INSERT INTO booking_terms (resource_id, slot_minutes, days_ahead, cancel_minutes, price_ore, member_price_ore,
              most_slots, most_coming)
            VALUES (:resource, :slotMinutes, :daysAhead, :cancelMinutes, :priceOre, :memberPriceOre, :mostSlots, :mostComing)
            """;

    /** The row stays: whoever waits for it in {@link #hold} must find it. */
    private static final String CHANGE = """
            UPDATE booking_terms SET slot_minutes = :slotMinutes, days_ahead = :daysAhead, cancel_minutes = :cancelMinutes,
              price_ore = :priceOre, member_price_ore = :memberPriceOre, most_slots = :mostSlots, most_coming = :mostComing
            WHERE resource_id = :resource
            """;

    private TermsTable() {}

    public static void set(Handle tx, String resourceId, Terms terms) {
        tx.createUpdate("DELETE FROM booking_hours WHERE resource_id = :resource")
                .bind("resource", resourceId)
                .execute();
        if (write(tx, CHANGE, resourceId, terms) == 0) {
            write(tx, INSERT, resourceId, terms);
        }
        for (Hours hours : terms.hours()) {
            tx.createUpdate("""
                            INSERT INTO booking_hours (resource_id, weekday, from_minute, to_minute)
                            VALUES (:resource, :weekday, :fromMinute, :toMinute)
                            """).bind("resource", resourceId).bindMethods(hours).execute();
        }
    }

    private static int write(Handle tx, String sql, String resourceId, Terms terms) {
        Ore memberPrice = terms.memberPrice();
        return tx.createUpdate(sql)
                .bind("resource", resourceId)
                .bind("priceOre", terms.price().value())
                .bind("memberPriceOre", memberPrice == null ? null : memberPrice.value())
                .bindMethods(terms)
                .execute();
    }

    public static Optional<Terms> of(Handle tx, String resourceId) {
        List<Hours> hours = tx.createQuery("""
                        SELECT * FROM booking_hours WHERE resource_id = :resource ORDER BY weekday, from_minute
                        """)
                .bind("resource", resourceId)
                .map(row -> new Hours(
                        row.getColumn("weekday", Integer.class),
                        row.getColumn("from_minute", Integer.class),
                        row.getColumn("to_minute", Integer.class)))
                .list();
        return tx.createQuery("SELECT * FROM booking_terms WHERE resource_id = :resource")
                .bind("resource", resourceId)
                .map(row -> new Terms(
                        row.getColumn("slot_minutes", Integer.class),
                        row.getColumn("days_ahead", Integer.class),
                        row.getColumn("cancel_minutes", Integer.class),
                        Ore.of(row.getColumn("price_ore", Long.class)),
                        memberPrice(row),
                        row.getColumn("most_slots", Integer.class),
                        row.getColumn("most_coming", Integer.class),
                        hours))
                .findOne();
    }

    /**
     * How many reservations to come each may have of a resource; 0 for as many as they like. Where there is a limit, whoever
     * asks next waits until this transaction is over, so that two do not count the same.
     */
    public static int hold(Handle tx, String resourceId) {
        boolean limited = tx.createUpdate(
                                "UPDATE booking_terms SET most_coming = most_coming WHERE resource_id = :resource AND most_coming > 0")
                        .bind("resource", resourceId)
                        .execute()
                > 0;
        return limited
                ? tx.createQuery("SELECT most_coming FROM booking_terms WHERE resource_id = :resource")
                        .bind("resource", resourceId)
                        .mapTo(Integer.class)
                        .one()
                : 0;
    }

    private static Ore memberPrice(RowView row) {
        Long price = row.getColumn("member_price_ore", Long.class);
        return price == null ? null : Ore.of(price);
    }
}
