package no.grend.agreement.internal.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.agreement.Consent.Move.Stage;
import no.grend.agreement.PaymentProviders.ConsentCount;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.Handle;

/**
 * Which consents are to be moved to another provider, and how far that has come. Every method works in the caller's transaction,
 * those that write on a consent that it has locked; safe between threads.
 */
public final class MoveStore {

    /** What can be asked for at the other provider, and is not to be moved there yet. */
    private static final String TO_MARK = """
            SELECT id FROM agreement_consent
            WHERE provider = :from AND most BETWEEN :least AND :most
              AND (state = 'ACTIVE' AND (move_stage IS NULL OR move_stage = 'CALLED_OFF')
                OR move_stage IN ('MARKED', 'ASKED', 'UNREACHED') AND moving_to <> :to)
            ORDER BY id FETCH FIRST :limit ROWS ONLY""";

    private static final String OPEN_AND_ACTIVE = """
            SELECT id FROM agreement_consent
            WHERE provider = :provider AND state = 'ACTIVE' AND move_stage IN ('MARKED', 'ASKED', 'UNREACHED')
            ORDER BY id FETCH FIRST :limit ROWS ONLY""";

    private static final String OPEN = """
            SELECT * FROM agreement_consent
            WHERE provider = :provider AND move_stage IN ('MARKED', 'ASKED', 'UNREACHED') AND id > :after
            ORDER BY id FETCH FIRST :limit ROWS ONLY""";

    private static final String IN_STAGE = """
            SELECT * FROM agreement_consent WHERE move_stage = :stage AND id > :after
            ORDER BY id FETCH FIRST :limit ROWS ONLY""";

    private static final String COUNTS = """
            SELECT provider,
              SUM(CASE WHEN state = 'ACTIVE' THEN 1 ELSE 0 END) AS given,
              SUM(CASE WHEN move_stage = 'ASKED' THEN 1 ELSE 0 END) AS asked,
              SUM(CASE WHEN move_stage = 'UNREACHED' THEN 1 ELSE 0 END) AS unreached,
              SUM(CASE WHEN move_stage = 'MOVED' THEN 1 ELSE 0 END) AS moved,
              SUM(CASE WHEN state = 'ENDING' THEN 1 ELSE 0 END) AS untold
            FROM agreement_consent GROUP BY provider""";

    /** Ids of those that are to be marked. @param least the smallest, and most the largest, that the other takes a period */
    public List<String> toMark(Handle tx, String from, String to, Ore least, Ore most, int limit) {
        return tx.createQuery(TO_MARK)
                .bind("from", from)
                .bind("to", to)
                .bind("least", least)
                .bind("most", most)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** Ids of those that are given, and to be moved away. */
    public List<String> openAndActive(Handle tx, String provider, int limit) {
        return tx.createQuery(OPEN_AND_ACTIVE)
                .bind("provider", provider)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** Those that are to be moved away, by id. @param after empty for the first */
    public List<ConsentRow> open(Handle tx, String provider, String after, int limit) {
        return tx.createQuery(OPEN)
                .bind("provider", provider)
                .bind("after", after)
                .bind("limit", limit)
                .map(ConsentRow::of)
                .list();
    }

    /** By id. @param after empty for the first */
    public List<ConsentRow> inStage(Handle tx, Stage stage, String after, int limit) {
        return tx.createQuery(IN_STAGE)
                .bind("stage", stage.name())
                .bind("after", after)
                .bind("limit", limit)
                .map(ConsentRow::of)
                .list();
    }

    /** Those that payers have the word on, or nobody knows of, that are to take over from this one. */
    public List<ConsentRow> heirs(Handle tx, String consentId) {
        return tx.createQuery("""
                        SELECT * FROM agreement_consent
                        WHERE replaces = :consent AND state IN ('STARTED', 'UNKNOWN') ORDER BY id""")
                .bind("consent", consentId)
                .map(ConsentRow::of)
                .list();
    }

    public void mark(Handle tx, String id, String to, Instant now) {
        tx.createUpdate("""
                        UPDATE agreement_consent SET moving_to = :to, move_stage = 'MARKED', marked_at = :now,
                          told_at = NULL
                        WHERE id = :id""").bind("to", to).bind("now", now).bind("id", id).execute();
    }

    /** @param reached whether the payer is told */
    public void told(Handle tx, String id, boolean reached, Instant now) {
        tx.createUpdate("UPDATE agreement_consent SET move_stage = :stage, told_at = :now WHERE id = :id")
                .bind("stage", (reached ? Stage.ASKED : Stage.UNREACHED).name())
                .bind("now", reached ? now : null)
                .bind("id", id)
                .execute();
    }

    public void moved(Handle tx, String id, String successor) {
        tx.createUpdate("""
                        UPDATE agreement_consent SET move_stage = 'MOVED', successor = :successor
                        WHERE id = :id AND move_stage IS NOT NULL""").bind("successor", successor).bind("id", id).execute();
    }

    public void callOff(Handle tx, String id) {
        tx.createUpdate("""
                        UPDATE agreement_consent SET move_stage = 'CALLED_OFF'
                        WHERE id = :id AND move_stage IN ('MARKED', 'ASKED', 'UNREACHED')""").bind("id", id).execute();
    }

    /** The consents of each provider that has or had any. */
    public Map<String, ConsentCount> counts(Handle tx) {
        Map<String, ConsentCount> counts = new HashMap<>();
        tx.createQuery(COUNTS)
                .map((row, context) -> Map.entry(
                        row.getString("provider"),
                        new ConsentCount(
                                row.getInt("given"),
                                row.getInt("asked"),
                                row.getInt("unreached"),
                                row.getInt("moved"),
                                row.getInt("untold"))))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }
}
