package no.grend.agreement;

import java.time.Instant;
import no.grend.kernel.Ore;

/**
 * Money given back to whoever paid it («refusjon»), as it stands. What happened to it stands in its payment's timeline.
 *
 * @param why as whoever asked for it says; no personal data
 * @param reference the provider's own name of it; null until told
 * @param reason why it was turned down or rejected, a stable code or what a person said; null else
 * @param requestedBy who asked for it, as {@code Actor.id()}
 * @param decidedBy who approved it or turned it down; null while it waits
 * @param booked whether the ledger has it
 * @param nextAskAt when the provider is asked next; null when it is not
 */
public record Refund(
        String id,
        String paymentId,
        Ore amount,
        String why,
        State state,
        String reference,
        String reason,
        String requestedBy,
        Instant requestedAt,
        String decidedBy,
        Instant decidedAt,
        boolean booked,
        Instant nextAskAt) {

    /** Where it stands. */
    public enum State {
        /** Waits for another person to approve it. */
        REQUESTED,
        /** Approved and written down; the provider is being told. */
        STARTING,
        /** The provider has it. */
        PENDING,
        /** Nobody can say; the provider is asked again. */
        UNKNOWN,
        /** The money is given back. */
        REFUNDED,
        /** A person turned it down, or took it back. */
        TURNED_DOWN,
        /** The provider gives nothing back. */
        REJECTED;

        /** Whether it is over for good. */
        public boolean isOver() {
            return this == REFUNDED || this == TURNED_DOWN || this == REJECTED;
        }
    }
}
