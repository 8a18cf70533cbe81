package no.grend.agreement;

import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Links to pay an invoice by («betalingslenker», S3-22), without signing in: for e-mails and text messages to whoever shall pay
 * it. A link opens that one invoice and nothing else, is signed, and expires. It is a secret of its payer: never log it. Safe
 * between threads.
 */
@ProviderType
public interface PayLinks {

    /**
     * The link to an invoice; the same for the same day.
     *
     * @param madeOn the day from which it lasts its time
     * @return empty when it would lead nowhere: no provider is open to members, or Grend does not know its public address
     */
    Optional<URI> linkTo(String invoiceId, LocalDate madeOn);

    /**
     * The same from the root of this host, {@code /pay/…}: for a browser that is here already, whether Grend knows its public
     * address or not.
     *
     * @return empty when no provider is open to members
     */
    default Optional<String> pathTo(String invoiceId, LocalDate madeOn) {
        return linkTo(invoiceId, madeOn).map(URI::getRawPath);
    }
}
