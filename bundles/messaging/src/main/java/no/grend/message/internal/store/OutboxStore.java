package no.grend.message.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.message.Message;
import no.grend.message.Messages.Delivery;
import no.grend.message.internal.store.StoredMessage.State;
import no.grend.schema.Database;
import org.jdbi.v3.core.result.RowView;

/**
 * The table of messages. A worker that takes one names the attempt number it saw and counts it up, so of two workers, on
 * whatever node, only one gets it; {@code due_at} of a message in delivery is when its claim runs out. Safe between threads.
 */
public final class OutboxStore {

    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");
    private static final int CANDIDATES = 20;
    private static final int LONGEST_REASON = 500;

    private final Database database;

    public OutboxStore(Database database) {
        this.database = database;
    }

    /**
     * Stores a message unless its key is there.
     *
     * @param bodyUntil when a secret body is blanked; null for never
     * @return whether it is new
     */
    public boolean insert(String id, Message message, Instant now, Instant bodyUntil) {
        return database.inTransaction(tx -> {
            if (MessageRows.hasKey(tx, message.key())) {
                return false;
            }
            MessageRows.insert(tx, id, message, now, bodyUntil);
            AttachmentRows.insert(tx, id, message.attachments());
            return true;
        });
    }

    /** A message to store. @param bodyUntil when a secret body is blanked; null for never */
    public record New(String id, Message message, Instant bodyUntil) {}

    /** Stores those of the messages whose keys are not there, in one transaction; at most 1,000. @return how many */
    public int insertAll(List<New> messages, Instant now) {
        if (messages.isEmpty()) {
            return 0;
        }
        List<String> keys = messages.stream().map(one -> one.message().key()).toList();
        return database.inTransaction(tx -> {
            Set<String> known = MessageRows.keys(tx, keys);
            List<New> missing = messages.stream()
                    .filter(one -> !known.contains(one.message().key()))
                    .toList();
            MessageRows.insert(tx, missing, now);
            missing.forEach(
                    one -> AttachmentRows.insert(tx, one.id(), one.message().attachments()));
            return missing.size();
        });
    }

    /**
     * Takes the next message of a channel that is due: queued, or in delivery with a claim that has run out. Secret ones
     * first, since they are worthless soon.
     */
    public Optional<StoredMessage> claim(Message.Channel channel, Instant now, Duration claim) {
        for (StoredMessage seen : due(channel, now)) {
            boolean ours = database.inTransaction(tx -> tx.createUpdate("""
                            UPDATE messaging_message SET state = 'SENDING', attempts = attempts + 1, due_at = :until
                            WHERE id = :id AND attempts = :attempts AND state = :state
                            """)
                            .bind("until", now.plus(claim))
                            .bind("id", seen.id())
                            .bind("attempts", seen.attempts())
                            .bind("state", seen.state().name())
                            .execute()
                    == 1);
            if (ours) {
                return find(seen.id()).map(this::withAttachments);
            }
        }
        return Optional.empty();
    }

    private List<StoredMessage> due(Message.Channel channel, Instant now) {
        return database.read(tx -> tx.createQuery("""
                        SELECT * FROM messaging_message
                        WHERE channel = :channel AND state IN ('QUEUED', 'SENDING') AND due_at <= :now
                        ORDER BY secret DESC, due_at, id FETCH FIRST :limit ROWS ONLY
                        """)
                .bind("channel", channel.name())
                .bind("now", now)
                .bind("limit", CANDIDATES)
                .map(MessageRows::toMessage)
                .list());
    }

    private StoredMessage withAttachments(StoredMessage stored) {
        return database.read(tx -> AttachmentRows.on(tx, List.of(stored))).get(0);
    }

    private Optional<StoredMessage> find(String id) {
        return database.read(tx -> tx.createQuery("SELECT * FROM messaging_message WHERE id = :id")
                .bind("id", id)
                .map(MessageRows::toMessage)
                .findOne());
    }

    /**
     * The next carrier has it.
     *
     * @param recorded whether that carrier only records, so that a secret body may stay
     * @param bodyUntil when a secret body is blanked; null for never
     * @return false when another worker has taken it over meanwhile
     */
    public boolean sent(StoredMessage claimed, String reference, boolean recorded, Instant now, Instant bodyUntil) {
        return database.inTransaction(tx -> tx.createUpdate("""
                                UPDATE messaging_message SET state = 'SENT', sent_at = :now, reference = :reference,
                                  recorded = :recorded, body_until = :bodyUntil, reason = NULL
                                WHERE id = :id AND attempts = :attempts AND state = 'SENDING'
                                """)
                        .bind("now", now)
                        .bind("reference", cut(reference, 200))
                        .bind("recorded", recorded)
                        .bind("bodyUntil", bodyUntil)
                        .bind("id", claimed.id())
                        .bind("attempts", claimed.attempts())
                        .execute()
                == 1);
    }

    /** Puts it back in the queue until then. */
    public void later(StoredMessage claimed, String reason, Instant due) {
        leave(claimed, State.QUEUED, reason, due);
    }

    /** Gives it up. */
    public void failed(StoredMessage claimed, String reason, Instant now) {
        leave(claimed, State.FAILED, reason, now);
    }

    private void leave(StoredMessage claimed, State state, String reason, Instant due) {
        database.useTransaction(tx -> tx.createUpdate("""
                        UPDATE messaging_message SET state = :state, reason = :reason, due_at = :due
                        WHERE id = :id AND attempts = :attempts AND state = 'SENDING'
                        """)
                .bind("state", state.name())
                .bind("reason", cut(reason, LONGEST_REASON))
                .bind("due", due)
                .bind("id", claimed.id())
                .bind("attempts", claimed.attempts())
                .execute());
    }

    /** Blanks secret bodies whose time is up; one that nobody has carried by then is given up. @return how many */
    public int blank(Instant now) {
        return database.inTransaction(
                tx -> tx.createUpdate("""
                        UPDATE messaging_message SET body = NULL, body_until = NULL,
                          reason = CASE WHEN state = 'QUEUED' THEN 'Nobody carried it while the code was good.' ELSE reason END,
                          state = CASE WHEN state = 'QUEUED' THEN 'FAILED' ELSE state END
                        WHERE body_until <= :now AND secret = TRUE AND state IN ('QUEUED', 'SENT', 'FAILED')
                        """).bind("now", now).execute());
    }

    /**
     * The outbox, newest first.
     *
     * @param to only to this address or number; null for all
     * @param before id to continue after; null from the newest
     */
    public List<StoredMessage> newest(String to, String before, int limit) {
        return database.read(tx -> AttachmentRows.on(
                tx,
                tx.createQuery("""
                                SELECT * FROM messaging_message
                                WHERE id < :before AND (recipient_folded = :recipient OR CAST(:everyone AS int) = 1)
                                ORDER BY id DESC FETCH FIRST :limit ROWS ONLY
                                """)
                        .bind("before", before == null ? "g" : before)
                        .bind("recipient", to == null ? "" : MessageRows.folded(to))
                        .bind("everyone", to == null ? 1 : 0)
                        .bind("limit", limit)
                        .map(MessageRows::toMessage)
                        .list()));
    }

    /** What became of the messages with these keys, by key. */
    public Map<String, Delivery> deliveries(Collection<String> keys) {
        Map<String, Delivery> found = new HashMap<>();
        if (!keys.isEmpty()) {
            database.read(tx -> tx.createQuery("""
                                    SELECT message_key, state, reason, created_at, sent_at, due_at FROM messaging_message
                                    WHERE message_key IN (<keys>)
                                    """)
                            .bindList("keys", List.copyOf(keys))
                            .map(OutboxStore::delivery)
                            .list())
                    .forEach(one -> found.put(one.getKey(), one.getValue()));
        }
        return found;
    }

    /** When one was given up is where its due moment was left. */
    private static Map.Entry<String, Delivery> delivery(RowView row) {
        String reason = row.getColumn("reason", String.class);
        Delivery delivery =
                switch (State.valueOf(row.getColumn("state", String.class))) {
                    case QUEUED, SENDING ->
                        new Delivery(Delivery.State.QUEUED, row.getColumn("created_at", Instant.class), reason);
                    case SENT -> new Delivery(Delivery.State.SENT, row.getColumn("sent_at", Instant.class), reason);
                    case FAILED -> new Delivery(Delivery.State.FAILED, row.getColumn("due_at", Instant.class), reason);
                };
        return Map.entry(row.getColumn("message_key", String.class), delivery);
    }

    /** How many of a channel wait or are in delivery, and were due before that moment; null for all. Walks one index. */
    public long waiting(Message.Channel channel, Instant dueBefore) {
        return database.read(tx -> tx.createQuery("""
                        SELECT COUNT(*) FROM messaging_message --DERBY-PROPERTIES index=messaging_message_due_ix
                        WHERE channel = :channel AND state IN ('QUEUED', 'SENDING') AND due_at < :moment
                        """)
                .bind("channel", channel.name())
                .bind("moment", dueBefore == null ? NEVER : dueBefore)
                .mapTo(Long.class)
                .one());
    }

    /** How many have been in delivery since before that moment. */
    public long stuckSince(Instant moment) {
        return database.read(tx -> tx.createQuery(
                        "SELECT COUNT(*) FROM messaging_message WHERE state = 'SENDING' AND due_at < :moment")
                .bind("moment", moment)
                .mapTo(Long.class)
                .one());
    }

    private static String cut(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
