package no.grend.ledger.internal.store;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.kernel.Ore;
import no.grend.ledger.Charge;
import no.grend.ledger.Charged;
import no.grend.ledger.Charged.Waiver;
import no.grend.schema.Database.Dialect;
import org.jdbi.v3.core.Handle;

/** Charges and their waivers in the database. Safe between threads. */
public final class ChargeRows {

    private static final String INSERT = """
            INSERT INTO ledger_charge (entry, id, source_key, invoice, kind, amount, words, rule_id, charged_on)
            VALUES (:entry, :id, :key, :invoice, :kind, :amount, :words, :rule, :chargedOn)""";

    private static final String WAIVE = """
            INSERT INTO ledger_waiver (charge, entry, waived_on, words) VALUES (:charge, :entry, :waivedOn, :words)""";

    private static final String SELECT = """
            SELECT c.entry, c.id, c.source_key, c.invoice, c.kind, c.amount, c.words, c.rule_id, c.charged_on,
              i.id AS invoice_id, w.waived_on, w.words AS waived_why
            FROM ledger_charge c
            JOIN ledger_invoice i ON i.entry = c.invoice
            LEFT JOIN ledger_waiver w ON w.charge = c.entry
            %s""";

    private static final String BY_KEY = SELECT.formatted("WHERE c.source_key = :key");

    private static final String BY_ID = SELECT.formatted("WHERE c.id = :key");

    private static final String BY_INVOICES = SELECT.formatted("WHERE i.id = ? ORDER BY c.entry");

    private final Keyed keyed;

    /** @param dialect the database they are in */
    public ChargeRows(Dialect dialect) {
        this.keyed = new Keyed(dialect);
    }

    /** A charge in the database. @param entry its journal number @param invoice the invoice it is on, by entry */
    public record Row(long entry, long invoice, Charged charged) {}

    /** Adds a charge. @param entry the number of its transfer */
    public void add(Handle tx, long entry, String id, long invoice, Charge charge) {
        tx.createUpdate(INSERT)
                .bind("entry", entry)
                .bind("id", id)
                .bind("key", charge.sourceKey())
                .bind("invoice", invoice)
                .bind("kind", charge.kind().name())
                .bind("amount", charge.amount().value())
                .bind("words", charge.explanation())
                .bind("rule", charge.rule())
                .bind("chargedOn", charge.chargedOn())
                .execute();
    }

    /** Takes a charge back. @param entry the number of the transfer that does */
    public void waive(Handle tx, long charge, long entry, Waiver waiver) {
        tx.createUpdate(WAIVE)
                .bind("charge", charge)
                .bind("entry", entry)
                .bind("waivedOn", waiver.waivedOn())
                .bind("words", waiver.why())
                .execute();
    }

    public Optional<Row> bySourceKey(Handle handle, String sourceKey) {
        return one(handle, BY_KEY, sourceKey);
    }

    public Optional<Row> byId(Handle handle, String id) {
        return one(handle, BY_ID, id);
    }

    /** By the id of the invoice they are on, oldest first; invoices without any are left out. */
    public Map<String, List<Row>> byInvoices(Handle handle, Collection<String> invoiceIds) {
        Map<String, List<Row>> found = new HashMap<>();
        keyed.texts(handle, BY_INVOICES, invoiceIds, row -> found.computeIfAbsent(
                        row.getString("invoice_id"), id -> new ArrayList<>())
                .add(row(row)));
        return found;
    }

    private static Optional<Row> one(Handle handle, String sql, String key) {
        return handle.createQuery(sql)
                .bind("key", key)
                .map((row, context) -> row(row))
                .findOne();
    }

    private static Row row(ResultSet row) throws SQLException {
        Charge charge = new Charge(
                row.getString("source_key"),
                Charge.Kind.valueOf(row.getString("kind")),
                Ore.of(row.getLong("amount")),
                row.getString("words"),
                row.getString("rule_id"),
                row.getDate("charged_on").toLocalDate());
        return new Row(
                row.getLong("entry"),
                row.getLong("invoice"),
                new Charged(row.getString("id"), row.getString("invoice_id"), charge, waiver(row)));
    }

    private static Waiver waiver(ResultSet row) throws SQLException {
        Date date = row.getDate("waived_on");
        LocalDate waivedOn = date == null ? null : date.toLocalDate();
        return waivedOn == null ? null : new Waiver(waivedOn, row.getString("waived_why"));
    }
}
