package no.grend.avtalegiro.internal;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.member.Members;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.schema.Database;
import no.grend.schema.PlainRows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What AvtaleGiro holds about a contact, by member number: mandates, and what was claimed by them. */
@Component(service = PersonalDataContributor.class)
public final class AvtaleGiroPersonalData implements PersonalDataContributor {

    private static final String WHY =
            "bokføringsloven § 13, and the bank agreement: they document what was claimed and by which mandate";

    private static final String MANDATES = """
            SELECT active, kid, written_notice, since, ended_on FROM avtalegiro_mandate
            WHERE member_number = CAST(:contact AS INTEGER)""";

    private static final String EVENTS = """
            SELECT received_on, registration_type, kid, written_notice, effect FROM avtalegiro_mandate_event
            WHERE member_number = CAST(:contact AS INTEGER) ORDER BY recorded_at""";

    private static final String LIMITS = """
            SELECT most_ore, said_on FROM avtalegiro_mandate_limit
            WHERE member_number = CAST(:contact AS INTEGER) ORDER BY said_on""";

    private static final String CHOICES = """
            SELECT channel, chosen_at, by_member FROM avtalegiro_notice_choice
            WHERE member_number = CAST(:contact AS INTEGER) ORDER BY chosen_at""";

    private static final String SIGNINGS = """
            SELECT most_ore, state, started_on, ended_at, reason FROM avtalegiro_signing
            WHERE member_number = CAST(:contact AS INTEGER) ORDER BY started_at""";

    private static final String CLAIMS = """
            SELECT invoice_number, kid, amount_ore, due_date, short_name, payer_reference, state FROM avtalegiro_claim
            WHERE member_number = CAST(:contact AS INTEGER) ORDER BY due_date""";

    private final Database db;
    private final Members members;

    @Activate
    public AvtaleGiroPersonalData(@Reference(target = "(module=avtalegiro)") Database db, @Reference Members members) {
        this.db = db;
        this.members = members;
    }

    @Override
    public String module() {
        return "avtalegiro";
    }

    @Override
    public List<Held> held(String contactId) {
        String number = members.contact(Actor.SYSTEM, contactId)
                .map(contact -> Integer.toString(contact.memberNumber()))
                .orElse("0");
        return db.read(tx -> List.of(
                new Held("avtalegiro_mandate", PlainRows.of(tx, MANDATES, number)),
                new Held("avtalegiro_mandate_event", PlainRows.of(tx, EVENTS, number)),
                new Held("avtalegiro_mandate_limit", PlainRows.of(tx, LIMITS, number)),
                new Held("avtalegiro_notice_choice", PlainRows.of(tx, CHOICES, number)),
                new Held("avtalegiro_signing", PlainRows.of(tx, SIGNINGS, number)),
                new Held("avtalegiro_claim", PlainRows.of(tx, CLAIMS, number))));
    }

    @Override
    public List<String> obstacles(String contactId) {
        return rows(held(contactId), "avtalegiro_mandate").stream()
                        .anyMatch(row -> Boolean.TRUE.equals(row.get("active")))
                ? List.of("An AvtaleGiro mandate is in force. The payer ends it in the bank; then the bank tells us.")
                : List.of();
    }

    @Override
    public List<Fate> fates(String contactId) {
        List<Held> held = held(contactId);
        int rows = held.stream().mapToInt(table -> table.rows().rows().size()).sum();
        LocalDate until = rows(held, "avtalegiro_claim").stream()
                .map(claim -> LocalDate.parse(claim.get("due_date").toString()))
                .max(Comparator.naturalOrder())
                .map(Fate::bookkeepingEnds)
                .orElse(null);
        return rows == 0 ? List.of() : List.of(Fate.kept("AvtaleGiro mandates and claims", rows, WHY, until));
    }

    @Override
    public List<Fate> erase(String contactId) {
        return fates(contactId);
    }

    private static List<Map<String, Object>> rows(List<Held> held, String table) {
        return held.stream()
                .filter(one -> one.table().equals(table))
                .flatMap(one -> one.rows().rows().stream())
                .toList();
    }

    @Override
    public List<Retention> retention() {
        return List.of(new Retention("AvtaleGiro mandates and claims", "5 years after the end of the year", WHY));
    }
}
