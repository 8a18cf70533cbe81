package no.grend.message.spi;

import java.util.List;
import no.grend.message.Message;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Carries messages of one channel out of the house; a service, replaced while running, the highest
 * {@code service.ranking} of a channel wins. Called on the outbox's own thread, at most 30 seconds.
 */
@ConsumerType
public interface Gateway {

    Message.Channel channel();

    /**
     * Hands the message over.
     *
     * @param attemptKey the same for every attempt at the same message, for gateways that can tell repeats
     * @return what became of it; an exception or a timeout counts as {@link Outcome.Later}
     */
    Outcome deliver(Message message, String attemptKey);

    /**
     * Hands over a message that has files. A gateway that does not say how carries none, and refuses.
     *
     * @param files in the order of the message's attachments
     */
    default Outcome deliver(Message message, List<File> files, String attemptKey) {
        return files.isEmpty()
                ? deliver(message, attemptKey)
                : new Outcome.Refused("What carries this channel takes no attachments.");
    }

    /** A file with its bytes, which are not to be changed. */
    record File(String name, String mediaType, byte[] content) {}

    /** What became of a message. */
    sealed interface Outcome {
        /** The next carrier has it. @param reference its own id for it; may be null */
        record Sent(String reference) implements Outcome {}

        /** It will never be delivered. */
        record Refused(String reason) implements Outcome {}

        /** Try again later. */
        record Later(String reason) implements Outcome {}
    }
}
