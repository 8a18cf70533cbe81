package no.grend.ledger.spi;

import java.util.OptionalInt;
import org.osgi.annotation.versioning.ConsumerType;

/** How a KID is made and read; a service, chosen by id in the organisation's profile. Pure and safe between threads. */
@ConsumerType
public interface KidScheme {

    /** Its name, {@code member7-invoice7}. */
    String id();

    /**
     * The KID of an invoice; invoice 0 gives the member's reference KID (S4-58).
     *
     * @throws no.grend.kernel.Problem when a number does not fit; never truncates (S4-59)
     */
    String kid(int memberNumber, long invoiceNumber);

    /** The member number in a KID of this scheme; empty when the KID is not one. */
    OptionalInt memberNumber(String kid);

    /** Whether the invoice part is zeros. Only for KIDs of this scheme. */
    boolean isReference(String kid);
}
