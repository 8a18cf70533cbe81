package no.grend.invoicepdf.internal.rest;

import java.time.Instant;
import no.grend.invoicepdf.internal.store.Dispatch;
import no.grend.invoicepdf.internal.store.Dispatch.EmailState;
import no.grend.invoicepdf.internal.store.Dispatch.Kind;
import no.grend.invoicepdf.internal.store.Dispatch.Status;
import no.grend.invoicepdf.internal.store.Paying.Way;

/**
 * A document on its way as staff see it.
 *
 * @param kind {@code INVOICE} or {@code CREDIT_NOTE}
 * @param number of the document
 * @param round 1, and one more each time it was sent anew
 * @param status what the last way it was sent by says
 * @param email null when it did not go by e-mail, as are its state, moment and reason
 * @param payment how its payment part reads: TO_PAY, COLLECTED by a mandate, or NOTHING
 * @param stackId of the letters that it is printed with; null while there is none
 */
public record DispatchAnswer(
        String id,
        Kind kind,
        String documentId,
        long number,
        int round,
        String run,
        Status status,
        String email,
        EmailState emailState,
        Instant emailAt,
        String emailReason,
        Way payment,
        String stackId,
        Instant createdAt) {

    static DispatchAnswer of(Dispatch dispatch) {
        boolean mailed = dispatch.emailState() != null;
        return new DispatchAnswer(
                dispatch.id(),
                dispatch.kind(),
                dispatch.documentId(),
                dispatch.number(),
                dispatch.round(),
                dispatch.run(),
                dispatch.status(),
                dispatch.email(),
                dispatch.emailState(),
                mailed ? dispatch.emailAt() : null,
                dispatch.emailReason(),
                dispatch.paying().way(),
                dispatch.stackId(),
                dispatch.createdAt());
    }
}
