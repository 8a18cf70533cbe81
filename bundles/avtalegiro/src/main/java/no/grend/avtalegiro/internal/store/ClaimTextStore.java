package no.grend.avtalegiro.internal.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What the organisation lets the bank tell its payers: every version is kept. Safe between threads. */
public final class ClaimTextStore {

    /** A version. @param template empty for the built-in one */
    public record Version(int version, String template, String writtenBy, Instant writtenAt) {}

    /** The version in force; empty while nobody has written one. */
    public Optional<Version> latest(Handle tx) {
        return tx.createQuery("SELECT * FROM avtalegiro_claim_text ORDER BY version DESC FETCH FIRST ROW ONLY")
                .map((row, context) -> new Version(
                        row.getInt("version"),
                        row.getString("template"),
                        row.getString("written_by"),
                        Rows.instant(row, "written_at")))
                .findOne();
    }

    /** Adds a version; its number is the key, so two that are written at once are not both kept. */
    public void insert(Handle tx, Version version) {
        tx.createUpdate("""
                        INSERT INTO avtalegiro_claim_text (version, template, written_by, written_at)
                        VALUES (:version, :template, :actor, :at)""")
                .bind("version", version.version())
                .bind("template", version.template())
                .bind("actor", version.writtenBy())
                .bind("at", version.writtenAt())
                .execute();
    }
}
