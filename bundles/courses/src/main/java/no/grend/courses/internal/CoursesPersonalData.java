package no.grend.courses.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import no.grend.courses.internal.store.PersonalRows;
import no.grend.kernel.Oslo;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What courses hold about a contact; there as long as the tables are, whatever is licensed. Names and addresses are the register's;
 * what a stranger told before they were in it is deleted when they are, or after a day.
 */
@Component(service = PersonalDataContributor.class)
public final class CoursesPersonalData implements PersonalDataContributor {

    private static final String ATTENDANCE = "who was at which session";
    private static final String WORDS = "reasons that staff wrote";

    private final Database db;
    private final Clock clock;

    @Activate
    public CoursesPersonalData(@Reference(target = "(module=courses)") Database db, @Reference Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public String module() {
        return "courses";
    }

    @Override
    public List<Held> held(String contactId) {
        return db.read(tx -> List.of(
                new Held("courses_registration", PersonalRows.registrations(tx, contactId)),
                new Held("courses_return", PersonalRows.returns(tx, contactId)),
                new Held("courses_attendance", PersonalRows.attendance(tx, contactId))));
    }

    @Override
    public List<String> obstacles(String contactId) {
        return db.read(tx -> PersonalRows.running(tx, contactId, Oslo.today(clock))).stream()
                .map(
                        title -> "The course «" + title
                                + "» is not over for this contact; cancel the registration, or see to what is to be given back.")
                .toList();
    }

    @Override
    public List<Fate> fates(String contactId) {
        return db.read(
                tx -> fates(tx, contactId, PersonalRows.attended(tx, contactId), PersonalRows.words(tx, contactId)));
    }

    @Override
    public List<Fate> erase(String contactId) {
        return db.inTransaction(tx -> fates(
                tx, contactId, PersonalRows.eraseAttendance(tx, contactId), PersonalRows.eraseWords(tx, contactId)));
    }

    private static List<Fate> fates(Handle tx, String contactId, int attendance, int words) {
        List<Fate> fates = new ArrayList<>();
        if (attendance > 0) {
            fates.add(Fate.erased(ATTENDANCE, attendance));
        }
        if (words > 0) {
            fates.add(Fate.erased(WORDS, words));
        }
        int invoiced = PersonalRows.invoiced(tx, contactId);
        if (invoiced > 0) {
            fates.add(Fate.kept(
                    "courses that were invoiced, without name",
                    invoiced,
                    "the invoice is a voucher (bokføringsloven § 13), and says how long it is kept",
                    null));
        }
        return fates;
    }

    @Override
    public List<Retention> retention() {
        return List.of(
                new Retention("registrations for courses", "until the contact is erased", "to hold the course"),
                new Retention(ATTENDANCE, "until the contact is erased", "to give a certificate"),
                new Retention(
                        "what applicants type and never confirm", "one day", "to let them prove their e-mail address"));
    }
}
