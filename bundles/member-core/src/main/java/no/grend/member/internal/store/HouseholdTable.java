package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Households and the persons in them. Stateless; every call works in the caller's transaction. */
public final class HouseholdTable {

    private HouseholdTable() {}

    /**
     * A household («husstand»).
     *
     * @param payerContactId who pays for all in it; null when each pays
     * @param payerName null when each pays
     * @param persons in order of place
     */
    public record Household(
            String id, String payerContactId, String payerName, int version, List<HouseholdPerson> persons) {}

    /** Somebody in it. @param place counts for the family discount: the first pays in full */
    public record HouseholdPerson(String contactId, int memberNumber, String name, int place, LocalDate since) {}

    private static final String PERSONS = """
            SELECT h.contact_id, c.member_number, c.display_name, h.place, h.since
            FROM member_household_person h JOIN member_contact c ON c.id = h.contact_id
            WHERE h.household_id = :id ORDER BY h.place
            """;

    public static void insert(Handle tx, String id, String payerContactId, Instant now) {
        tx.createUpdate("""
                        INSERT INTO member_household (id, payer_contact_id, created_at, version)
                        VALUES (:id, :payer, :now, 1)
                        """)
                .bind("id", id)
                .bind("payer", payerContactId)
                .bind("now", now)
                .execute();
    }

    public static Optional<Household> byId(Handle tx, String id) {
        return tx.createQuery("""
                        SELECT h.id, h.payer_contact_id, c.display_name, h.version
                        FROM member_household h LEFT JOIN member_contact c ON c.id = h.payer_contact_id
                        WHERE h.id = :id
                        """)
                .bind("id", id)
                .map((row, context) -> new Household(
                        row.getString("id"),
                        row.getString("payer_contact_id"),
                        row.getString("display_name"),
                        row.getInt("version"),
                        persons(tx, row.getString("id"))))
                .findOne();
    }

    /** The id of the household that a contact is in. */
    public static Optional<String> idOf(Handle tx, String contactId) {
        return tx.createQuery("SELECT household_id FROM member_household_person WHERE contact_id = :contact")
                .bind("contact", contactId)
                .mapTo(String.class)
                .findOne();
    }

    /** Counts a change, and takes the household's lock. @return false when it is no longer at this version */
    public static boolean advance(Handle tx, String id, int version) {
        return tx.createUpdate("""
                                UPDATE member_household SET version = version + 1 WHERE id = :id AND version = :version
                                """).bind("id", id).bind("version", version).execute() == 1;
    }

    /** @param payerContactId null when each shall pay */
    public static void setPayer(Handle tx, String id, String payerContactId) {
        tx.createUpdate("UPDATE member_household SET payer_contact_id = :payer WHERE id = :id")
                .bind("payer", payerContactId)
                .bind("id", id)
                .execute();
    }

    public static void add(Handle tx, String id, String contactId, int place, LocalDate since) {
        tx.createUpdate("""
                        INSERT INTO member_household_person (contact_id, household_id, place, since)
                        VALUES (:contact, :id, :place, :since)
                        """)
                .bind("contact", contactId)
                .bind("id", id)
                .bind("place", place)
                .bind("since", since)
                .execute();
    }

    /** @return false when the contact was not in it */
    public static boolean remove(Handle tx, String id, String contactId) {
        return tx.createUpdate("DELETE FROM member_household_person WHERE household_id = :id AND contact_id = :contact")
                        .bind("id", id)
                        .bind("contact", contactId)
                        .execute()
                == 1;
    }

    private static List<HouseholdPerson> persons(Handle tx, String id) {
        return tx.createQuery(PERSONS)
                .bind("id", id)
                .map(HouseholdTable::person)
                .list();
    }

    private static HouseholdPerson person(ResultSet row, StatementContext context) throws SQLException {
        return new HouseholdPerson(
                row.getString("contact_id"),
                row.getInt("member_number"),
                row.getString("display_name"),
                row.getInt("place"),
                Columns.date(row, "since"));
    }
}
