package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import no.grend.kernel.Ore;
import no.grend.member.Members.CategoryKind;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The table of memberships: finding them. {@link DueTable} finds those to invoice, {@link MembershipChanges} writes. Stateless; every call works in the caller's transaction.
 *
 * <p>Derby plans a query when the tables are nearly empty and then keeps reading all of them; the lines
 * {@code --DERBY-PROPERTIES} make it walk the keys, and are comments to PostgreSQL.
 */
public final class MembershipTable {

    static final String COLUMNS = """
            SELECT m.*, c.member_number, c.display_name, k.category_name, k.price, k.period_length, k.category_kind,
              k.version AS category_version, k.online, """ + PricingColumns.OF_K;

    static final String FROM = """

            FROM member_membership m JOIN member_contact c ON c.id = m.contact_id
              JOIN member_category k ON k.id = m.category_id
            """;

    /** The same, walking the keys. */
    static final String FROM_BY_KEYS = """

            FROM --DERBY-PROPERTIES joinOrder=FIXED
              member_membership m --DERBY-PROPERTIES constraint=member_membership_pk
              JOIN member_contact c --DERBY-PROPERTIES constraint=member_contact_pk, joinStrategy=NESTEDLOOP
                ON c.id = m.contact_id
              JOIN member_category k --DERBY-PROPERTIES constraint=member_category_pk, joinStrategy=NESTEDLOOP
                ON k.id = m.category_id
            """;

    private static final String SELECT = COLUMNS + FROM;

    private static final String BY_ID = SELECT + """
            WHERE m.id = :id
            """;

    private static final String BY_IDS = COLUMNS + FROM_BY_KEYS + """
            WHERE m.id IN (<ids>)
            """;

    private static final String BY_KEY = SELECT + """
            WHERE m.idem_key = :key
            """;

    private static final String OF_CONTACT = SELECT + """
            WHERE m.contact_id = :contact AND m.id > :after ORDER BY m.id FETCH FIRST :rows ROWS ONLY
            """;

    /** Walks the index whatever the tables held when the query was planned. */
    private static final String OF_CONTACTS = COLUMNS + """

            FROM --DERBY-PROPERTIES joinOrder=FIXED
              member_membership m --DERBY-PROPERTIES index=member_membership_contact_ix
              JOIN member_contact c --DERBY-PROPERTIES constraint=member_contact_pk, joinStrategy=NESTEDLOOP
                ON c.id = m.contact_id
              JOIN member_category k --DERBY-PROPERTIES constraint=member_category_pk, joinStrategy=NESTEDLOOP
                ON k.id = m.category_id
            WHERE m.contact_id IN (<contacts>)
            """;

    private static final String OF_CATEGORY = SELECT + """
            WHERE m.contact_id = :contact AND m.category_id = :category ORDER BY m.valid_from
            """;

    private static final String ALL = SELECT + """
            WHERE m.id > :after ORDER BY m.id FETCH FIRST :rows ROWS ONLY
            """;

    private MembershipTable() {}

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

    /** Every membership that these contacts have, or had. @param contactIds at most 1,000 */
    public static List<StoredMembership> ofContacts(Handle tx, Collection<String> contactIds) {
        return contactIds.isEmpty()
                ? List.of()
                : tx.createQuery(OF_CONTACTS)
                        .bindList("contacts", List.copyOf(contactIds))
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

    /** Whether the contact has, or had, any membership that was not called off. */
    public static boolean hasAny(Handle tx, String contactId) {
        return tx.createQuery("""
                        SELECT id FROM member_membership WHERE contact_id = :contact AND held_from IS NOT NULL
                        FETCH FIRST 1 ROWS ONLY
                        """)
                .bind("contact", contactId)
                .mapTo(String.class)
                .findFirst()
                .isPresent();
    }

    static StoredMembership membership(ResultSet row, StatementContext context) throws SQLException {
        StoredCategory category = new StoredCategory(
                row.getString("category_id"),
                row.getString("category_name"),
                Ore.of(row.getLong("price")),
                Period.parse(row.getString("period_length")),
                CategoryKind.valueOf(row.getString("category_kind")),
                PricingColumns.readJoined(row),
                row.getBoolean("online"),
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
                Columns.date(row, "bill_on"),
                Columns.ore(row, "joining_fee"),
                row.getInt("version"),
                row.getString("idem_fingerprint"),
                Columns.date(row, "active_until"),
                Columns.date(row, "invoiced_from"),
                Columns.date(row, "frozen_from"),
                Columns.date(row, "frozen_until"));
    }
}
