package no.grend.joining.internal;

import java.util.List;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.schema.Database;
import no.grend.schema.PlainRows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What joining on the web holds about a contact: the applications that made them one. */
@Component(service = PersonalDataContributor.class)
public final class JoiningPersonalData implements PersonalDataContributor {

    private static final String OPEN = """
            SELECT state FROM joining_application
            WHERE contact_id = :contact AND state NOT IN ('JOINED', 'REFUSED', 'LAPSED')""";

    private static final String NAMED = """
            SELECT state FROM joining_application WHERE contact_id = :contact AND (given_name IS NOT NULL
              OR family_name IS NOT NULL OR birth_date IS NOT NULL OR email IS NOT NULL OR mobile IS NOT NULL
              OR street IS NOT NULL OR postal_code IS NOT NULL OR city IS NOT NULL OR reason IS NOT NULL)""";

    private static final String ERASE = """
            UPDATE joining_application SET given_name = NULL, family_name = NULL, birth_date = NULL, email = NULL,
              mobile = NULL, street = NULL, postal_code = NULL, city = NULL, reason = NULL, open_for = NULL
            WHERE contact_id = :contact AND (given_name IS NOT NULL
              OR family_name IS NOT NULL OR birth_date IS NOT NULL OR email IS NOT NULL OR mobile IS NOT NULL
              OR street IS NOT NULL OR postal_code IS NOT NULL OR city IS NOT NULL OR reason IS NOT NULL)""";

    private static final String APPLICATIONS = """
            SELECT state, given_name, family_name, birth_date, email, mobile, street, postal_code, city, language_tag,
              accepted_at, channel, created_at, decided_at, reason
            FROM joining_application WHERE contact_id = :contact ORDER BY created_at""";

    private final Database db;

    @Activate
    public JoiningPersonalData(@Reference(target = "(module=joining)") Database db) {
        this.db = db;
    }

    @Override
    public String module() {
        return "joining";
    }

    @Override
    public List<Held> held(String contactId) {
        return db.read(tx -> List.of(new Held("joining_application", PlainRows.of(tx, APPLICATIONS, contactId))));
    }

    @Override
    public List<String> obstacles(String contactId) {
        return db.read(tx -> PlainRows.of(tx, OPEN, contactId).rows().isEmpty()
                ? List.of()
                : List.of("An application for membership is not finished. Decide it first, or wait for the payment."));
    }

    @Override
    public List<Fate> fates(String contactId) {
        return db.read(tx -> erased(PlainRows.of(tx, NAMED, contactId).rows().size()));
    }

    @Override
    public List<Fate> erase(String contactId) {
        return erased(db.inTransaction(
                tx -> tx.createUpdate(ERASE).bind("contact", contactId).execute()));
    }

    private static List<Fate> erased(int rows) {
        return rows == 0 ? List.of() : List.of(Fate.erased("who applied for membership", rows));
    }

    @Override
    public List<Retention> retention() {
        return List.of(new Retention(
                "applications for membership", "until the contact is erased", "to show what was applied for"));
    }
}
