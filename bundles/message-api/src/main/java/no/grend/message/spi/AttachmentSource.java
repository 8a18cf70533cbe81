package no.grend.message.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Has the files that messages name; a service that comes and goes. While it is away, messages with its files wait. Called on the
 * outbox's own thread, outside any transaction.
 */
@ConsumerType
public interface AttachmentSource {

    /** Its name, {@code invoice-pdf}. */
    String id();

    /** The bytes of a file, the same each time; empty when there is none any more, which gives the message up. */
    Optional<byte[]> read(String reference);
}
