package no.grend.courses.internal.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Every statement on who was there. */
public final class AttendanceTable {

    private AttendanceTable() {}

    /** That somebody was at a session, or was not. */
    public record Mark(String sessionId, String registrationId, boolean present) {}

    public static void set(Handle tx, Mark mark, String by, Instant now) {
        int changed = tx.createUpdate("""
                        UPDATE courses_attendance SET present = :present, marked_by = :by, marked_at = :now
                        WHERE session_id = :session AND registration_id = :registration
                        """)
                .bind("present", mark.present())
                .bind("by", by)
                .bind("now", now)
                .bind("session", mark.sessionId())
                .bind("registration", mark.registrationId())
                .execute();
        if (changed == 0) {
            tx.createUpdate("""
                            INSERT INTO courses_attendance (session_id, registration_id, present, marked_by, marked_at)
                            VALUES (:session, :registration, :present, :by, :now)
                            """)
                    .bind("session", mark.sessionId())
                    .bind("registration", mark.registrationId())
                    .bind("present", mark.present())
                    .bind("by", by)
                    .bind("now", now)
                    .execute();
        }
    }

    public static List<Mark> ofCourse(Handle tx, String courseId) {
        return tx.createQuery("""
                        SELECT a.session_id, a.registration_id, a.present FROM courses_attendance a
                        JOIN courses_session s ON s.id = a.session_id WHERE s.course_id = :course
                        """)
                .bind("course", courseId)
                .map(row -> new Mark(
                        row.getColumn("session_id", String.class),
                        row.getColumn("registration_id", String.class),
                        row.getColumn("present", Boolean.class)))
                .list();
    }
}
