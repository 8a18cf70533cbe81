package no.grend.dunning.internal;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.schema.Database;
import no.grend.schema.PlainRows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What dunning holds about a contact: the reminders that were sent. They are kept with their invoices. */
@Component(service = PersonalDataContributor.class)
public final class DunningPersonalData implements PersonalDataContributor {

    private static final String WHY = "bokføringsloven § 13: they document the fees and interest on the invoice";

    private static final String STEPS = """
            SELECT invoice_number, level_name, state, channel, language, principal_ore, earlier_ore, fee_ore, interest_ore,
              begun_on, sent_on, deadline, withdrawn_why
            FROM dunning_step WHERE contact_id = :contact ORDER BY begun_on, id""";

    private final Database db;

    @Activate
    public DunningPersonalData(@Reference(target = "(module=dunning)") Database db) {
        this.db = db;
    }

    @Override
    public String module() {
        return "dunning";
    }

    @Override
    public List<Held> held(String contactId) {
        return db.read(tx -> List.of(new Held("dunning_step", PlainRows.of(tx, STEPS, contactId))));
    }

    @Override
    public List<String> obstacles(String contactId) {
        return List.of();
    }

    @Override
    public List<Fate> fates(String contactId) {
        List<Map<String, Object>> steps = held(contactId).get(0).rows().rows();
        return steps.stream()
                .map(step -> LocalDate.parse(step.get("begun_on").toString()))
                .max(Comparator.naturalOrder())
                .map(last -> List.of(Fate.kept("reminders", steps.size(), WHY, Fate.bookkeepingEnds(last))))
                .orElse(List.of());
    }

    @Override
    public List<Fate> erase(String contactId) {
        return fates(contactId);
    }

    @Override
    public List<Retention> retention() {
        return List.of(new Retention("reminders", "5 years after the end of the year, with their invoices", WHY));
    }
}
