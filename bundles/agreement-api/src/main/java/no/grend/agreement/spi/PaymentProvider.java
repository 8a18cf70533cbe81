package no.grend.agreement.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A payment provider («betalingsleverandør»): Vipps, a card acquirer, cash over the counter. Register it as an OSGi service
 * and it is found; among several with the same id the one of the highest {@code service.ranking} is used. These five methods
 * are all that must be there; further abilities are interfaces of their own in this package, which it implements as well.
 *
 * <p><b>Threads.</b> {@code start}, {@code ask} and {@code cancel} are called on threads that are there for this purpose, many
 * at a time, never inside a database transaction and never while a lock is held, so they may wait for the network. {@code id}
 * and {@code terms} are called when the service arrives, or its ranking changes, and must answer at once.
 *
 * <p><b>Time limit.</b> {@link Terms#timeLimit}. When it is over the thread is interrupted and the outcome is
 * {@code UNKNOWN}. The same happens at once when the service goes away in mid-call. Answer within it, or stop when interrupted.
 *
 * <p><b>Exceptions.</b> Whatever is thrown counts as {@link Outcome.Unknown}, never as a rejection: the payer may have paid.
 * Return {@link Outcome.Rejected} only when you know that no money moves.
 *
 * <p><b>Idempotency.</b> {@link Order#paymentId} is the name of the effect for ever: starting the same order again must have
 * no second effect and is answered as the first. Pass it on as the idempotency key where the protocol has one.
 *
 * <p><b>Memory.</b> A provider keeps none: an order carries all that was known, so that the next version of the provider, or
 * the next process, can go on with what this one began.
 *
 * <p><b>Personal data</b> stands neither in the reasons that are returned nor in a log.
 */
@ConsumerType
public interface PaymentProvider {

    /** Its name in the database, for ever: {@code vipps}. 1-20 of a-z, 0-9 and hyphen, beginning with a letter. */
    String id();

    /** What it takes, and how long it may think. The same as long as the service is there. */
    Terms terms();

    /** Begins the payment. Called at most once a payment by Grend, but see idempotency above. */
    Outcome start(Order order);

    /**
     * What has become of a payment that was perhaps begun: asked after a call whose outcome is unknown, while a payer makes up
     * their mind, and when a notice came. Has no effect of its own, save that money which is only reserved may be captured.
     *
     * @return {@code REJECTED} with {@link Outcome.Reason#NEVER_SEEN} when the provider has never heard of it
     */
    Outcome ask(Order order);

    /**
     * Calls off a payment that the payer has not completed; a payment that is paid already is answered {@code ACCEPTED} and
     * stays. Calling off twice is answered the same.
     */
    Outcome cancel(Order order);
}
