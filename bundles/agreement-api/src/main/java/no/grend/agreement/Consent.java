package no.grend.agreement;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import no.grend.kernel.Ore;

/**
 * A payer's consent to be charged («samtykke til trekk»), as it stands.
 *
 * @param provider the id of the one that has it for ever: only the payer can give another one
 * @param subject what in particular; null for all invoices of the purpose
 * @param most what Grend asked to charge a period at most
 * @param limit what the payer lets be charged a period, as the provider told last; null until told, and when there is none
 * @param reference the provider's own name of it; null until told
 * @param redirect where the payer goes to give it; null when it is not theirs to say now
 * @param reason why it is over or unknown, a stable code; null else
 * @param nextAskAt when the provider is asked next; null when it is not
 * @param replaces the id of the one that it takes over from when it is given; null for none
 * @param move where the payer was, is or was to be asked to give it anew; null when nobody wanted that
 * @param timeline all that happened, oldest first; empty in lists
 */
public record Consent(
        String id,
        String contactId,
        String provider,
        String purpose,
        String subject,
        Ore most,
        int everyMonths,
        Ore limit,
        State state,
        String reference,
        URI redirect,
        String reason,
        String detail,
        Instant startedAt,
        Instant changedAt,
        Instant nextAskAt,
        String replaces,
        Move move,
        List<ConsentEvent> timeline) {

    public Consent {
        timeline = List.copyOf(timeline);
    }

    /** Where it stands. */
    public enum State {
        /** Written down; the provider is being told, or the payer has the word. */
        STARTED,
        /** Nobody can say whether it was begun; the provider is asked again. */
        UNKNOWN,
        /** Given: invoices may be charged by it. */
        ACTIVE,
        /** Ended here: nothing is charged by it any more, and the provider is being told. */
        ENDING,
        /** Ended, here or by the payer. */
        STOPPED,
        /** Never given: the payer or the provider said no. */
        FAILED,
        /** Never given: the payer let the time run out. */
        EXPIRED;

        /** Whether it is over for good. */
        public boolean isOver() {
            return this == STOPPED || this == FAILED || this == EXPIRED;
        }
    }

    /**
     * Its move to another provider («flytting»), since the one that has it is taken out of use.
     *
     * @param to the provider that the payer is to give it to
     * @param askedAt when the payer was told; null when they were not
     * @param successor the id of the one that the payer gave instead; null until then
     */
    public record Move(String to, Stage stage, Instant markedAt, Instant askedAt, String successor) {

        /** How far it has come. */
        public enum Stage {
            /** To be moved; the payer is not told yet. */
            MARKED,
            /** The payer is told, and has the word. */
            ASKED,
            /** Grend knows no e-mail address and no mobile: a person must tell the payer. */
            UNREACHED,
            /** The payer has given it to the other. */
            MOVED,
            /** Called off: the provider is not taken out of use after all, or the consent was ended. */
            CALLED_OFF;

            /** Whether the payer can still move it. */
            public boolean isOpen() {
                return this == MARKED || this == ASKED || this == UNREACHED;
            }
        }
    }

    /**
     * Something that happened to it; never changed.
     *
     * @param number 1, 2, 3 … within the consent
     * @param what a stable code, {@code PROPOSED}, {@code ASKED}, {@code END_ASKED}, {@code MOVED}
     * @param actor who, as {@code Actor.id()}; {@code provider:<id>} for what a provider told
     */
    public record ConsentEvent(
            int number, Instant at, String what, State from, State to, String actor, String detail) {}
}
