package no.grend.avtalegiro.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.grend.avtalegiro.internal.store.ClaimStore.Standing;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.Handle;

/**
 * Where the claims stand, all together and page by page. Every method works in the caller's transaction; safe between
 * threads.
 *
 * <p>The lines {@code --DERBY-PROPERTIES} are as in {@link MandateStore}.
 */
public final class StandingStore {

    /** What claims add up to. */
    public record Sum(long count, Ore total) {

        public static final Sum NONE = new Sum(0, Ore.ZERO);

        public Sum plus(Sum other) {
            return new Sum(count + other.count, total.plus(other.total));
        }
    }

    /** The claims of one due date in one state. @param rejection null unless they are rejected */
    public record Group(LocalDate dueDate, State state, RejectionReason rejection, Sum sum) {}

    /** How far the ledger's feed has been read. */
    public long cursor(Handle tx) {
        return tx.createQuery("SELECT last_given FROM avtalegiro_counter WHERE name = 'ledger-feed'")
                .mapTo(Long.class)
                .one();
    }

    public void moveCursor(Handle tx, long cursor) {
        tx.createUpdate("UPDATE avtalegiro_counter SET last_given = :cursor WHERE name = 'ledger-feed'")
                .bind("cursor", cursor)
                .execute();
    }

    /** Tells that the invoice of a living claim is settled, or that it no longer is. */
    public void settle(Handle tx, String invoiceId, boolean settled) {
        tx.createUpdate("""
                        UPDATE avtalegiro_claim SET state = :state
                        WHERE live_invoice_id = :invoice AND state <> :state""")
                .bind("state", (settled ? State.SETTLED : State.AWAITING).name())
                .bind("invoice", invoiceId)
                .execute();
    }

    /** What is claimed, by due date and state, for due dates in a span, both ends with it. */
    public List<Group> groups(Handle tx, State state, LocalDate from, LocalDate to) {
        return tx.createQuery("""
                        SELECT due_date, rejection_code, COUNT(*) AS claims, SUM(amount_ore) AS total
                        FROM avtalegiro_claim --DERBY-PROPERTIES index=avtalegiro_claim_standing
                        WHERE state = :state AND due_date BETWEEN :from AND :to
                        GROUP BY due_date, rejection_code ORDER BY due_date""")
                .bind("state", state.name())
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> new Group(
                        Rows.date(row, "due_date"),
                        state,
                        RejectionReason.of(row.getString("rejection_code")),
                        new Sum(row.getLong("claims"), Ore.of(row.getLong("total")))))
                .list();
    }

    /** Where a page of claims goes on: after this claim. */
    public record After(LocalDate dueDate, String fileId, int place) {}

    /** A page of the claims in one state with due dates until the last given, in order of due date, file and place. */
    public List<Standing> page(Handle tx, State state, After after, LocalDate to, int rows) {
        return tx.createQuery("""
                        SELECT * FROM avtalegiro_claim --DERBY-PROPERTIES index=avtalegiro_claim_standing
                        WHERE state = :state AND due_date BETWEEN :from AND :to
                          AND (due_date > :from OR file_id > :file OR (file_id = :file AND place > :place))
                        ORDER BY due_date, file_id, place FETCH FIRST :rows ROWS ONLY""")
                .bind("state", state.name())
                .bind("from", after.dueDate())
                .bind("to", to)
                .bind("file", after.fileId())
                .bind("place", after.place())
                .bind("rows", rows)
                .map((row, context) -> ClaimStore.standing(row))
                .list();
    }

    /** How many claims of a run stand in a state in one file. @param transmission the file's number */
    public record RunShare(String fileId, int transmission, State state, long claims) {}

    /** The claims of a run, by file and state, the newest file first. */
    public List<RunShare> ofRun(Handle tx, String run, LocalDate dueDate) {
        List<RunShare> shares = new ArrayList<>();
        for (State state : State.values()) {
            tx.createQuery("""
                            SELECT c.file_id, f.transmission_number, c.claims FROM (
                                SELECT file_id, COUNT(*) AS claims
                                FROM avtalegiro_claim --DERBY-PROPERTIES index=avtalegiro_claim_standing
                                WHERE state = :state AND due_date = :due AND run_id = :run GROUP BY file_id) c
                            JOIN avtalegiro_file f ON f.id = c.file_id""")
                    .bind("state", state.name())
                    .bind("due", dueDate)
                    .bind("run", run)
                    .map((row, context) -> new RunShare(
                            row.getString("file_id"), row.getInt("transmission_number"), state, row.getLong("claims")))
                    .forEach(shares::add);
        }
        shares.sort(Comparator.comparing(RunShare::transmission).reversed());
        return shares;
    }

    /** How many claims of a file stand in each state. */
    public Map<State, Long> ofFile(Handle tx, String fileId) {
        Map<State, Long> counts = new TreeMap<>();
        for (State state : State.values()) {
            counts.put(state, 0L);
        }
        tx.createQuery("SELECT state, COUNT(*) AS claims FROM avtalegiro_claim WHERE file_id = :file GROUP BY state")
                .bind("file", fileId)
                .map((row, context) -> Map.entry(State.valueOf(row.getString("state")), row.getLong("claims")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Whether a cancellation file was made at this moment or later. */
    public boolean anyCancellationSince(Handle tx, Instant since) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM avtalegiro_file
                        WHERE kind = 'CANCELLATIONS' AND created_at >= :since""").bind("since", since).mapTo(Integer.class).one() > 0;
    }

    /** How many of these invoices had a claim that a file made at this moment or later cancels; at most 1,000 a call. */
    public int cancelledSince(Handle tx, Collection<String> invoiceIds, Instant since) {
        return tx.createQuery("""
                        SELECT COUNT(DISTINCT c.invoice_id)
                        FROM avtalegiro_claim c --DERBY-PROPERTIES index=avtalegiro_claim_invoice
                        JOIN avtalegiro_file f ON f.id = c.cancellation_file_id
                        WHERE c.invoice_id IN (<invoices>) AND f.created_at >= :since""")
                .bindList("invoices", List.copyOf(invoiceIds))
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    /** The latest claim files of a due date, newest first. */
    public List<BankFile> filesDue(Handle tx, LocalDate dueDate, int rows) {
        return tx.createQuery("""
                        SELECT * FROM avtalegiro_file WHERE kind = 'CLAIMS' AND due_date = :due
                        ORDER BY transmission_number DESC FETCH FIRST :rows ROWS ONLY""")
                .bind("due", dueDate)
                .bind("rows", rows)
                .map((row, context) -> FileStore.file(row))
                .list();
    }

    /** That a claim file left an invoice out. @param fileName {@code DIRREM0000001} */
    public record LeftOutBy(String invoiceId, String fileName, Instant madeAt, String code, String reason) {}

    /** The latest claim file that left each of these invoices out; at most 1,000 a call. */
    public Map<String, LeftOutBy> leftOut(Handle tx, Collection<String> invoiceIds) {
        Map<String, LeftOutBy> latest = new HashMap<>();
        tx.createQuery("""
                        SELECT o.invoice_id, f.name, f.created_at, o.code, o.reason
                        FROM avtalegiro_left_out o --DERBY-PROPERTIES index=avtalegiro_left_out_invoice
                        JOIN avtalegiro_file f ON f.id = o.file_id
                        WHERE o.invoice_id IN (<invoices>) AND f.kind = 'CLAIMS' ORDER BY f.transmission_number""")
                .bindList("invoices", List.copyOf(invoiceIds))
                .map((row, context) -> new LeftOutBy(
                        row.getString("invoice_id"),
                        row.getString("name"),
                        Rows.instant(row, "created_at"),
                        row.getString("code"),
                        row.getString("reason")))
                .forEach(one -> latest.put(one.invoiceId(), one));
        return latest;
    }
}
