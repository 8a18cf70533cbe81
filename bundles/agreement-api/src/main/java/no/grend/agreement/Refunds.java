package no.grend.agreement;

import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Giving back what was paid by a provider («refusjoner»), with four eyes: one member of staff asks for it, another approves it.
 * Never more than was paid is given back. Every call checks the actor and is audited. Safe between threads; never call it inside a
 * transaction.
 */
@ProviderType
public interface Refunds {

    /**
     * Asks for a refund of a payment that is settled and booked. It waits for another person's approval, unless it is so small
     * that the settings let one be enough; then it is begun at once. Needs {@code LEDGER_WRITE}.
     *
     * @param amount null for all that is left of what was paid
     * @param why 1-300 characters; no personal data
     * @param key null for none; the same key again gives the same refund
     * @throws no.grend.kernel.Problem when the payment is not settled and booked, its provider gives nothing back, or it is more
     *     than is left
     */
    Refund request(Actor actor, String paymentId, Ore amount, String why, IdempotencyKey key);

    /**
     * Approves a refund, and waits for the provider's first answer. Needs {@code LEDGER_WRITE}, and another person than who
     * asked for it.
     *
     * @throws no.grend.kernel.Problem {@code SAME_PERSON} (403) for who asked for it; when it does not wait any more; when the
     *     provider is away (503), and it then waits still
     */
    Refund approve(Actor actor, String id);

    /** Turns a refund down that waits; whoever asked for it may take it back by this too. @param why 1-300 characters */
    Refund turnDown(Actor actor, String id, String why);

    /** Asks the provider now. Needs {@code LEDGER_WRITE}. */
    Refund ask(Actor actor, String id);

    /** Those of a payment, oldest first; for staff with {@code LEDGER_READ}. */
    List<Refund> ofPayment(Actor actor, String paymentId);

    /** Newest first; for staff. @param state null for any */
    Page<Refund> inState(Actor actor, Refund.State state, Integer limit, String cursor);
}
