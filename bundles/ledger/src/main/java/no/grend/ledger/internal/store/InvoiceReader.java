package no.grend.ledger.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.Invoice.LineKind;
import no.grend.schema.Database.Dialect;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads invoices; what is paid is summed from the journal each time. Safe between threads.
 *
 * <p>The lines {@code --DERBY-PROPERTIES} are as in {@link Walk}.
 */
public final class InvoiceReader {

    private static final String SELECT = """
            SELECT <also> i.entry, i.id, i.series, i.number, i.kid, i.contact_id, i.member_number, i.payer_name, i.issued_on,
              i.due_on, i.amount, i.source_key, i.run,
              (SELECT SUM(CASE WHEN t.debit = 1500 THEN -t.amount ELSE t.amount END)
                FROM ledger_transfer t --DERBY-PROPERTIES index=ledger_transfer_invoice, joinStrategy=NESTEDLOOP
                WHERE t.invoice = i.entry AND t.payment IS NOT NULL) AS paid,
              COALESCE(a.payment_type, i.payment_type) AS payment_type, i.member_contact_id, i.member_name, i.occasion,
              a.credited, a.fees, a.interest
            %s""";

    /** A row for each line, in no order: putting few lines in order costs the database more than it costs here. */
    private static final String WHOLE =
            select("l.line, l.words, l.amount AS line_amount, l.kind, a.invoice AS adjusted,", """
            FROM --DERBY-PROPERTIES joinOrder=FIXED
              ledger_invoice i --DERBY-PROPERTIES constraint=ledger_invoice_id
              JOIN ledger_invoice_line l --DERBY-PROPERTIES constraint=ledger_invoice_line_pk, joinStrategy=NESTEDLOOP
              ON l.invoice = i.entry <adjusted>
            WHERE i.id = ?""");

    private static final String BY_ENTRY = select("FROM ledger_invoice i <adjusted> WHERE i.entry = :entry");

    private static final String BY_IDS = select("FROM ledger_invoice i <adjusted> WHERE i.id = ?");

    private static final String BY_SOURCES = select("FROM ledger_invoice i <adjusted> WHERE i.source_key = ?");

    private static final String SOURCES = "SELECT source_key FROM ledger_invoice WHERE source_key = ?";

    private static final String PAGE =
            select("<from> <adjusted> WHERE <where> ORDER BY i.entry DESC FETCH FIRST :limit ROWS ONLY");

    private static final String OVERDUE = select("""
            <open> <adjusted>
            WHERE o.due_on < :day AND o.invoice > :after AND o.invoice <= :last ORDER BY o.invoice""");

    private static final String OPEN_PAGE = select("""
            <open> <adjusted>
            WHERE o.due_on = :day AND o.invoice > :after AND o.invoice <= :last ORDER BY o.invoice""");

    private static final String OPEN_PAGE_OF_RUN = OPEN_PAGE.replace("ORDER BY", "AND i.run = :run ORDER BY");

    /** Which are in a page: with the outer join, Derby would sort all that is left before it gave the first of each. */
    private static final String IN_PAGE = """
            SELECT o.invoice FROM ledger_open o --DERBY-PROPERTIES constraint=ledger_open_pk
            WHERE o.due_on <how> :day AND o.invoice > :after ORDER BY o.invoice FETCH FIRST :limit ROWS ONLY""";

    /** Which are in a page of a run, whether they are open or not. */
    private static final String IN_RUN = """
            SELECT i.entry FROM ledger_invoice i --DERBY-PROPERTIES index=ledger_invoice_run
            WHERE i.run = :run AND i.entry > :after ORDER BY i.run, i.entry FETCH FIRST :limit ROWS ONLY""";

    private static final String OF_RUN =
            "SELECT COUNT(*) AS invoices, COALESCE(SUM(amount), 0) AS total FROM ledger_invoice WHERE run = :run";

    private static final String PAID_BY_OTHERS = select("""
            FROM ledger_invoice i <adjusted> WHERE i.member_number = :member AND i.member_contact_id = :contact
            ORDER BY i.entry DESC FETCH FIRST :limit ROWS ONLY""");

    private static final String TOTALS_BY_KIND = """
            SELECT l.kind, SUM(l.amount) AS total FROM ledger_invoice i JOIN ledger_invoice_line l ON l.invoice = i.entry
            WHERE i.run = :run GROUP BY l.kind""";

    private static final String LINES = """
            SELECT invoice, words, amount, kind FROM ledger_invoice_line
            WHERE invoice = ? ORDER BY invoice, line""";

    private static final int TOGETHER = 500;

    private final Keyed keyed;
    private final Supplier<Cover> cover;

    /** @param dialect the database that is read @param cover asked at every read */
    public InvoiceReader(Dialect dialect, Supplier<Cover> cover) {
        this.keyed = new Keyed(dialect);
        this.cover = cover;
    }

    /** An invoice. @param adjusted whether anything was ever put on it or taken off it, by a charge or a credit note */
    public record Found(Invoice invoice, boolean adjusted) {}

    /** One invoice. */
    public Optional<Invoice> byId(Handle handle, String id) {
        return whole(handle, id).map(Found::invoice);
    }

    /** One invoice, by one question: it is what staff ask for most. */
    public Optional<Found> whole(Handle handle, String id) {
        WholeInvoice whole = new WholeInvoice();
        keyed.text(handle, WHOLE, id, whole::read);
        return whole.found(cover.get());
    }

    /** One invoice by the journal number of its issue. */
    public Optional<Invoice> byEntry(Handle handle, long entry) {
        return one(handle, handle.createQuery(BY_ENTRY).bind("entry", entry));
    }

    /** Those of these ids that are there, by id. */
    public Map<String, Invoice> byIds(Handle handle, Collection<String> ids) {
        return many(handle, BY_IDS, ids, Invoice::id);
    }

    /** Those issued for these source keys, by source key. */
    public Map<String, Invoice> bySourceKeys(Handle handle, Collection<String> sourceKeys) {
        // Mostly none is there, which one index tells.
        List<String> issued = new ArrayList<>();
        keyed.texts(handle, SOURCES, sourceKeys, row -> issued.add(row.getString(1)));
        return many(handle, BY_SOURCES, issued, Invoice::sourceKey);
    }

    /** A page of those that the filter wants, newest first, by entry; one more than the limit when there are more. */
    public Map<Long, Invoice> page(Handle handle, InvoiceFilter filter, long before, int limit) {
        Query query = handle.createQuery(PAGE).define("from", filter.from()).define("where", filter.where());
        return complete(handle, rows(filter.bind(query).bind("before", before).bind("limit", limit + 1)));
    }

    /** Some of those that were due before a day and are open, by entry, in order. @param after only later entries */
    public Map<Long, Invoice> overdue(Handle handle, LocalDate asOf, long after, int limit) {
        return openPage(handle, OVERDUE, "<", asOf, after, limit);
    }

    /** Some of those that are open with this due date, by entry, in order. @param after only later entries */
    public Map<Long, Invoice> openOn(Handle handle, LocalDate dueOn, long after, int limit) {
        return openPage(handle, OPEN_PAGE, "=", dueOn, after, limit);
    }

    private Map<Long, Invoice> openPage(Handle handle, String sql, String how, LocalDate day, long after, int limit) {
        List<Long> page = inPage(handle, how, day, after, limit);
        return page.isEmpty() ? Map.of() : opened(handle, handle.createQuery(sql), day, after, page);
    }

    private static List<Long> inPage(Handle handle, String how, LocalDate day, long after, int limit) {
        return handle.createQuery(IN_PAGE)
                .define("how", how)
                .bind("day", day)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    private Map<Long, Invoice> opened(Handle handle, Query query, LocalDate day, long after, List<Long> page) {
        query.bind("day", day).bind("after", after).bind("last", page.get(page.size() - 1));
        return complete(handle, rows(query));
    }

    /** What one run has issued, in all its tries. @param total øre */
    public record RunTotal(long invoices, long total) {}

    /** A member's newest invoices that another pays. */
    public List<Invoice> paidByOthers(Handle handle, int memberNumber, String memberContactId, int limit) {
        return List.copyOf(complete(
                        handle,
                        rows(handle.createQuery(PAID_BY_OTHERS)
                                .bind("member", memberNumber)
                                .bind("contact", memberContactId)
                                .bind("limit", limit)))
                .values());
    }

    /** What lines of each kind in a run sum to, øre. */
    public Map<LineKind, Long> totalsByKind(Handle handle, String run) {
        Map<LineKind, Long> totals = new EnumMap<>(LineKind.class);
        handle.createQuery(TOTALS_BY_KIND)
                .bind("run", run)
                .map((row, context) -> totals.merge(kind(row), row.getLong("total"), Long::sum))
                .list();
        return totals;
    }

    /** What the run has issued until now. */
    public RunTotal ofRun(Handle handle, String run) {
        return handle.createQuery(OF_RUN)
                .bind("run", run)
                .map((row, context) -> new RunTotal(row.getLong("invoices"), row.getLong("total")))
                .one();
    }

    /**
     * What is open with this due date, in order of number, a page at a time: Derby would put all of it in order on the disk
     * first, which was a third of a large run's time.
     *
     * @param run null for all
     */
    public void eachOpen(Handle handle, LocalDate dueOn, String run, Consumer<Invoice> each) {
        long after = 0;
        List<Long> page;
        do {
            page = run == null ? inPage(handle, "=", dueOn, after, TOGETHER) : inRun(handle, run, after);
            if (!page.isEmpty()) {
                Query query = run == null
                        ? handle.createQuery(OPEN_PAGE)
                        : handle.createQuery(OPEN_PAGE_OF_RUN).bind("run", run);
                opened(handle, query, dueOn, after, page).values().forEach(each);
                after = page.get(page.size() - 1);
            }
        } while (page.size() == TOGETHER);
    }

    private static List<Long> inRun(Handle handle, String run, long after) {
        return handle.createQuery(IN_RUN)
                .bind("run", run)
                .bind("after", after)
                .bind("limit", TOGETHER)
                .mapTo(Long.class)
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(row.getString("words"), Ore.of(row.getLong("amount")), kind(row));
    }

    static LineKind kind(ResultSet row) throws SQLException {
        String stored = row.getString("kind");
        return stored == null ? LineKind.OTHER : LineKind.valueOf(stored);
    }

    private static String select(String from) {
        return select("", from);
    }

    private static String select(String also, String from) {
        return SELECT.replace("<also>", also)
                .formatted(from.replace("<open>", Walk.OPEN_IN_ORDER).replace("<adjusted>", Walk.ADJUSTED));
    }

    private static List<InvoiceRow> rows(Query query) {
        return query.map((row, context) -> InvoiceRow.of(row)).list();
    }

    private Optional<Invoice> one(Handle handle, Query query) {
        return complete(handle, rows(query)).values().stream().findFirst();
    }

    private Map<String, Invoice> many(
            Handle handle, String sql, Collection<String> keys, Function<Invoice, String> by) {
        List<InvoiceRow> rows = new ArrayList<>();
        keyed.texts(handle, sql, keys, row -> rows.add(InvoiceRow.of(row)));
        Map<String, Invoice> found = new HashMap<>();
        complete(handle, rows).values().forEach(invoice -> found.put(by.apply(invoice), invoice));
        return found;
    }

    private Map<Long, Invoice> complete(Handle handle, List<InvoiceRow> rows) {
        Map<Long, List<Line>> lines = new HashMap<>();
        rows.forEach(row -> lines.put(row.entry(), new ArrayList<>()));
        keyed.numbers(handle, LINES, lines.keySet(), row -> lines.get(row.getLong("invoice"))
                .add(line(row)));
        Cover order = cover.get();
        Map<Long, Invoice> invoices = new LinkedHashMap<>();
        rows.forEach(row -> invoices.put(row.entry(), row.with(lines.get(row.entry()), order)));
        return invoices;
    }
}
