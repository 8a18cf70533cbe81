package no.grend.agreement.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import no.grend.agreement.Refund;
import no.grend.agreement.Refund.State;
import no.grend.agreement.spi.GivesRefunds;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.result.RowView;

/**
 * A refund's row.
 *
 * @param alone whether one person is enough for so little
 * @param refundedOn the day the money went; null until it is given back
 * @param followUp {@link PaymentRow#BOOK} while the ledger must still be told; null else
 */
public record RefundRow(
        String id,
        String paymentId,
        String provider,
        Ore amount,
        String why,
        boolean alone,
        State state,
        String reference,
        String reason,
        LocalDate refundedOn,
        String followUp,
        String requestedBy,
        Instant requestedAt,
        String decidedBy,
        Instant decidedAt,
        Instant nextAskAt,
        int asks,
        String idempotencyKey,
        String fingerprint) {

    static RefundRow of(RowView row) {
        return new RefundRow(
                row.getColumn("id", String.class),
                row.getColumn("payment_id", String.class),
                row.getColumn("provider", String.class),
                row.getColumn("amount", Ore.class),
                row.getColumn("why", String.class),
                row.getColumn("alone", Integer.class) == 1,
                State.valueOf(row.getColumn("state", String.class)),
                row.getColumn("reference", String.class),
                row.getColumn("reason", String.class),
                row.getColumn("refunded_on", LocalDate.class),
                row.getColumn("follow_up", String.class),
                row.getColumn("requested_by", String.class),
                row.getColumn("requested_at", Instant.class),
                row.getColumn("decided_by", String.class),
                row.getColumn("decided_at", Instant.class),
                row.getColumn("next_ask_at", Instant.class),
                row.getColumn("asks", Integer.class),
                row.getColumn("idempotency_key", String.class),
                row.getColumn("fingerprint", String.class));
    }

    /** Approved by somebody, and to be begun. */
    public RefundRow approved(String by, Instant now, Instant next) {
        return with(State.STARTING, reference, reason, null, null, by, now, next);
    }

    /** A person has said no. */
    public RefundRow turnedDown(String by, Instant now, String said) {
        return with(State.TURNED_DOWN, null, said, null, null, by, now, null);
    }

    /** The provider has it, or nobody knows. */
    public RefundRow open(State newState, String newReference, String newReason) {
        return with(
                newState,
                newReference == null ? reference : newReference,
                newReason,
                null,
                null,
                decidedBy,
                decidedAt,
                nextAskAt);
    }

    public RefundRow refunded(String newReference, LocalDate day) {
        return with(State.REFUNDED, newReference, null, day, PaymentRow.BOOK, decidedBy, decidedAt, null);
    }

    public RefundRow rejected(String newReason) {
        return with(State.REJECTED, reference, newReason, null, null, decidedBy, decidedAt, null);
    }

    public RefundRow booked() {
        return with(state, reference, reason, refundedOn, null, decidedBy, decidedAt, nextAskAt);
    }

    private RefundRow with(
            State newState,
            String newReference,
            String newReason,
            LocalDate day,
            String newFollowUp,
            String by,
            Instant at,
            Instant next) {
        return new RefundRow(
                id,
                paymentId,
                provider,
                amount,
                why,
                alone,
                newState,
                newReference,
                newReason,
                day,
                newFollowUp,
                requestedBy,
                requestedAt,
                by,
                at,
                next,
                asks,
                idempotencyKey,
                fingerprint);
    }

    /** As its provider is told of it. */
    public GivesRefunds.Refund told() {
        return new GivesRefunds.Refund(id, amount);
    }

    /** As others see it. */
    public Refund refund() {
        return new Refund(
                id,
                paymentId,
                amount,
                why,
                state,
                reference,
                reason,
                requestedBy,
                requestedAt,
                decidedBy,
                decidedAt,
                state == State.REFUNDED && followUp == null,
                nextAskAt);
    }
}
