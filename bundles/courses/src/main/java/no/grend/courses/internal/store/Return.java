package no.grend.courses.internal.store;

import java.time.Instant;
import no.grend.agreement.MoneyReturn;
import no.grend.kernel.Ore;

/**
 * Money that the organisation gives up («tilbakebetaling»): taken off the invoice by a credit note, and given back if it is paid.
 *
 * @param source {@link #END} when the registration ended; else the receipt that came when all was over
 * @param reason as it stands on the credit note, in words
 * @param paymentId the payment that is given back; null for none
 * @param refundId what was asked of the provider; null for none
 * @param note in words for staff: what is in the way, or what they did
 * @param closedBy null while it is open
 */
public record Return(
        String id,
        String registrationId,
        String source,
        Ore amount,
        String reason,
        State state,
        String paymentId,
        String refundId,
        String note,
        String closedBy,
        Instant openedAt,
        Instant closedAt)
        implements MoneyReturn {

    /** The source of what a registration that ended gives back. */
    public static final String END = "END";
}
