package no.grend.agreement.spi;

import java.time.Instant;
import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Collects invoices by mandates that payers gave their banks, in files («innkreving med fil»), as AvtaleGiro does. Register it as
 * a service of its own and it is listed and drained among the payment providers. It is no {@link PaymentProvider}: no payment
 * is begun with it, because its money comes with the bank's file of payments and is booked by that; told as a payment besides,
 * it would be booked twice.
 *
 * <p>Called on any thread, never inside a transaction. Whatever it throws makes it shown as rejected.
 */
@ConsumerType
public interface CollectsByFile {

    /** Its name, {@code avtalegiro}; as {@link PaymentProvider#id}. */
    String id();

    /** How it stands; answers at once from its own tables. */
    Standing standing();

    /**
     * No more invoices are claimed: when this returns none is put in a file any more. What the bank has goes on, and can be
     * stopped as before. Invoices are ordinary ones from now on, and each is explained so. Audited; again changes nothing.
     */
    void drain(Actor actor);

    /** Claims invoices again, those that were issued meanwhile too where there is time. Audited; again changes nothing. */
    void resume(Actor actor);

    /**
     * How it stands.
     *
     * @param name as people read it, {@code AvtaleGiro}
     * @param abilities stable codes, {@code FILES}, {@code MANDATES}
     * @param leadDays how many days before the due date an invoice must be claimed, as it is today
     * @param least the smallest claim, whole øre
     * @param most the largest; null when only the payer's own limit counts
     * @param mandates how many payers have a mandate now
     * @param inFlight claims that the bank has, due today or later, and not paid
     * @param drainedSince null while it claims
     */
    record Standing(
            String name,
            List<String> abilities,
            int leadDays,
            Ore least,
            Ore most,
            long mandates,
            long inFlight,
            Ore inFlightTotal,
            Instant drainedSince) {

        public Standing {
            abilities = List.copyOf(abilities);
        }
    }
}
