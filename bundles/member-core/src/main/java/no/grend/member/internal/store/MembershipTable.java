package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.member.Members.CategoryKind;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The table of memberships. Stateless; every call works in the caller's transaction.
 *
 * <p>Derby plans a query when the tables are nearly empty and then keeps reading all of them; the lines
 * {@code --DERBY-PROPERTIES} make it walk the keys, and are comments to PostgreSQL.
 */
public final class MembershipTable {

    private static final String BY_ID = """
            SELECT m.*, c.member_number, c.display_name, k.category_name, k.price, k.period_length, k.category_kind,
              k.version AS category_version
            FROM member_membership m JOIN member_contact c ON c.id = m.contact_id
              JOIN member_category k ON k.id = m.category_id
            WHERE m.id = :id
            """;

    private static final String BY_IDS = """
            SELECT m.*, c.member_number, c.display_name, k.category_name, k.price, k.period_length, k.category_kind,
              k.version AS category_version
            FROM --DERBY-PROPERTIES joinOrder=FIXED
              member_membership m --DERBY-PROPERTIES constraint=member_membership_pk
              JOIN member_contact c --DERBY-PROPERTIES constraint=member_contact_pk, joinStrategy=NESTEDLOOP
                ON c.id = m.contact_id
              JOIN member_category k --DERBY-PROPERTIES constraint=member_category_pk, joinStrategy=NESTEDLOOP
                ON k.id = m.category_id
            WHERE m.id IN (<ids>)
            """;

    private static final String BY_KEY = """
            SELECT m.*, c.member_number, c.display_name, k.category_name, k.price, k.period_length, k.category_kind,
              k.version AS category_version
            FROM member_membership m JOIN member_contact c ON c.id = m.contact_id
              JOIN member_category k ON k.id = m.category_id
            WHERE m.idem_key = :key
            """;

    private static final String OF_CONTACT = """
            SELECT m.*, c.member_number, c.display_name, k.category_name, k.price, k.period_length, k.category_kind,
              k.version AS category_version
            FROM member_membership m JOIN member_contact c ON c.id = m.contact_id
              JOIN member_category k ON k.id = m.category_id
            WHERE m.contact_id = :contact AND m.id > :after ORDER BY m.id FETCH FIRST :rows ROWS ONLY
            """;

    private static final String OF_CATEGORY = """
            SELECT m.*, c.member_number, c.display_name, k.category_name, k.price, k.period_length, k.category_kind,
              k.version AS category_version
            FROM member_membership m JOIN member_contact c ON c.id = m.contact_id
              JOIN member_category k ON k.id = m.category_id
            WHERE m.contact_id = :contact AND m.category_id = :category ORDER BY m.valid_from
            """;

    private static final String ALL = """
            SELECT m.*, c.member_number, c.display_name, k.category_name, k.price, k.period_length, k.category_kind,
              k.version AS category_version
            FROM member_membership m JOIN member_contact c ON c.id = m.contact_id
              JOIN member_category k ON k.id = m.category_id
            WHERE m.id > :after ORDER BY m.id FETCH FIRST :rows ROWS ONLY
            """;

    private static final String DUE = """
            SELECT m.*, c.member_number, c.display_name, k.category_name, k.price, k.period_length, k.category_kind,
              k.version AS category_version
            FROM --DERBY-PROPERTIES joinOrder=FIXED
              member_membership m --DERBY-PROPERTIES constraint=member_membership_pk
              JOIN member_contact c --DERBY-PROPERTIES constraint=member_contact_pk, joinStrategy=NESTEDLOOP
                ON c.id = m.contact_id
              JOIN member_category k --DERBY-PROPERTIES constraint=member_category_pk, joinStrategy=NESTEDLOOP
                ON k.id = m.category_id
            WHERE m.id > :after AND m.next_from <= :due AND k.price > 0 ORDER BY m.id FETCH FIRST :rows ROWS ONLY
            """;

    private MembershipTable() {}

    public static void insert(Handle tx, StoredMembership membership, IdempotencyKey key, Instant now) {
        tx.createUpdate("""
                        INSERT INTO member_membership (id, contact_id, category_id, valid_from, first_billed_from,
                          paid_until, next_from, created_at, version, idem_key, idem_fingerprint, held_from)
                        VALUES (:id, :contact, :category, :from, :firstBilledFrom, :paidUntil, :nextFrom, :now, 1,
                          :key, :fingerprint, :from)
                        """)
                .bind("id", membership.id())
                .bind("contact", membership.contactId())
                .bind("category", membership.category().id())
                .bind("from", membership.from())
                .bind("firstBilledFrom", membership.firstBilledFrom())
                .bind("paidUntil", membership.paidUntil())
                .bind("nextFrom", membership.nextFrom())
                .bind("now", now)
                .bind("key", key == null ? null : key.key())
                .bind("fingerprint", key == null ? null : key.fingerprint())
                .execute();
    }

    public static Optional<StoredMembership> byId(Handle tx, String id) {
        return tx.createQuery(BY_ID)
                .bind("id", id)
                .map(MembershipTable::membership)
                .findOne();
    }

    /** At most 1,000 ids. */
    public static List<StoredMembership> byIds(Handle tx, Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : tx.createQuery(BY_IDS)
                        .bindList("ids", List.copyOf(ids))
                        .map(MembershipTable::membership)
                        .list();
    }

    public static Optional<StoredMembership> byIdempotencyKey(Handle tx, String key) {
        return tx.createQuery(BY_KEY)
                .bind("key", key)
                .map(MembershipTable::membership)
                .findOne();
    }

    /** A contact's memberships, oldest first, at most so many. */
    public static List<StoredMembership> ofContact(Handle tx, String contactId, String after, int rows) {
        return tx.createQuery(OF_CONTACT)
                .bind("contact", contactId)
                .bind("after", after)
                .bind("rows", rows)
                .map(MembershipTable::membership)
                .list();
    }

    /** Every membership that a contact has, or had, of one category, by first day. */
    public static List<StoredMembership> ofCategory(Handle tx, String contactId, String categoryId) {
        return tx.createQuery(OF_CATEGORY)
                .bind("contact", contactId)
                .bind("category", categoryId)
                .map(MembershipTable::membership)
                .list();
    }

    public static List<StoredMembership> all(Handle tx, String after, int rows) {
        return tx.createQuery(ALL)
                .bind("after", after)
                .bind("rows", rows)
                .map(MembershipTable::membership)
                .list();
    }

    /** Memberships that cost something and whose next period begins on or before a day, ended ones too. */
    public static List<StoredMembership> due(Handle tx, LocalDate due, String after, int rows) {
        return tx.createQuery(DUE)
                .bind("due", due)
                .bind("after", after)
                .bind("rows", rows)
                .map(MembershipTable::membership)
                .list();
    }

    /** How far a membership is now invoiced. @param nextFrom null when nothing more shall be */
    public record Invoiced(String id, LocalDate until, LocalDate nextFrom) {}

    /** Moves forward only, so running it again is harmless. @return how many moved */
    public static int invoiced(Handle tx, Collection<Invoiced> steps) {
        var batch = tx.prepareBatch("""
                UPDATE member_membership SET invoiced_until = :until, next_from = :next
                WHERE id = :id AND (invoiced_until IS NULL OR invoiced_until < :until)
                """);
        steps.forEach(step -> batch.bind("id", step.id())
                .bind("until", step.until())
                .bind("next", step.nextFrom())
                .add());
        return steps.isEmpty() ? 0 : java.util.Arrays.stream(batch.execute()).sum();
    }

    /** Sets how far memberships are paid, by id; null where nothing is paid. */
    public static void paid(Handle tx, Map<String, LocalDate> paidUntil) {
        if (paidUntil.isEmpty()) {
            return;
        }
        var batch = tx.prepareBatch("UPDATE member_membership SET paid_until = :until WHERE id = :id");
        paidUntil.forEach((id, until) ->
                batch.bindByType("until", until, LocalDate.class).bind("id", id).add());
        batch.execute();
    }

    /** Ends a membership at this version. @return false when it is no longer at it, or has ended */
    public static boolean end(Handle tx, String id, int version, LocalDate on, String reason) {
        return tx.createUpdate("""
                                UPDATE member_membership SET ended_on = :on, end_reason = :reason, version = version + 1
                                WHERE id = :id AND version = :version AND ended_on IS NULL
                                """)
                        .bind("on", on)
                        .bind("reason", reason)
                        .bind("id", id)
                        .bind("version", version)
                        .execute()
                == 1;
    }

    /**
     * Calls a membership off that has not begun: nothing more is invoiced, and its day is free for another.
     *
     * @return false when it is no longer at this version
     */
    public static boolean callOff(Handle tx, String id, int version, LocalDate on, String reason) {
        return tx.createUpdate("""
                                UPDATE member_membership SET ended_on = :on, end_reason = :reason, next_from = NULL,
                                  held_from = NULL, version = version + 1
                                WHERE id = :id AND version = :version
                                """)
                        .bind("on", on)
                        .bind("reason", reason)
                        .bind("id", id)
                        .bind("version", version)
                        .execute()
                == 1;
    }

    private static StoredMembership membership(ResultSet row, StatementContext context) throws SQLException {
        StoredCategory category = new StoredCategory(
                row.getString("category_id"),
                row.getString("category_name"),
                Ore.of(row.getLong("price")),
                Period.parse(row.getString("period_length")),
                CategoryKind.valueOf(row.getString("category_kind")),
                row.getInt("category_version"),
                null);
        return new StoredMembership(
                row.getString("id"),
                row.getString("contact_id"),
                row.getInt("member_number"),
                row.getString("display_name"),
                category,
                Columns.date(row, "valid_from"),
                Columns.date(row, "first_billed_from"),
                Columns.date(row, "paid_until"),
                Columns.date(row, "invoiced_until"),
                Columns.date(row, "next_from"),
                Columns.date(row, "ended_on"),
                row.getString("end_reason"),
                row.getInt("version"),
                row.getString("idem_fingerprint"));
    }
}
