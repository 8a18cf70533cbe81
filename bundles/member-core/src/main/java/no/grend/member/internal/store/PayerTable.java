package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Who pays for whom, and when. Stateless; every call works in the caller's transaction. */
public final class PayerTable {

    private PayerTable() {}

    /**
     * One contact pays for another («betaler»).
     *
     * @param until the last day; null while it goes on
     */
    public record Payer(
            String id,
            String contactId,
            String contactName,
            String payerContactId,
            String payerName,
            LocalDate from,
            LocalDate until) {

        /** Whether the two have a day in common. */
        public boolean overlaps(LocalDate otherFrom, LocalDate otherUntil) {
            boolean endsBefore = until != null && until.isBefore(otherFrom);
            boolean beginsAfter = otherUntil != null && otherUntil.isBefore(from);
            return !endsBefore && !beginsAfter;
        }
    }

    private static final String SELECT = """
            SELECT p.id, p.contact_id, c.display_name AS contact_name, p.payer_contact_id,
              b.display_name AS payer_name, p.valid_from, p.valid_until
            FROM member_payer p JOIN member_contact c ON c.id = p.contact_id
              JOIN member_contact b ON b.id = p.payer_contact_id
            """;

    private static final String BY_ID = SELECT + "WHERE p.id = :id";

    private static final String OF_CONTACT = SELECT + "WHERE p.contact_id = :contact ORDER BY p.valid_from";

    private static final String OF_PAYER = SELECT + """
            WHERE p.payer_contact_id = :payer AND p.id > :after ORDER BY p.id FETCH FIRST :rows ROWS ONLY
            """;

    /** @param until null while it goes on */
    public static void insert(
            Handle tx,
            String id,
            String contactId,
            String payerContactId,
            LocalDate from,
            LocalDate until,
            Instant now) {
        tx.createUpdate("""
                        INSERT INTO member_payer (id, contact_id, payer_contact_id, valid_from, valid_until, open_for,
                          created_at)
                        VALUES (:id, :contact, :payer, :from, :until, :openFor, :now)
                        """)
                .bind("id", id)
                .bind("contact", contactId)
                .bind("payer", payerContactId)
                .bind("from", from)
                .bind("until", until)
                .bind("openFor", until == null ? contactId : null)
                .bind("now", now)
                .execute();
    }

    public static Optional<Payer> byId(Handle tx, String id) {
        return tx.createQuery(BY_ID).bind("id", id).map(PayerTable::payer).findOne();
    }

    /** Who pays, paid and shall pay for a contact, by first day. */
    public static List<Payer> ofContact(Handle tx, String contactId) {
        return tx.createQuery(OF_CONTACT)
                .bind("contact", contactId)
                .map(PayerTable::payer)
                .list();
    }

    /** For whom a contact pays, paid and shall pay. @param after id of the last seen; "" from the start */
    public static List<Payer> ofPayer(Handle tx, String payerContactId, String after, int rows) {
        return tx.createQuery(OF_PAYER)
                .bind("payer", payerContactId)
                .bind("after", after)
                .bind("rows", rows)
                .map(PayerTable::payer)
                .list();
    }

    /** Sets the last day of one that goes on, or ends later. */
    public static void end(Handle tx, String id, LocalDate until) {
        tx.createUpdate("UPDATE member_payer SET valid_until = :until, open_for = NULL WHERE id = :id")
                .bind("until", until)
                .bind("id", id)
                .execute();
    }

    private static Payer payer(ResultSet row, StatementContext context) throws SQLException {
        return new Payer(
                row.getString("id"),
                row.getString("contact_id"),
                row.getString("contact_name"),
                row.getString("payer_contact_id"),
                row.getString("payer_name"),
                Columns.date(row, "valid_from"),
                Columns.date(row, "valid_until"));
    }
}
