package no.grend.ledger.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.kernel.Ore;
import no.grend.ledger.CreditNote;
import no.grend.ledger.CreditNote.Line;
import no.grend.schema.Database.Dialect;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** Credit notes in the database, numbered in a series of their own. Safe between threads. */
public final class CreditNoteRows {

    /** The series of credit notes («kreditnota»). */
    public static final String SERIES = "K";

    private static final String NEXT = "SELECT next_number FROM ledger_series WHERE series = 'K'";

    private static final String COUNT = "UPDATE ledger_series SET next_number = next_number + 1 WHERE series = 'K'";

    private static final String INSERT = """
            INSERT INTO ledger_credit_note (entry, id, series, number, invoice, issued_on, amount, words)
            VALUES (:entry, :id, 'K', :number, :invoice, :issuedOn, :amount, :words)""";

    private static final String INSERT_LINE =
            "INSERT INTO ledger_credit_note_line (credit_note, line, amount) VALUES (:note, :line, :amount)";

    private static final String SELECT = """
            SELECT n.entry, n.id, n.series, n.number, n.issued_on, n.amount, n.words, i.id AS invoice_id,
              i.number AS invoice_number, i.contact_id, i.member_number, i.payer_name
            FROM ledger_credit_note n
            JOIN ledger_invoice i ON i.entry = n.invoice
            %s""";

    private static final String BY_ID = SELECT.formatted("WHERE n.id = :id");

    private static final String BY_ENTRY = SELECT.formatted("WHERE n.entry = :entry");

    private static final String BY_INVOICES = SELECT.formatted("WHERE i.id = ? ORDER BY n.entry");

    private static final String LINES = """
            SELECT l.credit_note, l.line, l.amount, x.words
            FROM ledger_credit_note_line l
            JOIN ledger_credit_note n ON n.entry = l.credit_note
            JOIN ledger_invoice_line x ON x.invoice = n.invoice AND x.line = l.line
            WHERE l.credit_note = ? ORDER BY l.credit_note, l.line""";

    private static final String LEFT = """
            SELECT x.line, x.amount - COALESCE((SELECT SUM(l.amount) FROM ledger_credit_note_line l
                JOIN ledger_credit_note n ON n.entry = l.credit_note
                WHERE n.invoice = x.invoice AND l.line = x.line), 0) AS left_of_it
            FROM ledger_invoice_line x
            WHERE x.invoice = :invoice ORDER BY x.line""";

    private final Keyed keyed;

    /** @param dialect the database they are in */
    public CreditNoteRows(Dialect dialect) {
        this.keyed = new Keyed(dialect);
    }

    /** What no credit note has taken off each line of an invoice yet, by the line's place; øre with the line's sign. */
    public Map<Integer, Long> left(Handle tx, long invoice) {
        Map<Integer, Long> left = new LinkedHashMap<>();
        tx.createQuery(LEFT)
                .bind("invoice", invoice)
                .map((row, context) -> Map.entry(row.getInt("line"), row.getLong("left_of_it")))
                .forEach(line -> left.put(line.getKey(), line.getValue()));
        return left;
    }

    /**
     * Adds a credit note under the next number; the journal's lock keeps it alone.
     *
     * @param entry the number of its transfer
     * @param lines øre by the place of the invoice's line
     */
    public void add(
            Journal journal,
            long entry,
            String id,
            long invoice,
            long amount,
            String reason,
            Map<Integer, Long> lines) {
        Handle tx = journal.tx();
        long number = tx.createQuery(NEXT).mapTo(Long.class).one();
        tx.execute(COUNT);
        tx.createUpdate(INSERT)
                .bind("entry", entry)
                .bind("id", id)
                .bind("number", number)
                .bind("invoice", invoice)
                .bind("issuedOn", journal.today())
                .bind("amount", amount)
                .bind("words", reason)
                .execute();
        try (PreparedBatch batch = tx.prepareBatch(INSERT_LINE)) {
            lines.forEach((line, ore) -> batch.bind("note", entry)
                    .bind("line", line)
                    .bind("amount", ore)
                    .add());
            batch.execute();
        }
    }

    public Optional<CreditNote> byId(Handle handle, String id) {
        return complete(handle, rows(handle.createQuery(BY_ID).bind("id", id))).stream()
                .findFirst();
    }

    /** By the journal number by which it was booked. */
    public Optional<CreditNote> byEntry(Handle handle, long entry) {
        return complete(handle, rows(handle.createQuery(BY_ENTRY).bind("entry", entry))).stream()
                .findFirst();
    }

    /** By the id of the invoice they refer to, oldest first; invoices without any are left out. */
    public Map<String, List<CreditNote>> byInvoices(Handle handle, Collection<String> invoiceIds) {
        List<Row> rows = new ArrayList<>();
        keyed.texts(handle, BY_INVOICES, invoiceIds, row -> rows.add(Row.of(row)));
        Map<String, List<CreditNote>> found = new HashMap<>();
        complete(handle, rows).forEach(note -> found.computeIfAbsent(note.invoiceId(), id -> new ArrayList<>())
                .add(note));
        return found;
    }

    private static List<Row> rows(Query query) {
        return query.map((row, context) -> Row.of(row)).list();
    }

    private List<CreditNote> complete(Handle handle, List<Row> rows) {
        Map<Long, List<Line>> lines = new HashMap<>();
        rows.forEach(row -> lines.put(row.entry(), new ArrayList<>()));
        keyed.numbers(handle, LINES, lines.keySet(), row -> lines.get(row.getLong("credit_note"))
                .add(new Line(row.getInt("line"), row.getString("words"), Ore.of(row.getLong("amount")))));
        return rows.stream().map(row -> row.with(lines.get(row.entry()))).toList();
    }

    /** One of them without its lines. */
    private record Row(long entry, CreditNote note) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("entry"),
                    new CreditNote(
                            row.getString("id"),
                            row.getString("series"),
                            row.getLong("number"),
                            row.getString("invoice_id"),
                            row.getLong("invoice_number"),
                            row.getString("contact_id"),
                            row.getInt("member_number"),
                            row.getString("payer_name"),
                            row.getDate("issued_on").toLocalDate(),
                            Ore.of(row.getLong("amount")),
                            row.getString("words"),
                            List.of()));
        }

        CreditNote with(List<Line> lines) {
            return new CreditNote(
                    note.id(),
                    note.series(),
                    note.number(),
                    note.invoiceId(),
                    note.invoiceNumber(),
                    note.contactId(),
                    note.memberNumber(),
                    note.payerName(),
                    note.issuedOn(),
                    note.amount(),
                    note.reason(),
                    lines);
        }
    }
}
