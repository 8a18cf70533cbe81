package no.grend.avtalegiro.internal.store;

import java.io.InputStream;
import no.grend.schema.Database;
import no.grend.schema.StoredBytes;
import no.grend.schema.StoredContent;
import org.jdbi.v3.core.Handle;

/** The very bytes of the files, which never change. Safe between threads. */
public final class FileChunks {

    private FileChunks() {}

    /** A file's bytes on their way into the database, in the caller's transaction. */
    public static StoredBytes write(Handle tx, String fileId) {
        return new StoredBytes((place, content) -> tx.createUpdate(
                        "INSERT INTO avtalegiro_file_chunk (file_id, place, content) VALUES (:file, :place, :content)")
                .bind("file", fileId)
                .bind("place", place)
                .bind("content", content)
                .execute());
    }

    /** A file's bytes, each part of them read in a transaction of its own. */
    public static InputStream read(Database db, String fileId) {
        return new StoredContent((first, end) -> db.read(tx -> tx.createQuery("""
                        SELECT content FROM avtalegiro_file_chunk
                        WHERE file_id = :file AND place >= :first AND place < :end ORDER BY place""")
                .bind("file", fileId)
                .bind("first", first)
                .bind("end", end)
                .map((row, context) -> row.getBytes(1))
                .list()));
    }
}
