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
 * @param replaces the one that it takes over from when it is given; null for none
 * @param waits whether that one counts until then
 * @param move where it is to be moved; null for nowhere
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
        String fingerprint,
        String replaces,
        boolean waits,
        Consent.Move move) {

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
                row.getColumn("fingerprint", String.class),
                row.getColumn("replaces", String.class),
                row.getColumn("heir_key", String.class) != null,
                move(row));
    }

    private static Consent.Move move(RowView row) {
        String stage = row.getColumn("move_stage", String.class);
        return stage == null
                ? null
                : new Consent.Move(
                        row.getColumn("moving_to", String.class),
                        Consent.Move.Stage.valueOf(stage),
                        row.getColumn("marked_at", Instant.class),
                        row.getColumn("told_at", Instant.class),
                        row.getColumn("successor", String.class));
    }

    /** The same, which counts only when the one that it replaces does no more. */
    public ConsentRow waiting() {
        return new ConsentRow(
                id,
                contactId,
                provider,
                purpose,
                subject,
                most,
                everyMonths,
                limit,
                words,
                returnTo,
                manageAt,
                state,
                reference,
                redirect,
                reason,
                detail,
                startedBy,
                startedAt,
                changedAt,
                nextAskAt,
                asks,
                events,
                idempotencyKey,
                fingerprint,
                replaces,
                true,
                move);
    }

    /** Whether its payer can still give one at another provider instead. */
    public boolean isMoving() {
        return move != null && move.stage().isOpen();
    }

    /** What a payer is asked for once; null when it is over or being ended, or while the one before it counts. */
    String liveKey() {
        return waits ? null : countingKey();
    }

    /** As {@link #liveKey}, of one that waits to take over. */
    String heirKey() {
        return waits ? countingKey() : null;
    }

    private String countingKey() {
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
                replaces,
                move,
                timeline);
    }
}
