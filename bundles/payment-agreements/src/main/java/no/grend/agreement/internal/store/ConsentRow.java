package no.grend.agreement.internal.store;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import no.grend.agreement.Consent;
import no.grend.agreement.Consent.State;
import no.grend.agreement.spi.TakesCharges;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.result.RowView;

/**
 * A consent's row.
 *
 * @param limit what the payer lets be charged a period; null until told
 * @param words what the payer reads
 * @param asks how often its provider was asked since it last changed its state
 * @param events how many events it has
 */
public record ConsentRow(
        String id,
        String contactId,
        String provider,
        String purpose,
        String subject,
        Ore most,
        int everyMonths,
        Ore limit,
        String words,
        String returnTo,
        String manageAt,
        State state,
        String reference,
        String redirect,
        String reason,
        String detail,
        String startedBy,
        Instant startedAt,
        Instant changedAt,
        Instant nextAskAt,
        int asks,
        int events,
        String idempotencyKey,
        String fingerprint) {

    static ConsentRow of(RowView row) {
        return new ConsentRow(
                row.getColumn("id", String.class),
                row.getColumn("contact_id", String.class),
                row.getColumn("provider", String.class),
                row.getColumn("purpose", String.class),
                row.getColumn("subject", String.class),
                row.getColumn("most", Ore.class),
                row.getColumn("every_months", Integer.class),
                row.getColumn("most_allowed", Ore.class),
                row.getColumn("words", String.class),
                row.getColumn("return_to", String.class),
                row.getColumn("manage_at", String.class),
                State.valueOf(row.getColumn("state", String.class)),
                row.getColumn("reference", String.class),
                row.getColumn("redirect", String.class),
                row.getColumn("reason", String.class),
                row.getColumn("detail", String.class),
                row.getColumn("started_by", String.class),
                row.getColumn("started_at", Instant.class),
                row.getColumn("changed_at", Instant.class),
                row.getColumn("next_ask_at", Instant.class),
                row.getColumn("asks", Integer.class),
                row.getColumn("events", Integer.class),
                row.getColumn("idempotency_key", String.class),
                row.getColumn("fingerprint", String.class));
    }

    /** What a payer is asked for once; null when it is over or being ended. */
    String liveKey() {
        return state == State.STARTED || state == State.UNKNOWN || state == State.ACTIVE
                ? key(contactId, purpose, subject)
                : null;
    }

    static String key(String contactId, String purpose, String subject) {
        return contactId + " " + purpose + (subject == null ? "" : " " + subject);
    }

    /** As its provider is told of it. */
    public TakesCharges.Consent told() {
        return new TakesCharges.Consent(
                id, reference, most, everyMonths, words, URI.create(returnTo), URI.create(manageAt), startedAt);
    }

    /** As others see it. */
    public Consent consent(List<Consent.ConsentEvent> timeline) {
        return new Consent(
                id,
                contactId,
                provider,
                purpose,
                subject,
                most,
                everyMonths,
                limit,
                state,
                reference,
                redirect == null ? null : URI.create(redirect),
                reason,
                detail,
                startedAt,
                changedAt,
                nextAskAt,
                timeline);
    }
}
