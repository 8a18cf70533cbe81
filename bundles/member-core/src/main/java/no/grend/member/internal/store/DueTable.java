package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Memberships that are to be invoiced, and who pays for each. Stateless; every call works in the caller's transaction. */
public final class DueTable {

    /** Who pays for the member on a day, and the household: a person's own payer goes before the household's. */
    private static final String SELECT_DUE = MembershipTable.COLUMNS + """
            , c.language_tag, h.household_id, h.place, p.payer_contact_id, hh.payer_contact_id AS household_payer_id
            """ + MembershipTable.FROM_BY_KEYS + """
              LEFT JOIN member_payer p ON p.contact_id = m.contact_id AND p.valid_from <= :due
                AND (p.valid_until IS NULL OR p.valid_until >= :due)
              LEFT JOIN member_household_person h ON h.contact_id = m.contact_id
              LEFT JOIN member_household hh ON hh.id = h.household_id
            """;

    private static final String IS_DUE = "m.next_from <= :due AND k.price > 0";

    private static final String IS_AWAITING_BILLING = """
            m.bill_on <= :today AND m.next_from IS NOT NULL AND k.price > 0
              AND (m.ended_on IS NULL OR m.ended_on >= m.next_from)""";

    /**
     * The ids of a page. With the outer joins that tell who pays, Derby would sort all that is left before it gave the
     * first row of each page; this it reads in the order of the key.
     */
    private static final String PAGE = "SELECT m.id" + MembershipTable.FROM_BY_KEYS + """
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

    private static final String OF_HOUSEHOLDS =
            MembershipTable.COLUMNS + ", c.language_tag, h.household_id, h.place" + MembershipTable.FROM + """
            JOIN member_household_person h ON h.contact_id = m.contact_id
            WHERE h.household_id IN (<households>) AND k.price > 0
            """;

    private DueTable() {}

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
                .map(DueTable::due)
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
                .map(DueTable::due)
                .findOne();
    }

    /** Every membership that costs something of the persons in these households, at most 1,000. */
    public static List<DueMembership> ofHouseholds(Handle tx, Collection<String> households) {
        return households.isEmpty()
                ? List.of()
                : tx.createQuery(OF_HOUSEHOLDS)
                        .bindList("households", List.copyOf(households))
                        .map((row, context) -> new DueMembership(
                                MembershipTable.membership(row, context),
                                row.getString("language_tag"),
                                null,
                                row.getString("household_id"),
                                row.getInt("place")))
                        .list();
    }

    private static DueMembership due(ResultSet row, StatementContext context) throws SQLException {
        String own = row.getString("payer_contact_id");
        return new DueMembership(
                MembershipTable.membership(row, context),
                row.getString("language_tag"),
                own == null ? row.getString("household_payer_id") : own,
                row.getString("household_id"),
                row.getInt("place"));
    }
}
