package no.grend.agreement;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;

/**
 * A payment of an invoice by a provider («betaling»), as it stands.
 *
 * @param provider the id of the one that started it, and that is asked about it ever after
 * @param amount what was asked for
 * @param purpose what for, which decides the route; null for no particular
 * @param reference the provider's own name of it; null until told
 * @param redirect where the payer goes while it is pending; null else
 * @param reason why it was rejected or cannot be settled, a stable code; null else
 * @param detail in words for staff; null when there is nothing to tell
 * @param paid what was paid; null unless settled
 * @param paidOn the day; null unless settled
 * @param booked whether the ledger has it
 * @param nextAskAt when the provider is asked next; null when it is not
 * @param refunded what of it was given back
 * @param charge when the payer is charged by a consent; null when they paid themselves
 * @param timeline all that happened, oldest first; empty in lists
 */
public record Payment(
        String id,
        String invoiceId,
        String contactId,
        String provider,
        Ore amount,
        String currency,
        String purpose,
        State state,
        String reference,
        URI redirect,
        String reason,
        String detail,
        Ore paid,
        LocalDate paidOn,
        boolean booked,
        Instant startedAt,
        Instant changedAt,
        Instant nextAskAt,
        Ore refunded,
        Charge charge,
        List<Event> timeline) {

    public Payment {
        timeline = List.copyOf(timeline);
    }

    /**
     * That the payer is charged («trukket») by a consent.
     *
     * @param dueOn the day that the money is to move
     */
    public record Charge(String consentId, LocalDate dueOn) {}

    /** Where it stands. */
    public enum State {
        /** Written down; the provider is being told. */
        STARTING,
        /** The payer has the word. */
        PENDING,
        /** Nobody can say; the provider is asked again. */
        UNKNOWN,
        /** A person must decide («unntakskø»). */
        EXCEPTION,
        /** Paid. */
        SETTLED,
        /** No money moved. */
        REJECTED,
        /** Called off by the payer or by staff, or left until it expired. */
        CANCELLED;

        /** Whether it is over, and the invoice may be paid in another way. */
        public boolean isOver() {
            return this == SETTLED || this == REJECTED || this == CANCELLED;
        }
    }

    /**
     * Something that happened to it; never changed.
     *
     * @param number 1, 2, 3 … within the payment
     * @param what a stable code, {@code CALLED}, {@code ANSWERED}, {@code ASKED}
     * @param actor who, as {@code Actor.id()}; {@code provider:<id>} for what a provider told
     */
    public record Event(int number, Instant at, String what, State from, State to, String actor, String detail) {}
}
