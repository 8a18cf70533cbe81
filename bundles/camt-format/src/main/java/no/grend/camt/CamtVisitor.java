package no.grend.camt;

/**
 * Receives what is in a file in its order. Called on the reader's thread; what it throws stops the reading.
 *
 * <p>A payment arrives when it is sound itself, before the end of the file is known: do nothing that cannot be undone until
 * the {@link CamtReport} says {@link CamtReport#accepted()}. Simplest is to read twice, first with
 * {@link CamtFileReader#check}.
 */
public interface CamtVisitor {

    /** Listens to nothing. */
    CamtVisitor NONE = new CamtVisitor() {};

    default void message(CamtMessage message) {}

    default void notification(CamtNotification notification) {}

    /** An entry, before its payments. */
    default void entry(CamtNotification notification, CamtEntry entry) {}

    /** Every payment of every entry, also those that are not for booking: ask {@link CamtPayment#kind}. */
    default void payment(CamtPayment payment) {}
}
