package no.grend.booking.internal.store;

import java.time.Instant;
import no.grend.agreement.MoneyReturn;
import no.grend.kernel.Ore;

/**
 * What of a reservation's price the organisation gives up («tilbakebetaling»): taken off the invoice by a credit note, and given
 * back if it is paid.
 *
 * @param paymentId the payment that is given back; null for none
 * @param refundId what was asked of the provider; null for none
 * @param note in words for staff: what is in the way, or what they did
 * @param closedBy null while it is open
 */
public record Return(
        String reservationId,
        Ore amount,
        State state,
        String paymentId,
        String refundId,
        String note,
        String closedBy,
        Instant openedAt,
        Instant closedAt)
        implements MoneyReturn {}
