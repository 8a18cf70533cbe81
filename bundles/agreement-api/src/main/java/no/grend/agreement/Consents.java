package no.grend.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Consents of payers to be charged, and charging by them («faste betalinger»). A consent stays with the provider that it was
 * given to; when that one is taken out of use the payer can give a new one, which takes over from the old when it is given. One
 * that is ended here is charged by no more from that moment, whatever the provider says. Every call checks the actor. Safe
 * between threads; never call it inside a transaction.
 */
@ProviderType
public interface Consents {

    /**
     * Asks a payer for a consent and waits for the provider's first answer, at most its time limit: for staff with
     * {@code LEDGER_WRITE}, and for the payer. Audited.
     *
     * @param key null for none; the same key again gives the same consent
     * @throws no.grend.kernel.Problem when the contact has one for this purpose and subject already ({@code CONSENT_THERE}), or
     *     no provider takes charges just now (503, nothing is written)
     */
    Consent begin(Actor actor, NewConsent wanted, IdempotencyKey key);

    /** A consent with its timeline; for staff with {@code LEDGER_READ}, and for the payer. */
    Optional<Consent> consent(Actor actor, String id);

    /** Those of a contact, newest first, at most 50, without timelines; for staff with {@code LEDGER_READ}, and the payer. */
    List<Consent> ofContact(Actor actor, String contactId);

    /** Newest first, without timelines; for staff. @param state null for any */
    Page<Consent> inState(Actor actor, Consent.State state, Integer limit, String cursor);

    /**
     * Asks the payer for the one that is to take over from this one, which is to be moved: the same purpose, subject, most and
     * period, at the provider that it moves to. Until it is given this one stays as it is; when it is, this one is ended in the
     * same transaction. Where it was asked for already, and the payer has the word, that one is given. As for {@link #begin}.
     *
     * @throws no.grend.kernel.Problem when it is not to be moved ({@code CONSENT_NOT_MOVING}), or that provider is away
     */
    Consent move(Actor actor, String id);

    /** Those of a provider that are still to be moved to another, by id, without timelines; for staff. */
    Page<Consent> moving(Actor actor, String provider, Integer limit, String cursor);

    /** Asks the provider now how it stands. As for {@link #begin}. */
    Consent ask(Actor actor, String id);

    /**
     * Ends it: nothing is charged by it after this has returned, also when the provider cannot be told yet; that is done as soon
     * as it can be. One that is over stays as it is. As for {@link #begin}. Audited.
     */
    Consent end(Actor actor, String id);

    /**
     * Charges what is open on an invoice by a consent that is {@code ACTIVE}, and waits for the provider's first answer. The
     * payment is one of {@link Payments} like any other, {@code PENDING} until the day has come. Needs {@code LEDGER_WRITE}.
     *
     * @param dueOn the day that the money is to move; null for the invoice's due date, or the first day that is possible
     * @param key null for none; the same key again gives the same payment
     * @throws no.grend.kernel.Problem when the invoice is another's, nothing is open on it, a payment of it is under way, the
     *     consent is not active, the day is too near for the provider, or the provider is away or drained
     */
    Payment charge(Actor actor, String consentId, String invoiceId, LocalDate dueOn, IdempotencyKey key);

    /** The first day that a charge which is told now can be due; empty when the consent's provider is not there. */
    Optional<LocalDate> firstDueDay(Consent consent);

    /** The providers that take charges just now and are open to members, the first choice for a purpose first. */
    List<Payments.Way> ways(String purpose);
}
