package no.grend.message;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
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
