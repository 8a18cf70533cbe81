package no.grend.message.internal.store;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import no.grend.message.Message;
import no.grend.message.internal.store.OutboxStore.New;
import no.grend.message.internal.store.StoredMessage.State;
import no.grend.schema.RowBatch;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The rows of messages: how one is written, and how it is read. */
final class MessageRows {

    private static final String INSERT_MANY = """
            INSERT INTO messaging_message (id, message_key, channel, recipient, recipient_folded, subject, body, secret,
              recorded, body_until, state, attempts, due_at, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private MessageRows() {}

    static void insert(Handle tx, String id, Message message, Instant now, Instant bodyUntil) {
        tx.createUpdate("""
                        INSERT INTO messaging_message (id, message_key, channel, recipient, recipient_folded, subject,
                          body, secret, recorded, body_until, state, attempts, due_at, created_at)
                        VALUES (:id, :key, :channel, :recipient, :folded, :subject,
                          :body, :secret, FALSE, :bodyUntil, 'QUEUED', 0, :now, :now)
                        """)
                .bind("id", id)
                .bind("key", message.key())
                .bind("channel", message.channel().name())
                .bind("recipient", message.to())
                .bind("folded", folded(message.to()))
                .bind("subject", message.subject())
                .bind("body", message.body())
                .bind("secret", message.secret())
                .bind("bodyUntil", bodyUntil)
                .bind("now", now)
                .execute();
    }

    /** Many at once. */
    static void insert(Handle tx, List<New> messages, Instant now) {
        try (RowBatch rows = new RowBatch(tx.getConnection(), INSERT_MANY)) {
            messages.forEach(one -> add(rows, one, now));
            rows.flush();
        }
    }

    private static void add(RowBatch rows, New one, Instant now) {
        Message message = one.message();
        rows.with(one.id())
                .with(message.key())
                .with(message.channel().name())
                .with(message.to())
                .with(folded(message.to()))
                .with(message.subject())
                .with(message.body())
                .with(message.secret())
                .with(false)
                .with(one.bodyUntil())
                .with(State.QUEUED.name())
                .with(0)
                .with(now)
                .with(now)
                .add();
    }

    static boolean hasKey(Handle tx, String key) {
        return tx.createQuery("SELECT id FROM messaging_message WHERE message_key = :key")
                .bind("key", key)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /** Those of the keys that are there; at least one is asked for. */
    static Set<String> keys(Handle tx, List<String> keys) {
        return new HashSet<>(tx.createQuery("SELECT message_key FROM messaging_message WHERE message_key IN (<keys>)")
                .bindList("keys", keys)
                .mapTo(String.class)
                .list());
    }

    static StoredMessage toMessage(RowView row) {
        Message message = new Message(
                row.getColumn("message_key", String.class),
                Message.Channel.valueOf(row.getColumn("channel", String.class)),
                row.getColumn("recipient", String.class),
                row.getColumn("subject", String.class),
                row.getColumn("body", String.class),
                row.getColumn("secret", Boolean.class));
        return new StoredMessage(
                row.getColumn("id", String.class),
                message,
                row.getColumn("recorded", Boolean.class),
                State.valueOf(row.getColumn("state", String.class)),
                row.getColumn("attempts", Integer.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("sent_at", Instant.class),
                row.getColumn("reason", String.class));
    }

    static String folded(String to) {
        return to.toLowerCase(Locale.ROOT);
    }
}
