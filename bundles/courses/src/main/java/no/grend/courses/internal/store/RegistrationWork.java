package no.grend.courses.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.grend.seats.Place;
import org.jdbi.v3.core.Handle;

/** Every statement on what is left to be done about registrations: to tell, to release, to look at, to forget. */
public final class RegistrationWork {

    private RegistrationWork() {}

    /** Those with something to tell, oldest first. */
    public static List<Registration> toTell(Handle tx, int rows) {
        return tx.createQuery("""
                        SELECT * FROM courses_registration WHERE to_tell IS NOT NULL
                        ORDER BY id FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("rows", rows)
                .map(RegistrationTable::registration)
                .list();
    }

    public static void told(Handle tx, String id, String what) {
        tx.createUpdate("UPDATE courses_registration SET to_tell = NULL WHERE id = :id AND to_tell = :what")
                .bind("id", id)
                .bind("what", what)
                .execute();
    }

    /** There is something to tell, beside any change of state. */
    public static void tell(Handle tx, String id, String what) {
        tx.createUpdate("UPDATE courses_registration SET to_tell = :what WHERE id = :id")
                .bind("id", id)
                .bind("what", what)
                .execute();
    }

    /** Those whose seats are to be given back, and why. */
    public static Map<String, Place.Ending> toRelease(Handle tx, int rows) {
        return tx
                .createQuery("""
                        SELECT id, to_release FROM courses_registration
                        WHERE to_release IS NOT NULL FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("rows", rows)
                .map(row -> Map.entry(
                        row.getColumn("id", String.class),
                        Place.Ending.valueOf(row.getColumn("to_release", String.class))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Those that something happened to which could not be followed up then. */
    public static List<String> toLookAt(Handle tx, int rows) {
        return tx.createQuery("""
                        SELECT id FROM courses_registration WHERE look_again = TRUE
                        ORDER BY id FETCH FIRST :rows ROWS ONLY
                        """).bind("rows", rows).mapTo(String.class).list();
    }

    public static void lookAgain(Handle tx, String id, boolean again) {
        tx.createUpdate("UPDATE courses_registration SET look_again = :again WHERE id = :id AND look_again <> :again")
                .bind("again", again)
                .bind("id", id)
                .execute();
    }

    public static void released(Handle tx, String id) {
        tx.createUpdate("UPDATE courses_registration SET to_release = NULL WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /** Strangers who never proved their addresses are forgotten, with all that they told. */
    public static void forgetUnconfirmed(Handle tx, Instant before) {
        tx.createUpdate("""
                        DELETE FROM courses_applicant WHERE registration_id IN
                          (SELECT id FROM courses_registration WHERE state = 'UNCONFIRMED' AND created_at < :before)
                        """).bind("before", before).execute();
        tx.createUpdate("DELETE FROM courses_registration WHERE state = 'UNCONFIRMED' AND created_at < :before")
                .bind("before", before)
                .execute();
    }

    public static void forget(Handle tx, String id) {
        ApplicantTable.forget(tx, id);
        tx.createUpdate("DELETE FROM courses_registration WHERE id = :id AND state = 'UNCONFIRMED'")
                .bind("id", id)
                .execute();
    }
}
