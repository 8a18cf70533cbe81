package no.grend.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Payments of invoices by payment providers («betalinger»). A call to a provider is written down before it is made; what
 * nobody can tell the outcome of is {@code UNKNOWN} until the provider that started it has told, and nothing is paid twice
 * meanwhile: an invoice has one payment under way at most. Every call checks the actor. Safe between threads; never call it
 * inside a transaction.
 */
@ProviderType
public interface Payments {

    /**
     * Starts a payment and waits for the provider's first answer, at most its time limit: for staff with
     * {@code LEDGER_WRITE}, and for the member whose invoice it is.
     *
     * @param key null for none; the same key again gives the same payment
     * @throws no.grend.kernel.Problem when nothing is open on the invoice, a payment of it is under way, no provider takes it
     *     (503, nothing is written), or the amount is outside the provider's terms
     */
    Payment start(Actor actor, NewPayment wanted, IdempotencyKey key);

    /** A payment with its timeline; for staff with {@code LEDGER_READ}, and for the member whose invoice it is. */
    Optional<Payment> payment(Actor actor, String id);

    /** The payments of an invoice, newest first, at most 200, without timelines. */
    List<Payment> ofInvoice(Actor actor, String invoiceId);

    /**
     * The ways to pay all that is open on an invoice just now («betalingsmåter»), the first choice first: what is open to its
     * member and on the route, or on no route. Empty when nothing is open or nobody takes it. For staff with
     * {@code LEDGER_READ}, and for the member whose invoice it is.
     */
    List<Way> ways(Actor actor, String invoiceId);

    /** Whether there is a provider just now that members can pay by. */
    boolean isOpenToMembers();

    /** The actor's own payments, newest first, at most 50, without timelines; empty for staff. */
    List<Payment> own(Actor actor);

    /** What people call a provider, {@code Vipps}; its id when it is not there. */
    String nameOf(String provider);

    /** The payments in a state, newest first, without timelines; for staff. @param state null for any */
    Page<Payment> inState(Actor actor, Payment.State state, Integer limit, String cursor);

    /** Calls it off at its provider, if the payer has not paid yet; the answer tells which. As for {@link #start}. */
    Payment cancel(Actor actor, String id);

    /** Asks its provider now. As for {@link #start}. */
    Payment ask(Actor actor, String id);

    /**
     * A person's decision on a payment in {@code EXCEPTION}. Needs {@code LEDGER_WRITE}. Audited.
     *
     * @param decision what a person found out
     */
    Payment decide(Actor actor, String id, Decision decision);

    /** What a person must look at, oldest first; for staff. @param open whether only what nobody has looked at */
    Page<Trouble> troubles(Actor actor, boolean open, Integer limit, String cursor);

    /** A person has looked at it and done what was needed. Needs {@code LEDGER_WRITE}. Audited. @param why 1-300 characters */
    Trouble close(Actor actor, String troubleId, String why);

    /** A way to pay. @param name as people read it */
    record Way(String provider, String name) {}

    /**
     * What a person found out at the provider.
     *
     * @param paid whether the payer paid all of it
     * @param reference the provider's own name of it; needed when paid
     * @param paidOn the day; needed when paid
     * @param why 1-300 characters; no personal data
     */
    record Decision(boolean paid, String reference, LocalDate paidOn, String why) {}

    /**
     * Something that a person must look at («unntak»).
     *
     * @param paymentId null when it belongs to no payment that Grend has, as a line of a settlement
     * @param invoiceId of one that belongs to an invoice and no payment; null else
     * @param kind a stable code, {@code OVERPAID}, {@code AMOUNT_DIFFERS}
     * @param closedBy null while it is open
     */
    record Trouble(
            String id,
            String paymentId,
            String invoiceId,
            String kind,
            String detail,
            Instant foundAt,
            Instant closedAt,
            String closedBy,
            String why) {}
}
