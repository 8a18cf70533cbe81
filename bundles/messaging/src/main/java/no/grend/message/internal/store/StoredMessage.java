package no.grend.message.internal.store;

import java.time.Instant;
import java.util.List;
import no.grend.message.Attachment;
import no.grend.message.Message;

/**
 * A message in the outbox as it stands.
 *
 * @param message its body is null once a secret one has been blanked
 * @param recorded whether a gateway that only records has it, which keeps its body for reading
 * @param attempts how many deliveries have been begun; a row is claimed by naming the number that was seen
 * @param sentAt null until it is sent
 * @param reason why it waits or failed; null otherwise
 */
public record StoredMessage(
        String id,
        Message message,
        boolean recorded,
        State state,
        int attempts,
        Instant createdAt,
        Instant sentAt,
        String reason) {

    /** The same with the files that go with it. */
    StoredMessage with(List<Attachment> attachments) {
        Message named = new Message(
                message.key(),
                message.channel(),
                message.to(),
                message.subject(),
                message.body(),
                message.secret(),
                attachments);
        return new StoredMessage(id, named, recorded, state, attempts, createdAt, sentAt, reason);
    }

    /** Where a message stands. */
    public enum State {
        /** Waits for its first or next delivery. */
        QUEUED,
        /** A worker has it, until its claim runs out. */
        SENDING,
        /** The next carrier has it. */
        SENT,
        /** Given up; the reason says why. */
        FAILED
    }
}
