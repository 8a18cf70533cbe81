package no.grend.booking.internal.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.booking.internal.store.Reservation.Kind;
import no.grend.booking.internal.store.Reservation.ToTell;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Every statement on the reservations. */
public final class ReservationTable {

    private ReservationTable() {}

    /** @param key null when there is none */
    public static void insert(Handle tx, Reservation reservation, IdempotencyKey key) {
        tx.createUpdate("""
                        INSERT INTO booking_reservation (id, kind, contact_id, starts_at, ends_at, cancelled, note,
                          made_by, price_ore, payer_id, idempotency_key, fingerprint)
                        VALUES (:id, :kindName, :contactId, :startsAt, :endsAt, FALSE, :note, :madeBy, :priceOre,
                          :payerId, :key, :fingerprint)
                        """)
                .bind("priceOre", reservation.price().value())
                .bind("kindName", reservation.kind().name())
                .bind("key", key == null ? null : key.key())
                .bind("fingerprint", key == null ? null : key.fingerprint())
                .bindMethods(reservation)
                .execute();
        for (String resource : reservation.resourceIds()) {
            tx.createUpdate("""
                            INSERT INTO booking_reserved (reservation_id, resource_id) VALUES (:id, :resource)
                            """)
                    .bind("id", reservation.id())
                    .bind("resource", resource)
                    .execute();
        }
    }

    /** What a key gave. */
    public static Optional<Reservation> given(Handle tx, IdempotencyKey key) {
        return tx.createQuery("SELECT * FROM booking_reservation WHERE idempotency_key = :key")
                .bind("key", key.key())
                .map(row -> {
                    key.requireSame(row.getColumn("fingerprint", String.class));
                    return row.getColumn("id", String.class);
                })
                .findOne()
                .flatMap(id -> byId(tx, id));
    }

    /** Has it told, instead of what else there was to tell of it. */
    public static void toTell(Handle tx, String id, ToTell what) {
        tx.createUpdate("UPDATE booking_reservation SET to_tell = :what WHERE id = :id")
                .bind("what", what.name())
                .bind("id", id)
                .execute();
    }

    /** It is told. Something else that was to be told meanwhile is so still. */
    public static void told(Handle tx, String id, ToTell what) {
        tx.createUpdate("UPDATE booking_reservation SET to_tell = NULL WHERE id = :id AND to_tell = :what")
                .bind("what", what.name())
                .bind("id", id)
                .execute();
    }

    /** What is to be told, by id, oldest first. */
    public static Map<String, ToTell> untold(Handle tx, String after, int rows) {
        Map<String, ToTell> untold = new LinkedHashMap<>();
        tx.createQuery("""
                        SELECT id, to_tell FROM booking_reservation --DERBY-PROPERTIES index=booking_reservation_tell_ix
                        WHERE to_tell IN ('RESERVED', 'GIVEN_BACK', 'CANCELLED') AND id > :after
                        ORDER BY id FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("after", after)
                .bind("rows", rows)
                .map(row -> Map.entry(
                        row.getColumn("id", String.class), ToTell.valueOf(row.getColumn("to_tell", String.class))))
                .forEach(each -> untold.put(each.getKey(), each.getValue()));
        return untold;
    }

    /** How many a contact has of a resource that are not over. */
    public static int coming(Handle tx, String resourceId, String contactId, Instant now) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM --DERBY-PROPERTIES joinOrder=FIXED
                          booking_reservation r --DERBY-PROPERTIES index=booking_reservation_contact_ix
                          JOIN booking_reserved s --DERBY-PROPERTIES constraint=booking_reserved_pk, joinStrategy=NESTEDLOOP
                            ON s.reservation_id = r.id
                        WHERE s.resource_id = :resource AND r.contact_id = :contact AND r.cancelled = FALSE
                          AND r.ends_at > :now
                        """)
                .bind("resource", resourceId)
                .bind("contact", contactId)
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    /** @return false when it was cancelled before */
    public static boolean cancel(Handle tx, String id) {
        return tx.createUpdate("UPDATE booking_reservation SET cancelled = TRUE WHERE id = :id AND cancelled = FALSE")
                        .bind("id", id)
                        .execute()
                == 1;
    }

    public static Optional<Reservation> byId(Handle tx, String id) {
        return tx.createQuery("SELECT * FROM booking_reservation WHERE id = :id")
                .bind("id", id)
                .map(row -> reservation(tx, row))
                .findOne();
    }

    /** A contact's, latest first. */
    public static List<Reservation> ofContact(Handle tx, String contactId, int rows) {
        List<String> ids = tx.createQuery("""
                        SELECT id FROM booking_reservation WHERE contact_id = :contact
                        ORDER BY starts_at DESC FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("contact", contactId)
                .bind("rows", rows)
                .mapTo(String.class)
                .list();
        return ids.stream().flatMap(id -> byId(tx, id).stream()).toList();
    }

    /** What a contact has that is not over, in order of time. */
    public static List<Reservation> coming(Handle tx, String contactId, Instant now, int rows) {
        List<String> ids = tx.createQuery("""
                        SELECT id FROM booking_reservation
                        WHERE contact_id = :contact AND cancelled = FALSE AND ends_at > :now
                        ORDER BY starts_at, id FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("contact", contactId)
                .bind("now", now)
                .bind("rows", rows)
                .mapTo(String.class)
                .list();
        return ids.stream().flatMap(id -> byId(tx, id).stream()).toList();
    }

    /** What stands of a resource in a span, in order of time. */
    public static List<Reservation> ofResource(Handle tx, String resourceId, Instant from, Instant to) {
        List<String> ids = tx.createQuery("""
                        SELECT r.id FROM booking_reservation r JOIN booking_reserved s ON s.reservation_id = r.id
                        WHERE s.resource_id = :resource AND r.starts_at < :to AND r.ends_at > :from
                          AND r.cancelled = FALSE
                        ORDER BY r.starts_at FETCH FIRST 500 ROWS ONLY
                        """)
                .bind("resource", resourceId)
                .bind("from", from)
                .bind("to", to)
                .mapTo(String.class)
                .list();
        return ids.stream().flatMap(id -> byId(tx, id).stream()).toList();
    }

    /** Those that cost something, stand, and have no invoice yet; in order of making. */
    public static List<Reservation> withoutInvoice(Handle tx, String after, int rows) {
        return tx.createQuery("""
                        SELECT * FROM booking_reservation
                        WHERE price_ore > 0 AND invoice_id IS NULL AND payer_id IS NOT NULL AND cancelled = FALSE
                          AND id > :after
                        ORDER BY id FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("after", after)
                .bind("rows", rows)
                .map(row -> reservation(tx, row))
                .list();
    }

    /** Its invoice, once. */
    public static void invoiced(Handle tx, String id, String invoiceId) {
        tx.createUpdate("UPDATE booking_reservation SET invoice_id = :invoice WHERE id = :id AND invoice_id IS NULL")
                .bind("invoice", invoiceId)
                .bind("id", id)
                .execute();
    }

    private static Reservation reservation(Handle tx, RowView row) {
        String id = row.getColumn("id", String.class);
        List<String> resources = tx.createQuery(
                        "SELECT resource_id FROM booking_reserved WHERE reservation_id = :id ORDER BY resource_id")
                .bind("id", id)
                .mapTo(String.class)
                .list();
        return new Reservation(
                id,
                Kind.valueOf(row.getColumn("kind", String.class)),
                resources,
                row.getColumn("contact_id", String.class),
                row.getColumn("starts_at", Instant.class),
                row.getColumn("ends_at", Instant.class),
                row.getColumn("cancelled", Boolean.class),
                row.getColumn("note", String.class),
                row.getColumn("made_by", String.class),
                Ore.of(row.getColumn("price_ore", Long.class)),
                row.getColumn("payer_id", String.class),
                row.getColumn("invoice_id", String.class));
    }
}
