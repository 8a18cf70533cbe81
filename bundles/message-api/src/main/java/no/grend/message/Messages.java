package no.grend.message;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import no.grend.kernel.Problem;
import org.osgi.annotation.versioning.ProviderType;

/** The outbox («utboks»): a message is stored first and sent after commit, at least once. Safe between threads. */
@ProviderType
public interface Messages {

    /**
     * Puts a message in the outbox. The same key again does nothing, so calling again after a crash is harmless (P28).
     *
     * @return whether it is new
     */
    boolean send(Message message);

    /**
     * Puts many in the outbox at a time, each as {@link #send} does: they are stored together, so that a call that is cut off
     * may be made again. At most 1,000 a call.
     *
     * @return why some were not taken, by key; the others are in the outbox, now or from before
     */
    default Map<String, Problem> sendAll(Collection<Message> messages) {
        Map<String, Problem> refused = new HashMap<>();
        for (Message message : messages) {
            try {
                send(message);
            } catch (Problem problem) {
                refused.put(message.key(), problem);
            }
        }
        return refused;
    }

    /** What became of messages, by key; those never sent are left out. At most 1,000 a call. */
    default Map<String, Delivery> deliveries(Collection<String> keys) {
        throw new UnsupportedOperationException("This outbox cannot tell what became of a message");
    }

    /** Whether somebody carries messages of this channel at the moment; what nobody carries waits. */
    default boolean carried(Message.Channel channel) {
        throw new UnsupportedOperationException("This outbox cannot tell who carries its messages");
    }

    /**
     * What became of a message («leveringsstatus»).
     *
     * @param at when it was stored, sent or given up
     * @param reason why it waits or failed, without personal data; null otherwise
     */
    record Delivery(State state, Instant at, String reason) {

        /** How far it has come. */
        public enum State {
            /** It waits, or is being sent. */
            QUEUED,
            /** The next carrier has it. */
            SENT,
            /** Refused or given up; it will not be sent. */
            FAILED
        }
    }
}
