package no.grend.message.internal.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.message.Attachment;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The files that messages name, in the order that they were given. */
final class AttachmentRows {

    private AttachmentRows() {}

    static void insert(Handle tx, String messageId, List<Attachment> attachments) {
        if (attachments.isEmpty()) {
            return;
        }
        PreparedBatch batch = tx.prepareBatch("""
                INSERT INTO messaging_attachment (message_id, place, name, media_type, source, reference)
                VALUES (:message, :place, :name, :mediaType, :source, :reference)
                """);
        for (int place = 0; place < attachments.size(); place++) {
            Attachment attachment = attachments.get(place);
            batch.bind("message", messageId)
                    .bind("place", place)
                    .bind("name", attachment.name())
                    .bind("mediaType", attachment.mediaType())
                    .bind("source", attachment.source())
                    .bind("reference", attachment.reference())
                    .add();
        }
        batch.execute();
    }

    /** The messages with what goes with each; at most a page of them. */
    static List<StoredMessage> on(Handle handle, List<StoredMessage> messages) {
        if (messages.isEmpty()) {
            return messages;
        }
        Map<String, List<Attachment>> found = new HashMap<>();
        handle.createQuery("""
                        SELECT message_id, name, media_type, source, reference FROM messaging_attachment
                        WHERE message_id IN (<ids>) ORDER BY message_id, place
                        """)
                .bindList("ids", messages.stream().map(StoredMessage::id).toList())
                .map((row, context) -> Map.entry(
                        row.getString("message_id"),
                        new Attachment(
                                row.getString("name"),
                                row.getString("media_type"),
                                row.getString("source"),
                                row.getString("reference"))))
                .forEach(row -> found.computeIfAbsent(row.getKey(), id -> new ArrayList<>())
                        .add(row.getValue()));
        return messages.stream()
                .map(message -> message.with(found.getOrDefault(message.id(), List.of())))
                .toList();
    }
}
