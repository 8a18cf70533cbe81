package no.grend.invoicepdf.internal.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Versions of the organisation and its terms, each by its hash, and since when it was so. Written once, never changed. */
public final class SenderTable {

    /** As much as a column holds; PostgreSQL and Derby both count characters, a pair of surrogates as one or two. */
    private static final int PART = 2_000;

    private static final String SINCE = "SELECT since_id, sender_hash FROM invoice_pdf_since";

    private static final String INSERT_SINCE =
            "INSERT INTO invoice_pdf_since (since_id, sender_hash, seen_at) VALUES (:sinceId, :hash, :seenAt)";

    private static final String READ = """
            SELECT official_name, email, organisation_number, account, terms_hash FROM invoice_pdf_sender
            WHERE hash = :hash""";

    private static final String INSERT = """
            INSERT INTO invoice_pdf_sender (hash, official_name, email, organisation_number, account, terms_hash)
            VALUES (:hash, :officialName, :email, :organisationNumber, :account, :termsHash)""";

    private static final String TERMS = "SELECT words FROM invoice_pdf_terms WHERE hash = :hash ORDER BY part";

    private static final String INSERT_TERMS =
            "INSERT INTO invoice_pdf_terms (hash, part, words) VALUES (:hash, :part, :words)";

    /** The hash of each version, by the id from which on it held. */
    public TreeMap<String, String> since(Handle handle) {
        TreeMap<String, String> since = new TreeMap<>();
        handle.createQuery(SINCE)
                .map((row, context) -> Map.entry(row.getString("since_id"), row.getString("sender_hash")))
                .forEach(row -> since.put(row.getKey(), row.getValue()));
        return since;
    }

    /** Notes that the organisation is as this sender from an id on. */
    public void keep(Handle tx, Sender sender, String sinceId, Instant now) {
        if (read(tx, sender.hash()).isEmpty()) {
            insert(tx, sender);
        }
        tx.createUpdate(INSERT_SINCE)
                .bind("sinceId", sinceId)
                .bind("hash", sender.hash())
                .bind("seenAt", now)
                .execute();
    }

    /** A version, with its terms. */
    public Optional<Sender> read(Handle handle, String hash) {
        return handle.createQuery(READ)
                .bind("hash", hash)
                .map((row, context) -> new Sender(
                        hash,
                        row.getString("official_name"),
                        row.getString("email"),
                        row.getString("organisation_number"),
                        row.getString("account"),
                        terms(handle, row.getString("terms_hash"))))
                .findOne();
    }

    /** SHA-256 of texts, told apart from each other and from null. */
    public static String hash(String... texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
                digest.update(((text == null ? -1 : bytes.length) + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void insert(Handle tx, Sender sender) {
        String termsHash = sender.terms() == null ? null : hash(sender.terms());
        tx.createUpdate(INSERT)
                .bind("hash", sender.hash())
                .bind("officialName", sender.officialName())
                .bind("email", sender.email())
                .bind("organisationNumber", sender.organisationNumber())
                .bind("account", sender.account())
                .bind("termsHash", termsHash)
                .execute();
        if (termsHash != null && terms(tx, termsHash).isEmpty()) {
            insertTerms(tx, termsHash, sender.terms());
        }
    }

    private static void insertTerms(Handle tx, String hash, String terms) {
        int from = 0;
        for (int part = 1; from < terms.length(); part++) {
            int to = Math.min(terms.length(), from + PART);
            if (to < terms.length() && Character.isHighSurrogate(terms.charAt(to - 1))) {
                to--;
            }
            tx.createUpdate(INSERT_TERMS)
                    .bind("hash", hash)
                    .bind("part", part)
                    .bind("words", terms.substring(from, to))
                    .execute();
            from = to;
        }
    }

    private static String terms(Handle handle, String hash) {
        return hash == null
                ? null
                : String.join(
                        "",
                        handle.createQuery(TERMS)
                                .bind("hash", hash)
                                .mapTo(String.class)
                                .list());
    }
}
