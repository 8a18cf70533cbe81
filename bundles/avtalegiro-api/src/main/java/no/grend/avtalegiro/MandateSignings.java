package no.grend.avtalegiro;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The limit («maksbeløp») of members' mandates as far as it is known, and signing a mandate anew to raise it («signer avtalen på
 * nytt», S0-36 to S0-40). The bank's files tell no limit: it is known when the payer or staff have said it, or when a signing
 * that asked for it was completed. Until a signing is completed the old mandate holds, and nothing here ends one (S4-13). Every
 * call checks the actor: staff with {@code BANK_READ} or {@code BANK_WRITE}, and the member whose mandate it is. Safe between
 * threads; never call it inside a transaction.
 */
@ProviderType
public interface MandateSignings {

    /** How a member's mandate stands, its limit and the latest signing. */
    MandateStanding standing(Actor actor, String contactId);

    /**
     * Starts signing anew. One that is started already is cancelled by it. Audited.
     *
     * @param most the limit to sign for, whole øre a calendar month
     */
    Signing start(Actor actor, String contactId, Ore most);

    /** The payer turned back. One that is over stays as it is. Audited. */
    Signing cancel(Actor actor, String contactId, String signingId);

    /** The bank said no; for staff. One that is over stays as it is. Audited. @param why 1-300 characters */
    Signing fail(Actor actor, String contactId, String signingId, String why);

    /** The payer, or staff on their behalf, say the limit that stands in the bank, as when it was raised there (S0-38). Audited. */
    MandateStanding say(Actor actor, String contactId, Ore most);

    /** The signings of a member, newest first, at most 50. */
    List<Signing> signings(Actor actor, String contactId);

    /**
     * How a mandate stands.
     *
     * @param active whether there is one
     * @param most its limit a calendar month; null when it is not known
     * @param saidOn when that was said; null when it is not known
     * @param signing the latest; null when there was none
     */
    record MandateStanding(boolean active, Ore most, LocalDate saidOn, Signing signing) {

        /** Whether an amount is known to be more than the bank will debit (S0-39). */
        public boolean isOver(Ore amount) {
            return active && most != null && amount.compareTo(most) > 0;
        }
    }

    /**
     * A signing («signering»).
     *
     * @param most the limit that is signed for
     * @param reason why it failed or was cancelled, a stable code or in words; null else
     * @param signAt where the payer signs it while it is started; null when that is the payer's own bank
     */
    record Signing(
            String id,
            String contactId,
            Ore most,
            State state,
            Instant startedAt,
            Instant endedAt,
            String reason,
            URI signAt) {}

    /** Where a signing stands (S0-40). */
    enum State {
        /** The payer has the word, or the bank has not told yet. */
        STARTED,
        /** The bank has told of the new mandate. */
        COMPLETED,
        /** The payer turned back, or started another. */
        CANCELLED,
        /** The bank said no, or was not heard from. */
        FAILED
    }
}
