package no.grend.agreement.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import no.grend.kernel.Oslo;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.schema.Database;
import no.grend.schema.PlainRows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What payments and agreements hold about a contact. Payments document the books; agreements document what was agreed to.
 */
@Component(service = PersonalDataContributor.class)
public final class AgreementPersonalData implements PersonalDataContributor {

    private static final String WHY =
            "bokføringsloven § 13, and personvernforordningen art. 17 nr. 3 e: they document what was paid and agreed to";

    private static final String RUNNING_PAYMENTS = """
            SELECT p.state FROM agreement_payment p WHERE p.contact_id = :contact
              AND p.state IN ('STARTING', 'PENDING', 'UNKNOWN', 'EXCEPTION')
            UNION ALL
            SELECT r.state FROM agreement_refund r JOIN agreement_payment p ON p.id = r.payment_id
            WHERE p.contact_id = :contact AND r.state IN ('REQUESTED', 'STARTING', 'PENDING', 'UNKNOWN')""";

    private static final String RUNNING_CONSENTS = """
            SELECT state FROM agreement_consent
            WHERE contact_id = :contact AND state IN ('STARTED', 'UNKNOWN', 'ACTIVE', 'ENDING')""";

    private static final String PAYMENTS = """
            SELECT amount, currency, words, purpose, provider, state, kid, reference, particulars, paid, paid_on, refunded,
              started_at
            FROM agreement_payment WHERE contact_id = :contact ORDER BY started_at""";

    private static final String CONSENTS = """
            SELECT provider, purpose, subject, most, every_months, most_allowed, words, state, reference, started_at,
              changed_at
            FROM agreement_consent WHERE contact_id = :contact ORDER BY started_at""";

    private static final String STANDING = """
            SELECT purpose, amount, debit_day, every_months, collection, provider, starts_on, ends_on, paused_on,
              resumes_on, created_at
            FROM agreement_standing WHERE contact_id = :contact ORDER BY created_at""";

    private static final String CHANGES = """
            SELECT e.happened_at, e.what, e.terms_before, e.terms_after, e.counts_from, e.why
            FROM agreement_standing_event e JOIN agreement_standing s ON s.id = e.agreement_id
            WHERE s.contact_id = :contact ORDER BY e.happened_at""";

    private static final String REFUNDS = """
            SELECT r.amount, r.why, r.state, r.reason, r.refunded_on, r.requested_at
            FROM agreement_refund r JOIN agreement_payment p ON p.id = r.payment_id
            WHERE p.contact_id = :contact ORDER BY r.requested_at""";

    private final Database db;
    private final Clock clock;

    @Activate
    public AgreementPersonalData(@Reference(target = "(module=agreement)") Database db, @Reference Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public String module() {
        return "agreement";
    }

    @Override
    public List<Held> held(String contactId) {
        return db.read(tx -> List.of(
                new Held("agreement_payment", PlainRows.of(tx, PAYMENTS, contactId)),
                new Held("agreement_consent", PlainRows.of(tx, CONSENTS, contactId)),
                new Held("agreement_standing", PlainRows.of(tx, STANDING, contactId)),
                new Held("agreement_standing_event", PlainRows.of(tx, CHANGES, contactId)),
                new Held("agreement_refund", PlainRows.of(tx, REFUNDS, contactId))));
    }

    @Override
    public List<String> obstacles(String contactId) {
        return db.read(tx -> {
            List<String> obstacles = new ArrayList<>();
            if (!PlainRows.of(tx, RUNNING_PAYMENTS, contactId).rows().isEmpty()) {
                obstacles.add(
                        "A payment or a refund is not settled yet. Wait for it, or settle it in the exception queue.");
            }
            if (!PlainRows.of(tx, RUNNING_CONSENTS, contactId).rows().isEmpty()) {
                obstacles.add("A consent to charge the contact is in force. End it first.");
            }
            if (PlainRows.of(tx, STANDING, contactId).rows().stream().anyMatch(this::runs)) {
                obstacles.add("A standing agreement runs. End it first.");
            }
            return obstacles;
        });
    }

    @Override
    public List<Fate> fates(String contactId) {
        int rows = held(contactId).stream()
                .mapToInt(table -> table.rows().rows().size())
                .sum();
        return rows == 0
                ? List.of()
                : List.of(Fate.kept("payments, refunds and what was agreed to", rows, WHY, lastYear(contactId)));
    }

    @Override
    public List<Fate> erase(String contactId) {
        return fates(contactId);
    }

    private boolean runs(Map<String, Object> agreement) {
        Object ends = agreement.get("ends_on");
        return ends == null || !LocalDate.parse(ends.toString()).isBefore(Oslo.today(clock));
    }

    /** Five years after the last year in which something was begun or changed. */
    private LocalDate lastYear(String contactId) {
        return held(contactId).stream()
                .flatMap(table -> table.rows().rows().stream())
                .flatMap(row -> Stream.of("started_at", "changed_at", "created_at", "happened_at", "requested_at")
                        .map(row::get))
                .filter(Objects::nonNull)
                .map(at -> Instant.parse(at.toString()).atZone(Oslo.ZONE).toLocalDate())
                .max(Comparator.naturalOrder())
                .map(Fate::bookkeepingEnds)
                .orElse(null);
    }

    @Override
    public List<Retention> retention() {
        return List.of(new Retention("payments and payment agreements", "5 years after the end of the year", WHY));
    }
}
