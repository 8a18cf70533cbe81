package no.grend.dunning.internal.store;

import java.time.LocalDate;

/**
 * That an invoice is held because the payer objects («innsigelse»).
 *
 * @param outcome how it ended; null while it lasts, as is liftedOn
 */
public record Hold(
        String id,
        String invoiceId,
        String reason,
        LocalDate since,
        String placedBy,
        Outcome outcome,
        LocalDate liftedOn,
        int version) {

    /** How an objection ended. */
    public enum Outcome {
        /** It held good. */
        UPHELD,
        /** It did not. */
        REJECTED,
        /** The payer took it back. */
        WITHDRAWN
    }

    public boolean isOpen() {
        return liftedOn == null;
    }
}
