package no.grend.audit.internal;

import java.util.List;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.schema.Database;
import no.grend.schema.PlainRows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the audit log says of a contact, and of what they did. It holds no names or texts, and is never changed (P18).
 */
@Component(service = PersonalDataContributor.class)
public final class AuditPersonalData implements PersonalDataContributor {

    private static final String WHY =
            "personvernforordningen art. 17 nr. 3 e: to show who did what, also that the erasure was made";

    private static final String ENTRIES = """
            SELECT happened_at, actor, action_name, object_name, state_before, state_after, why
            FROM audit_entry WHERE object_name = :contact ORDER BY id""";

    private static final String DEEDS = """
            SELECT happened_at, actor, action_name, object_name, state_before, state_after, why
            FROM audit_entry WHERE actor = :contact ORDER BY id""";

    private final Database db;

    @Activate
    public AuditPersonalData(@Reference(target = "(module=audit)") Database db) {
        this.db = db;
    }

    @Override
    public String module() {
        return "audit";
    }

    @Override
    public List<Held> held(String contactId) {
        return db.read(tx -> List.of(new Held(
                "audit_entry",
                PlainRows.of(tx, ENTRIES, "contact:" + contactId)
                        .and(PlainRows.of(tx, DEEDS, "member:" + contactId)))));
    }

    @Override
    public List<String> obstacles(String contactId) {
        return List.of();
    }

    @Override
    public List<Fate> fates(String contactId) {
        int entries = held(contactId).get(0).rows().rows().size();
        return entries == 0
                ? List.of()
                : List.of(Fate.kept("entries in the audit log, without names", entries, WHY, null));
    }

    @Override
    public List<Fate> erase(String contactId) {
        return fates(contactId);
    }

    @Override
    public List<Retention> retention() {
        return List.of(new Retention("the audit log", "as long as the organisation's books", WHY));
    }
}
