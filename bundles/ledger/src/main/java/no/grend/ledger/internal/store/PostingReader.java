package no.grend.ledger.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.kernel.Ore;
import no.grend.ledger.Posted;
import no.grend.schema.Database.Dialect;
import org.jdbi.v3.core.Handle;

/** What posting asks of the database, many rows a question. Within one transaction that has the journal open. */
public final class PostingReader {

    private static final String POSTED = "SELECT source_key FROM ledger_payment WHERE source_key = ?";

    private static final String KNOWN = """
            SELECT p.source_key, p.outcome, p.matched_by, p.amount, i.id AS invoice_id, h.amount AS held
            FROM ledger_payment p --DERBY-PROPERTIES constraint=ledger_payment_source
            LEFT JOIN ledger_invoice i --DERBY-PROPERTIES constraint=ledger_invoice_pk, joinStrategy=NESTEDLOOP
              ON i.entry = p.invoice
            LEFT JOIN ledger_held h --DERBY-PROPERTIES constraint=ledger_held_pk, joinStrategy=NESTEDLOOP
              ON h.payment = p.number
            WHERE p.source_key = ?""";

    private static final String NO_PLACE = "CAST(NULL AS VARCHAR(20))";

    private static final String BY_KID = standing("constraint=ledger_invoice_kid", "i.kid = ?");

    /** On PostgreSQL with where the row of what is open lies, so that it need not be looked for when it goes. */
    private static final String BY_KID_WITH_PLACE = BY_KID.replace(NO_PLACE, "o.ctid");

    private static final String BY_MEMBER = standing("index=ledger_invoice_member", "i.member_number = ?");

    private static final String BY_ID = standing("constraint=ledger_invoice_id", "i.id = :id");

    private static final String BY_ENTRY = standing("constraint=ledger_invoice_pk", "i.entry = :entry");

    private static final String PAID_ON = """
            SELECT t.payment, SUM(CASE WHEN t.credit = 1500 THEN t.amount ELSE -t.amount END) AS net
            FROM ledger_transfer t WHERE t.invoice = :invoice AND t.payment IS NOT NULL
            GROUP BY t.payment ORDER BY t.payment DESC""";

    private static final String HELD =
            "SELECT payment, account, amount, invoice, member_number FROM ledger_held WHERE payment = :payment";

    private static final String CREDIT_OF_INVOICE = """
            SELECT payment, account, amount, invoice, member_number FROM ledger_held
            WHERE member_number = :member AND invoice = :invoice AND account = 2910 AND amount > 0
            ORDER BY payment DESC""";

    private static final String CREDIT_OF_MEMBER = """
            SELECT payment, account, amount, invoice, member_number FROM ledger_held
            WHERE member_number = :member AND account = 2910 AND amount > 0
            ORDER BY payment DESC""";

    private final Handle tx;
    private final Keyed keyed;

    /** @param dialect the database that the transaction is on */
    public PostingReader(Handle tx, Dialect dialect) {
        this.tx = tx;
        this.keyed = new Keyed(dialect);
    }

    /** Invoices with what is open on them. @param key how Derby finds them @param which the condition */
    private static String standing(String key, String which) {
        return """
                SELECT i.entry, i.id, i.kid, i.member_number, i.due_on, i.amount, o.amount AS open_amount,
                  a.credited, a.fees, a.interest, %s AS place
                FROM ledger_invoice i --DERBY-PROPERTIES %s
                """.formatted(NO_PLACE, key) + Walk.OPEN + Walk.ADJUSTED + "WHERE " + which;
    }

    /** What became of those receipts that were posted before; mostly none was, which one index tells. */
    public Map<String, Posted> known(Collection<String> sourceKeys) {
        List<String> posted = new ArrayList<>();
        keyed.texts(tx, POSTED, sourceKeys, row -> posted.add(row.getString(1)));
        Map<String, Posted> known = new HashMap<>();
        keyed.texts(tx, KNOWN, posted, row -> known.put(row.getString("source_key"), postedBefore(row)));
        return known;
    }

    /** The invoices with these KIDs. */
    public Map<String, Standing> byKid(Collection<String> kids) {
        Map<String, Standing> found = new HashMap<>();
        String question = keyed.dialect() == Dialect.POSTGRESQL ? BY_KID_WITH_PLACE : BY_KID;
        keyed.texts(tx, question, kids, row -> {
            Standing standing = standing(row);
            found.put(standing.kid(), standing);
        });
        return found;
    }

    /** Every invoice of these members, settled or not, in no order. */
    public List<Standing> byMember(Collection<Integer> memberNumbers) {
        List<Standing> found = new ArrayList<>();
        List<Long> keys = memberNumbers.stream().map(Integer::longValue).toList();
        keyed.numbers(tx, BY_MEMBER, keys, row -> found.add(standing(row)));
        return found;
    }

    /** One invoice; null when there is none. */
    public Standing byId(String id) {
        return tx.createQuery(BY_ID)
                .bind("id", id)
                .map((row, context) -> standing(row))
                .findOne()
                .orElse(null);
    }

    /** One invoice by entry. */
    public Standing byEntry(long entry) {
        return tx.createQuery(BY_ENTRY)
                .bind("entry", entry)
                .map((row, context) -> standing(row))
                .one();
    }

    /** What lies on an invoice of each payment, the newest first. */
    public List<PaidBy> paidOn(Standing invoice) {
        return tx
                .createQuery(PAID_ON)
                .bind("invoice", invoice.entry())
                .map((row, context) -> new PaidBy(row.getLong("payment"), row.getLong("net")))
                .list()
                .stream()
                .filter(paid -> paid.amount() > 0)
                .toList();
    }

    /** What of a payment lies unallocated; empty when nothing does. */
    public Optional<HeldMoney> held(long payment) {
        return tx.createQuery(HELD).bind("payment", payment).map(HeldMoney::of).findOne();
    }

    /** The credit that overpayments of this invoice left, newest first. */
    public List<HeldMoney> creditOf(Standing invoice) {
        return tx.createQuery(CREDIT_OF_INVOICE)
                .bind("member", invoice.memberNumber())
                .bind("invoice", invoice.entry())
                .map(HeldMoney::of)
                .list();
    }

    /** All credit of a member, newest first. */
    public List<HeldMoney> creditOf(int memberNumber) {
        return tx.createQuery(CREDIT_OF_MEMBER)
                .bind("member", memberNumber)
                .map(HeldMoney::of)
                .list();
    }

    private static Posted postedBefore(ResultSet row) throws SQLException {
        MatchedBy rule = MatchedBy.valueOf(row.getString("matched_by"));
        return new Posted(
                row.getString("source_key"),
                Posted.Outcome.ALREADY_POSTED,
                row.getString("invoice_id"),
                Ore.of(row.getLong("held")),
                rule.explain(Posted.Outcome.ALREADY_POSTED, row.getLong("amount") < 0));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getLong("entry"),
                row.getString("id"),
                row.getString("kid"),
                row.getInt("member_number"),
                row.getDate("due_on").toLocalDate(),
                row.getLong("amount"),
                row.getLong("open_amount"),
                Adjusted.of(row),
                row.getString("place"));
    }

    /** So many øre of a payment on an invoice. */
    public record PaidBy(long payment, long amount) {}
}
