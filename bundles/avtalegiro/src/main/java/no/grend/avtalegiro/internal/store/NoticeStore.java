package no.grend.avtalegiro.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.grend.message.Message.Channel;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The notices of self-notified claims. Every method works in the caller's transaction; safe between threads. */
public final class NoticeStore {

    /** Where a notice stands. */
    public enum State {
        /** By e-mail or SMS, and not in the outbox yet. */
        WAITING,
        /** In the outbox. */
        HANDED,
        /** The outbox has delivered it. */
        TOLD,
        /** Goes as a letter, with the other invoices that are printed. */
        LETTER,
        /** The claim was stopped before its payer was told. */
        DROPPED
    }

    /**
     * A notice.
     *
     * @param live whether its claim is
     * @param reason why it goes as a letter although another channel was chosen; null otherwise
     */
    public record Notice(ClaimRow claim, boolean live, Channel channel, State state, String reason, Instant changedAt) {

        /** Its name in the outbox: one a claim. */
        public String key() {
            return "avtalegiro-notice:" + claim.fileId() + ":" + claim.place();
        }
    }

    private static final String NOTICES = """
            SELECT c.*, n.channel AS notice_channel, n.state AS notice_state, n.reason AS notice_reason,
                n.changed_at AS notice_changed_at
            FROM avtalegiro_notice n
            JOIN avtalegiro_claim c ON c.file_id = n.file_id AND c.place = n.place""";

    /** Writes down how each of these claims is told. */
    public void insert(Handle tx, Map<ClaimRow, Channel> channels, Instant now) {
        if (channels.isEmpty()) {
            return;
        }
        PreparedBatch insert = tx.prepareBatch("""
                INSERT INTO avtalegiro_notice (file_id, place, channel, state, changed_at)
                VALUES (:file, :place, :channel, :state, :now)""");
        channels.forEach((claim, channel) -> insert.bind("file", claim.fileId())
                .bind("place", claim.place())
                .bind("channel", channel.name())
                .bind("state", (channel == Channel.LETTER ? State.LETTER : State.WAITING).name())
                .bind("now", now)
                .add());
        insert.execute();
    }

    /** Some that stand so, the longest first. */
    public List<Notice> standing(Handle tx, State state, int most) {
        return tx.createQuery(NOTICES + " WHERE n.state = :state ORDER BY n.changed_at, n.file_id, n.place"
                        + " FETCH FIRST :most ROWS ONLY")
                .bind("state", state.name())
                .bind("most", most)
                .map((row, context) -> notice(row))
                .list();
    }

    /** Some that lie in the outbox, by file and place, after the one given. @param last null from the start */
    public List<Notice> handed(Handle tx, Notice last, int most) {
        return tx.createQuery(NOTICES + " WHERE n.state = 'HANDED' AND (n.file_id > :file OR n.file_id = :file"
                        + " AND n.place > :place) ORDER BY n.file_id, n.place FETCH FIRST :most ROWS ONLY")
                .bind("file", last == null ? "" : last.claim().fileId())
                .bind("place", last == null ? 0 : last.claim().place())
                .bind("most", most)
                .map((row, context) -> notice(row))
                .list();
    }

    /** A page of a file's notices, after the place given. */
    public List<Notice> page(Handle tx, String fileId, int after, int rows) {
        return tx.createQuery(NOTICES + " WHERE n.file_id = :file AND n.place > :after ORDER BY n.place"
                        + " FETCH FIRST :rows ROWS ONLY")
                .bind("file", fileId)
                .bind("after", after)
                .bind("rows", rows)
                .map((row, context) -> notice(row))
                .list();
    }

    /** How many of a file's notices stand where. */
    public Map<State, Integer> counts(Handle tx, String fileId) {
        Map<State, Integer> counts = new TreeMap<>();
        tx.createQuery("SELECT state, COUNT(*) AS times FROM avtalegiro_notice WHERE file_id = :file GROUP BY state")
                .bind("file", fileId)
                .map((row, context) -> Map.entry(State.valueOf(row.getString("state")), row.getInt("times")))
                .forEach(one -> counts.put(one.getKey(), one.getValue()));
        return counts;
    }

    /** Where the notices of these invoices' live claims stand; those told by the bank or by nobody are left out. */
    public Map<String, State> ofLive(Handle tx, Collection<String> invoiceIds) {
        Map<String, State> states = new HashMap<>();
        tx.createQuery("""
                        SELECT c.invoice_id, n.state
                        FROM avtalegiro_claim c --DERBY-PROPERTIES constraint=avtalegiro_claim_live
                        JOIN avtalegiro_notice n --DERBY-PROPERTIES constraint=avtalegiro_notice_of_claim
                            ON n.file_id = c.file_id AND n.place = c.place
                        WHERE c.live_invoice_id IN (<invoices>)""")
                .bindList("invoices", List.copyOf(invoiceIds))
                .map((row, context) -> Map.entry(row.getString(1), State.valueOf(row.getString(2))))
                .forEach(one -> states.put(one.getKey(), one.getValue()));
        return states;
    }

    /** How many claims that the bank tells of have a notice here as well (S4-32): none, or something is wrong. */
    public long ofBankNotified(Handle tx) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM avtalegiro_notice n JOIN avtalegiro_file f ON f.id = n.file_id
                        WHERE f.notice IS NULL OR f.notice <> 'SELF'""").mapTo(Long.class).one();
    }

    /** Where a notice goes. @param reason why as a letter, although another channel was chosen; null otherwise */
    public record Move(Notice notice, State to, String reason) {}

    /** Moves notices on; those that somebody else has moved meanwhile stay. */
    public void move(Handle tx, List<Move> moves, Instant now) {
        PreparedBatch update = tx.prepareBatch("""
                UPDATE avtalegiro_notice SET state = :to, reason = :reason, changed_at = :now
                WHERE file_id = :file AND place = :place AND state = :from""");
        for (Move move : moves) {
            update.bind("to", move.to().name())
                    .bind("reason", move.reason())
                    .bind("now", now)
                    .bind("file", move.notice().claim().fileId())
                    .bind("place", move.notice().claim().place())
                    .bind("from", move.notice().state().name())
                    .add();
        }
        update.execute();
    }

    /** Lets notices wait again that were dropped with these claims, which stand again. */
    public void revive(Handle tx, Collection<ClaimRow> claims, Instant now) {
        PreparedBatch update = tx.prepareBatch("""
                UPDATE avtalegiro_notice SET state = 'WAITING', changed_at = :now
                WHERE file_id = :file AND place = :place AND state = 'DROPPED'""");
        claims.forEach(claim -> update.bind("now", now)
                .bind("file", claim.fileId())
                .bind("place", claim.place())
                .add());
        if (!claims.isEmpty()) {
            update.execute();
        }
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                ClaimStore.standing(row).claim(),
                row.getString("live_invoice_id") != null,
                Channel.valueOf(row.getString("notice_channel")),
                State.valueOf(row.getString("notice_state")),
                row.getString("notice_reason"),
                Rows.instant(row, "notice_changed_at"));
    }
}
