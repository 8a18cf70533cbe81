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

    private static final String COLUMNS = """
            SELECT m.*, c.member_number, c.display_name, k.category_name, k.price, k.period_length, k.category_kind,
              k.version AS category_version, k.online, """ + PricingColumns.OF_K;

    private static final String FROM = """

            FROM member_membership m JOIN member_contact c ON c.id = m.contact_id
              JOIN member_category k ON k.id = m.category_id
            """;

    /** The same, walking the keys. */
    private static final String FROM_BY_KEYS = """

            FROM --DERBY-PROPERTIES joinOrder=FIXED
              member_membership m --DERBY-PROPERTIES constraint=member_membership_pk
              JOIN member_contact c --DERBY-PROPERTIES constraint=member_contact_pk, joinStrategy=NESTEDLOOP
                ON c.id = m.contact_id
              JOIN member_category k --DERBY-PROPERTIES constraint=member_category_pk, joinStrategy=NESTEDLOOP
                ON k.id = m.category_id
            """;

    private static final String SELECT = COLUMNS + FROM;

    /** Who pays for the member on a day, and the household: a person's own payer goes before the household's. */
    private static final String SELECT_DUE = COLUMNS + """
            , c.language_tag, h.household_id, h.place, p.payer_contact_id, hh.payer_contact_id AS household_payer_id
            """ + FROM_BY_KEYS + """
              LEFT JOIN member_payer p ON p.contact_id = m.contact_id AND p.valid_from <= :due
                AND (p.valid_until IS NULL OR p.valid_until >= :due)
              LEFT JOIN member_household_person h ON h.contact_id = m.contact_id
              LEFT JOIN member_household hh ON hh.id = h.household_id
            """;

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

    private static final String IS_DUE = "m.next_from <= :due AND k.price > 0";

    private static final String IS_AWAITING_BILLING = """
            m.bill_on <= :today AND m.next_from IS NOT NULL AND k.price > 0
              AND (m.ended_on IS NULL OR m.ended_on >= m.next_from)""";

    /**
     * The ids of a page. With the outer joins that tell who pays, Derby would sort all that is left before it gave the
     * first row of each page; this it reads in the order of the key.
     */
    private static final String PAGE = "SELECT m.id" + FROM_BY_KEYS + """
            WHERE m.id > :after AND <which> ORDER BY m.id FETCH FIRST :rows ROWS ONLY
            """;

    private static final String OF_PAGE = SELECT_DUE + """
            WHERE m.id > :after AND m.id <= :last AND <which> ORDER BY m.id
            """;

    private static final String ANY_AWAITING_BILLING = """
            SELECT m.id FROM member_membership m JOIN member_category k ON k.id = m.category_id
            WHERE m.bill_on <= :today AND m.next_from IS NOT NULL AND k.price > 0
              AND (m.ended_on IS NULL OR m.ended_on >= m.next_from) FETCH FIRST 1 ROWS ONLY
            """;

    private static final String ONE_DUE = SELECT_DUE + "WHERE m.id = :id";

    private static final String OF_HOUSEHOLDS = COLUMNS + ", c.language_tag, h.household_id, h.place" + FROM + """
            JOIN member_household_person h ON h.contact_id = m.contact_id
            WHERE h.household_id IN (<households>) AND k.price > 0
            """;

    private MembershipTable() {}

    public static void insert(Handle tx, StoredMembership membership, IdempotencyKey key, Instant now) {
        tx.createUpdate("""
                        INSERT INTO member_membership (id, contact_id, category_id, valid_from, first_billed_from,
                          paid_until, next_from, created_at, version, idem_key, idem_fingerprint, held_from, bill_on,
                          joining_fee, joining_fee_for)
                        VALUES (:id, :contact, :category, :from, :firstBilledFrom, :paidUntil, :nextFrom, :now, 1,
                          :key, :fingerprint, :from, :billOn, :joiningFee, :joiningFeeFor)
                        """)
                .bind("billOn", membership.billOn())
                .bind(
                        "joiningFee",
                        membership.joiningFee() == null
                                ? null
                                : membership.joiningFee().value())
                .bind("joiningFeeFor", membership.joiningFee() == null ? null : membership.contactId())
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

    /** Memberships that cost something and whose next period begins on or before a day, ended ones too. */
    public static List<DueMembership> due(Handle tx, LocalDate due, String after, int rows) {
        return page(tx, IS_DUE, Map.of("due", due), due, after, rows);
    }

    /** Memberships whose billing date has come. @param due of the invoices, by which their payers are found */
    public static List<DueMembership> awaitingBilling(
            Handle tx, LocalDate today, LocalDate due, String after, int rows) {
        return page(tx, IS_AWAITING_BILLING, Map.of("today", today), due, after, rows);
    }

    private static List<DueMembership> page(
            Handle tx, String which, Map<String, LocalDate> days, LocalDate due, String after, int rows) {
        List<String> ids = tx.createQuery(PAGE)
                .define("which", which)
                .bindMap(days)
                .bind("after", after)
                .bind("rows", rows)
                .mapTo(String.class)
                .list();
        if (ids.isEmpty()) {
            return List.of();
        }
        return tx.createQuery(OF_PAGE)
                .define("which", which)
                .bindMap(days)
                .bind("due", due)
                .bind("after", after)
                .bind("last", ids.get(ids.size() - 1))
                .map(MembershipTable::due)
                .list();
    }

    public static boolean isAnyAwaitingBilling(Handle tx, LocalDate today) {
        return tx.createQuery(ANY_AWAITING_BILLING)
                .bind("today", today)
                .mapTo(String.class)
                .findFirst()
                .isPresent();
    }

    /** One membership with who pays for it on a day. */
    public static Optional<DueMembership> oneDue(Handle tx, String id, LocalDate due) {
        return tx.createQuery(ONE_DUE)
                .bind("id", id)
                .bind("due", due)
                .map(MembershipTable::due)
                .findOne();
    }

    /** Every membership that costs something of the persons in these households, at most 1,000. */
    public static List<DueMembership> ofHouseholds(Handle tx, Collection<String> households) {
        return households.isEmpty()
                ? List.of()
                : tx.createQuery(OF_HOUSEHOLDS)
                        .bindList("households", List.copyOf(households))
                        .map((row, context) -> new DueMembership(
                                membership(row, context),
                                row.getString("language_tag"),
                                null,
                                row.getString("household_id"),
                                row.getInt("place")))
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

    /** The first period is invoiced, so its billing date is done with. */
    public static void billed(Handle tx, Collection<String> ids) {
        var batch = tx.prepareBatch("UPDATE member_membership SET bill_on = NULL WHERE id = :id");
        ids.forEach(id -> batch.bind("id", id).add());
        if (!ids.isEmpty()) {
            batch.execute();
        }
    }

    /** Whoever joins is a member though nothing is paid, to a day (S2-51). */
    public static void activeUntil(Handle tx, String id, LocalDate day) {
        tx.createUpdate("UPDATE member_membership SET active_until = :day WHERE id = :id")
                .bind("day", day)
                .bind("id", id)
                .execute();
    }

    /** Writes the latest freeze, and from when it goes on. @return false when it is no longer at this version */
    public static boolean freeze(Handle tx, StoredMembership frozen) {
        return tx.createUpdate("""
                                UPDATE member_membership SET frozen_from = :frozenFrom, frozen_until = :frozenUntil,
                                  next_from = :nextFrom, version = version + 1
                                WHERE id = :id AND version = :version
                                """)
                        .bind("frozenFrom", frozen.frozenFrom())
                        .bind("frozenUntil", frozen.frozenUntil())
                        .bind("nextFrom", frozen.nextFrom())
                        .bind("id", frozen.id())
                        .bind("version", frozen.version())
                        .execute()
                == 1;
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

    /** Lets a membership go on that had a last day. @return false when it is no longer at this version, or had none */
    public static boolean resume(Handle tx, String id, int version) {
        return tx.createUpdate("""
                                UPDATE member_membership SET ended_on = NULL, end_reason = NULL, version = version + 1
                                WHERE id = :id AND version = :version AND ended_on IS NOT NULL
                                """).bind("id", id).bind("version", version).execute() == 1;
    }

    /**
     * Calls a membership off that has not begun: nothing more is invoiced, and its day is free for another.
     *
     * @return false when it is no longer at this version
     */
    public static boolean callOff(Handle tx, String id, int version, LocalDate on, String reason) {
        return tx.createUpdate("""
                                UPDATE member_membership SET ended_on = :on, end_reason = :reason, next_from = NULL,
                                  held_from = NULL, bill_on = NULL,
                                  joining_fee_for = CASE WHEN invoiced_until IS NULL THEN NULL ELSE joining_fee_for END,
                                  version = version + 1
                                WHERE id = :id AND version = :version
                                """)
                        .bind("on", on)
                        .bind("reason", reason)
                        .bind("id", id)
                        .bind("version", version)
                        .execute()
                == 1;
    }

    private static DueMembership due(ResultSet row, StatementContext context) throws SQLException {
        String own = row.getString("payer_contact_id");
        return new DueMembership(
                membership(row, context),
                row.getString("language_tag"),
                own == null ? row.getString("household_payer_id") : own,
                row.getString("household_id"),
                row.getInt("place"));
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
