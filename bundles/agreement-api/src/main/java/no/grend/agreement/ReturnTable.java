package no.grend.agreement;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import no.grend.agreement.MoneyReturn.State;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The statements on what is given back («tilbakebetalinger») that are the same whatever it is given back for. Each module keeps a
 * table of its own, with its own key and what it was for, and opens its returns itself. The table has the columns
 * {@code amount_ore}, {@code state}, {@code payment_id}, {@code refund_id}, {@code note} (300 characters), {@code closed_by},
 * {@code opened_at} and {@code closed_at}, and an index on the state, called {@code <table>_state_ix}.
 *
 * <p>Immutable. Its methods take the transaction they run in.
 *
 * @param <R> what the module makes of a row
 */
public final class ReturnTable<R> {

    private final String table;
    private final String key;
    private final RowViewMapper<R> row;
    private final String counting;

    /**
     * @param table a constant, never what anybody typed: it becomes a part of the statements. So does the key
     * @param key the column that tells them apart, with ids in order of making
     */
    public ReturnTable(String table, String key, RowViewMapper<R> row) {
        this.table = table;
        this.key = key;
        this.row = row;
        // Written out: names are not filled in after a comment has begun.
        this.counting = "SELECT COUNT(*) FROM " + table + " --DERBY-PROPERTIES index=" + table
                + "_state_ix\nWHERE state = :state";
    }

    private <S extends SqlStatement<S>> S named(S statement) {
        return statement.define("table", table).define("key", key);
    }

    /** How many stand open, by state in lower case; walks one index, and not those that are done. */
    public Map<String, Long> open(Handle tx) {
        Map<String, Long> open = new LinkedHashMap<>();
        for (State state : State.values()) {
            if (state != State.DONE) {
                open.put(
                        state.name().toLowerCase(Locale.ROOT),
                        tx.createQuery(counting)
                                .bind("state", state.name())
                                .mapTo(Long.class)
                                .one());
            }
        }
        return open;
    }

    public Optional<R> byId(Handle tx, String id) {
        return named(tx.createQuery("SELECT * FROM <table> WHERE <key> = :id"))
                .bind("id", id)
                .map(row)
                .findOne();
    }

    /** Those that are not done, in order of making. @param after the key; "" from the start */
    public List<R> undone(Handle tx, String after, int rows) {
        return named(tx.createQuery("""
                        SELECT * FROM <table> WHERE state <> 'DONE' AND <key> > :after
                        ORDER BY <key> FETCH FIRST :rows ROWS ONLY
                        """))
                .bind("after", after)
                .bind("rows", rows)
                .map(row)
                .list();
    }

    /** Newest first. @param state null for all @param before the key; null from the newest */
    public List<R> page(Handle tx, State state, String before, int rows) {
        return named(tx.createQuery("""
                        SELECT * FROM <table> WHERE <key> < :before AND (state = :state OR :any = TRUE)
                        ORDER BY <key> DESC FETCH FIRST :rows ROWS ONLY
                        """))
                .bind("before", before == null ? "z" : before)
                .bind("state", state == null ? "" : state.name())
                .bind("any", state == null)
                .bind("rows", rows)
                .map(row)
                .list();
    }

    /** A provider is asked to give it back. */
    public void asked(Handle tx, String id, String paymentId, String refundId) {
        named(tx.createUpdate("""
                        UPDATE <table> SET state = 'ASKED', payment_id = :payment, refund_id = :refund, note = NULL
                        WHERE <key> = :id AND state <> 'DONE'
                        """))
                .bind("payment", paymentId)
                .bind("refund", refundId)
                .bind("id", id)
                .execute();
    }

    /** A person must give it back. @param note what is in the way */
    public void toStaff(Handle tx, String id, String note) {
        named(tx.createUpdate("UPDATE <table> SET state = 'STAFF', note = :note WHERE <key> = :id AND state <> 'DONE'"))
                .bind("note", note)
                .bind("id", id)
                .execute();
    }

    /** @return false when it was done already. @param note null to leave it as it is */
    public boolean done(Handle tx, String id, String by, String note, Instant now) {
        return named(tx.createUpdate("""
                        UPDATE <table> SET state = 'DONE', closed_by = :by, note = COALESCE(:note, note),
                          closed_at = :now WHERE <key> = :id AND state <> 'DONE'
                        """))
                        .bind("by", by)
                        .bind("note", note)
                        .bind("now", now)
                        .bind("id", id)
                        .execute()
                == 1;
    }
}
