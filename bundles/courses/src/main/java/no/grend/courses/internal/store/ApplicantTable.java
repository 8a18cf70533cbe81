package no.grend.courses.internal.store;

import java.time.LocalDate;
import java.util.Optional;
import no.grend.courses.internal.store.Registration.Participant;
import no.grend.courses.internal.store.Registration.Person;
import no.grend.member.Contact.Address;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Every statement on what strangers have told of themselves; kept no longer than it is needed. */
public final class ApplicantTable {

    private ApplicantTable() {}

    public static void insert(Handle tx, String registrationId, Person person) {
        Participant comes = person.participant();
        tx.createUpdate("""
                        INSERT INTO courses_applicant (registration_id, given_name, family_name, birth_date, email, mobile,
                          street, postal_code, city, comes_given_name, comes_family_name, comes_birth_date)
                        VALUES (:id, :given, :family, :born, :email, :mobile, :street, :postalCode, :city,
                          :comesGiven, :comesFamily, :comesBorn)
                        """)
                .bind("id", registrationId)
                .bind("given", person.givenName())
                .bind("family", person.familyName())
                .bind("born", person.birthDate())
                .bind("email", person.email())
                .bind("mobile", person.mobile())
                .bind("street", person.address().street())
                .bind("postalCode", person.address().postalCode())
                .bind("city", person.address().city())
                .bind("comesGiven", comes == null ? null : comes.givenName())
                .bind("comesFamily", comes == null ? null : comes.familyName())
                .bind("comesBorn", comes == null ? null : comes.birthDate())
                .execute();
    }

    public static Optional<Person> of(Handle tx, String registrationId) {
        return tx.createQuery("SELECT * FROM courses_applicant WHERE registration_id = :id")
                .bind("id", registrationId)
                .map(row -> new Person(
                        row.getColumn("given_name", String.class),
                        row.getColumn("family_name", String.class),
                        row.getColumn("birth_date", LocalDate.class),
                        row.getColumn("email", String.class),
                        row.getColumn("mobile", String.class),
                        new Address(
                                row.getColumn("street", String.class),
                                row.getColumn("postal_code", String.class),
                                row.getColumn("city", String.class),
                                "NO"),
                        participant(row)))
                .findOne();
    }

    private static Participant participant(RowView row) {
        String given = row.getColumn("comes_given_name", String.class);
        return given == null
                ? null
                : new Participant(
                        given,
                        row.getColumn("comes_family_name", String.class),
                        row.getColumn("comes_birth_date", LocalDate.class));
    }

    public static void forget(Handle tx, String registrationId) {
        tx.createUpdate("DELETE FROM courses_applicant WHERE registration_id = :id")
                .bind("id", registrationId)
                .execute();
    }
}
