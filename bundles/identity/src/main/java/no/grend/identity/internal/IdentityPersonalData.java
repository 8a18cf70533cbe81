package no.grend.identity.internal;

import java.util.List;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.schema.Database;
import no.grend.schema.PlainRows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What sign-in holds about a contact: sessions and codes, which are short-lived. */
@Component(service = PersonalDataContributor.class)
public final class IdentityPersonalData implements PersonalDataContributor {

    private static final String END_SESSIONS =
            "DELETE FROM identity_session WHERE kind = 'MEMBER' AND subject = :contact";
    private static final String FORGET_CODES = "DELETE FROM identity_code WHERE contact_id = :contact";

    private static final String SESSIONS = """
            SELECT kind, created_at, last_seen_at, expires_at FROM identity_session
            WHERE kind = 'MEMBER' AND subject = :contact ORDER BY created_at""";

    private static final String CODES = """
            SELECT purpose, created_at, expires_at, used_at FROM identity_code
            WHERE contact_id = :contact ORDER BY created_at""";

    private final Database db;

    @Activate
    public IdentityPersonalData(@Reference(target = "(module=identity)") Database db) {
        this.db = db;
    }

    @Override
    public String module() {
        return "identity";
    }

    @Override
    public List<Held> held(String contactId) {
        return db.read(tx -> List.of(
                new Held("identity_session", PlainRows.of(tx, SESSIONS, contactId)),
                new Held("identity_code", PlainRows.of(tx, CODES, contactId))));
    }

    @Override
    public List<String> obstacles(String contactId) {
        return List.of();
    }

    @Override
    public List<Fate> fates(String contactId) {
        return erased(held(contactId).stream()
                .mapToInt(table -> table.rows().rows().size())
                .sum());
    }

    @Override
    public List<Fate> erase(String contactId) {
        return erased(db.inTransaction(tx -> tx.createUpdate(END_SESSIONS)
                        .bind("contact", contactId)
                        .execute()
                + tx.createUpdate(FORGET_CODES).bind("contact", contactId).execute()));
    }

    private static List<Fate> erased(int rows) {
        return rows == 0 ? List.of() : List.of(Fate.erased("sign-in sessions and codes", rows));
    }

    @Override
    public List<Retention> retention() {
        return List.of(new Retention("sign-in sessions and codes", "hours, until they expire", "to let the member in"));
    }
}
