package no.grend.invoicepdf.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What stood on each document, by the id of invoice or credit note: written once, never changed. */
public final class KeptTable {

    private static final String READ = """
            SELECT invoice_id, language, address, sender_hash, reference_kid FROM invoice_pdf_document
            WHERE invoice_id IN (<ids>)""";

    private static final String INSERT = """
            INSERT INTO invoice_pdf_document (invoice_id, language, address, sender_hash, reference_kid, made_at)
            VALUES (:invoiceId, :language, :address, :senderHash, :referenceKid, :madeAt)""";

    /** Those of these documents that were made before, by id. */
    public Map<String, Kept> read(Handle handle, Collection<String> documentIds) {
        Map<String, Kept> found = new HashMap<>();
        if (!documentIds.isEmpty()) {
            handle.createQuery(READ)
                    .bindList("ids", List.copyOf(documentIds))
                    .map((row, context) -> kept(row))
                    .forEach(kept -> found.put(kept.documentId(), kept));
        }
        return found;
    }

    /** Keeps what stands on documents that are made now. */
    public void insert(Handle tx, Collection<Kept> made, Instant now) {
        PreparedBatch batch = tx.prepareBatch(INSERT);
        for (Kept one : made) {
            batch.bind("invoiceId", one.documentId())
                    .bind("language", one.language())
                    .bind("address", one.address().isEmpty() ? null : String.join("\n", one.address()))
                    .bind("senderHash", one.senderHash())
                    .bind("referenceKid", one.referenceKid())
                    .bind("madeAt", now)
                    .add();
        }
        batch.execute();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        String address = row.getString("address");
        return new Kept(
                row.getString("invoice_id"),
                row.getString("language"),
                address == null ? List.of() : address.lines().toList(),
                row.getString("sender_hash"),
                row.getString("reference_kid"));
    }
}
