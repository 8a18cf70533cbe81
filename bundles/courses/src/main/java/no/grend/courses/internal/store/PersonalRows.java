package no.grend.courses.internal.store;

import java.time.LocalDate;
import java.util.List;
import no.grend.schema.PlainRows;
import org.jdbi.v3.core.Handle;

/** What the tables hold about a contact, and its erasure. */
public final class PersonalRows {

    private PersonalRows() {}

    public static PlainRows registrations(Handle tx, String contactId) {
        return PlainRows.of(tx, """
                SELECT course_id, state, pays, price_ore, ending, reason, created_at, changed_at FROM courses_registration
                WHERE contact_id = :contact OR payer_id = :contact
                """, contactId);
    }

    public static PlainRows returns(Handle tx, String contactId) {
        return PlainRows.of(tx, """
                SELECT t.amount_ore, t.reason, t.state, t.opened_at, t.closed_at FROM courses_return t
                JOIN courses_registration r ON r.id = t.registration_id WHERE r.payer_id = :contact
                """, contactId);
    }

    public static PlainRows attendance(Handle tx, String contactId) {
        return PlainRows.of(tx, """
                SELECT a.present, a.marked_at FROM courses_attendance a
                JOIN courses_registration r ON r.id = a.registration_id WHERE r.contact_id = :contact
                """, contactId);
    }

    /** Titles of courses that the contact comes to, waits for or pays for still, and of those whose money is not given back. */
    public static List<String> running(Handle tx, String contactId, LocalDate today) {
        return tx.createQuery("""
                        SELECT DISTINCT c.title FROM courses_registration r JOIN courses_course c ON c.id = r.course_id
                        LEFT JOIN courses_return t ON t.registration_id = r.id AND t.state <> 'DONE'
                        WHERE (r.contact_id = :contact OR r.payer_id = :contact)
                          AND (t.id IS NOT NULL OR r.state IN ('STARTED', 'WAITING', 'HELD')
                            OR (r.state = 'BOOKED' AND c.last_day >= :today))
                        """)
                .bind("contact", contactId)
                .bind("today", today)
                .mapTo(String.class)
                .list();
    }

    public static int invoiced(Handle tx, String contactId) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM courses_registration WHERE payer_id = :contact AND invoice_id IS NOT NULL
                        """)
                .bind("contact", contactId)
                .mapTo(Integer.class)
                .one();
    }

    public static int attended(Handle tx, String contactId) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM courses_attendance a
                        JOIN courses_registration r ON r.id = a.registration_id WHERE r.contact_id = :contact
                        """)
                .bind("contact", contactId)
                .mapTo(Integer.class)
                .one();
    }

    public static int words(Handle tx, String contactId) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM courses_registration
                        WHERE reason IS NOT NULL AND (contact_id = :contact OR payer_id = :contact)
                        """)
                .bind("contact", contactId)
                .mapTo(Integer.class)
                .one();
    }

    public static int eraseAttendance(Handle tx, String contactId) {
        return tx.createUpdate("""
                        DELETE FROM courses_attendance WHERE registration_id IN
                          (SELECT id FROM courses_registration WHERE contact_id = :contact)
                        """).bind("contact", contactId).execute();
    }

    public static int eraseWords(Handle tx, String contactId) {
        return tx.createUpdate("""
                        UPDATE courses_registration SET reason = NULL
                        WHERE reason IS NOT NULL AND (contact_id = :contact OR payer_id = :contact)
                        """).bind("contact", contactId).execute();
    }
}
