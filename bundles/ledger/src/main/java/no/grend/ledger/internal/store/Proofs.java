package no.grend.ledger.internal.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Queries that find rows which break a promise; each must find none. Safe between threads. */
public final class Proofs {

    private static final String KIDS = "SELECT number, member_number, kid FROM ledger_invoice";

    private static final int FETCH = 1_000;

    /** A promise and the query for what breaks it; the query gives one text a row. */
    public enum Proof {
        JOURNAL_GAPLESS("P3", "The journal's numbers have a gap or its counter is wrong, entries against counter", """
            SELECT CAST(c.counted AS CHAR(20)) FROM
              (SELECT COUNT(*) AS counted, COALESCE(MAX(number), 0) AS newest FROM ledger_transfer) c
            WHERE c.counted <> c.newest OR c.newest <> (SELECT next_entry - 1 FROM ledger_counter WHERE id = 1)\
            """),
        SUMS_TO_ZERO("P3", "The journal does not sum to zero", """
            SELECT CAST(s.total AS CHAR(30)) FROM (SELECT SUM(amount) AS total FROM ledger_posting) s
            WHERE s.total <> 0\
            """),
        ENTRY_WELL_FORMED("P3", "Journal entry with wrong sides or amount", """
            SELECT CAST(number AS CHAR(20)) FROM ledger_transfer
            WHERE amount <= 0 OR debit = credit
              OR debit NOT IN (1500, 1920, 2910, 2990, 3920, 3990, 8050)
              OR credit NOT IN (1500, 1920, 2910, 2990, 3920, 3990, 8050)
              OR (debit = 1500 AND invoice IS NULL) OR (credit = 1500 AND invoice IS NULL)
              OR (invoice IS NULL AND status IS NOT NULL) OR (invoice IS NOT NULL AND status IS NULL)\
            """),
        INVOICE_IN_JOURNAL("P3", "Invoice whose issue does not stand once in the journal with its amount", """
            SELECT i.id FROM ledger_invoice i
            LEFT JOIN ledger_transfer t ON t.number = i.entry AND t.kind = 'INVOICE_ISSUED' AND t.invoice = i.entry
              AND t.amount = i.amount AND t.debit = 1500 AND t.credit = 3920
            WHERE t.number IS NULL\
            """),
        ISSUE_WITHOUT_INVOICE("P3", "Journal entry of an issue without its invoice", """
            SELECT CAST(t.number AS CHAR(20)) FROM ledger_transfer t
            LEFT JOIN ledger_invoice i ON i.entry = t.number
            WHERE t.kind = 'INVOICE_ISSUED' AND i.entry IS NULL\
            """),
        LINES_SUM("P3", "Invoice whose lines do not sum to its amount", """
            SELECT i.id FROM ledger_invoice i
            LEFT JOIN (SELECT invoice, SUM(amount) AS total FROM ledger_invoice_line GROUP BY invoice) l
              ON l.invoice = i.entry
            WHERE l.total IS NULL OR l.total <> i.amount\
            """),
        OPEN_AS_JOURNAL("P3", "Invoice whose open amount is not what the journal says, or is out of bounds", """
            SELECT i.id FROM ledger_invoice i
            LEFT JOIN (SELECT invoice, SUM(CASE WHEN debit = 1500 THEN amount ELSE -amount END) AS owed
              FROM ledger_transfer WHERE invoice IS NOT NULL GROUP BY invoice) t ON t.invoice = i.entry
            LEFT JOIN ledger_open o ON o.invoice = i.entry
            LEFT JOIN ledger_adjusted a ON a.invoice = i.entry
            WHERE t.owed IS NULL OR t.owed <> COALESCE(o.amount, 0) OR t.owed < 0 OR t.owed > i.amount
              - COALESCE(a.credited, 0) + COALESCE(a.fees, 0) + COALESCE(a.interest, 0)\
            """),
        CHARGE_IN_JOURNAL("P3", "Charge that does not stand in the journal with its invoice, kind and amount", """
            SELECT c.id FROM ledger_charge c
            LEFT JOIN ledger_transfer t ON t.number = c.entry AND t.kind = 'CHARGE_ADDED' AND t.invoice = c.invoice
              AND t.amount = c.amount AND t.debit = 1500
              AND t.credit = CASE WHEN c.kind = 'REMINDER_FEE' THEN 3990 ELSE 8050 END
            WHERE t.number IS NULL\
            """),
        WAIVER_IN_JOURNAL("P3", "Waiver that does not take back exactly its charge in the journal", """
            SELECT CAST(w.entry AS CHAR(20)) FROM ledger_waiver w
            LEFT JOIN ledger_charge c ON c.entry = w.charge
            LEFT JOIN ledger_transfer t ON t.number = w.entry AND t.kind = 'CHARGE_WAIVED' AND t.invoice = c.invoice
              AND t.amount = c.amount AND t.credit = 1500
              AND t.debit = CASE WHEN c.kind = 'REMINDER_FEE' THEN 3990 ELSE 8050 END
            WHERE t.number IS NULL\
            """),
        CREDIT_NOTE_IN_JOURNAL("P3", "Credit note that does not stand in the journal with its invoice and amount", """
            SELECT n.id FROM ledger_credit_note n
            LEFT JOIN ledger_transfer t ON t.number = n.entry AND t.kind = 'INVOICE_CREDITED' AND t.invoice = n.invoice
              AND t.amount = n.amount AND t.debit = 3920 AND t.credit = 1500
            WHERE t.number IS NULL\
            """),
        ADJUSTMENT_WITHOUT_PAPER("P3", "Journal entry of a charge, waiver or credit note that is not there", """
            SELECT CAST(t.number AS CHAR(20)) FROM ledger_transfer t
            LEFT JOIN ledger_charge c ON c.entry = t.number
            LEFT JOIN ledger_waiver w ON w.entry = t.number
            LEFT JOIN ledger_credit_note n ON n.entry = t.number
            WHERE t.kind IN ('CHARGE_ADDED', 'CHARGE_WAIVED', 'INVOICE_CREDITED')
              AND c.entry IS NULL AND w.entry IS NULL AND n.entry IS NULL\
            """),
        CREDIT_LINES_SUM("P7", "Credit note whose lines do not sum to its amount", """
            SELECT n.id FROM ledger_credit_note n
            LEFT JOIN (SELECT credit_note, SUM(amount) AS total FROM ledger_credit_note_line GROUP BY credit_note) l
              ON l.credit_note = n.entry
            WHERE l.total IS NULL OR l.total <> n.amount\
            """),
        LINE_CREDITED_ONCE(
                "P7", "Invoice with a line of which more is credited than it is, or that it does not have", """
                    SELECT CAST(c.invoice AS CHAR(20)) FROM
                      (SELECT n.invoice, l.line, SUM(l.amount) AS total FROM ledger_credit_note_line l
                        JOIN ledger_credit_note n ON n.entry = l.credit_note GROUP BY n.invoice, l.line) c
                    LEFT JOIN ledger_invoice_line x ON x.invoice = c.invoice AND x.line = c.line
                    WHERE x.amount IS NULL OR ABS(c.total) > ABS(x.amount) OR (c.total < 0 AND x.amount > 0)
                      OR (c.total > 0 AND x.amount < 0)\
                    """),
        ADJUSTED_AS_JOURNAL("P3", "Invoice whose credit notes and charges are not what the journal says", """
            SELECT CAST(s.invoice AS CHAR(20)) FROM (
              SELECT invoice, credited, fees, interest FROM ledger_adjusted
              UNION ALL
              SELECT invoice,
                CASE WHEN kind = 'INVOICE_CREDITED' THEN -amount ELSE 0 END AS credited,
                CASE WHEN debit = 3990 THEN amount WHEN credit = 3990 THEN -amount ELSE 0 END AS fees,
                CASE WHEN debit = 8050 THEN amount WHEN credit = 8050 THEN -amount ELSE 0 END AS interest
              FROM ledger_transfer WHERE kind IN ('CHARGE_ADDED', 'CHARGE_WAIVED', 'INVOICE_CREDITED')) s
            GROUP BY s.invoice HAVING SUM(s.credited) <> 0 OR SUM(s.fees) <> 0 OR SUM(s.interest) <> 0\
            """),
        OPEN_WITHOUT_INVOICE("P3", "Open amount without an invoice, or with another due date", """
            SELECT CAST(o.invoice AS CHAR(20)) FROM ledger_open o
            LEFT JOIN ledger_invoice i ON i.entry = o.invoice
            WHERE i.entry IS NULL OR i.due_on <> o.due_on\
            """),
        BANK_AS_PAYMENTS("P4", "Payment whose journal entries at the bank do not sum to its amount", """
            SELECT CAST(p.number AS CHAR(20)) FROM ledger_payment p
            LEFT JOIN (SELECT payment, SUM(CASE WHEN debit = 1920 THEN amount ELSE -amount END) AS banked
              FROM ledger_transfer WHERE debit = 1920 OR credit = 1920 GROUP BY payment) t ON t.payment = p.number
            WHERE COALESCE(t.banked, 0) <> p.amount\
            """),
        BANK_WITHOUT_PAYMENT("P4", "Journal entry at the bank without a payment", """
            SELECT CAST(t.number AS CHAR(20)) FROM ledger_transfer t
            LEFT JOIN ledger_payment p ON p.number = t.payment
            WHERE (t.debit = 1920 OR t.credit = 1920) AND p.number IS NULL\
            """),
        HELD_AS_JOURNAL("P4", "Payment whose unallocated money is not what the journal says", """
            SELECT CAST(p.number AS CHAR(20)) FROM ledger_payment p
            LEFT JOIN (SELECT held_for,
                SUM(CASE WHEN credit = 2910 THEN amount WHEN debit = 2910 THEN -amount ELSE 0 END) AS credit_left,
                SUM(CASE WHEN credit = 2990 THEN amount WHEN debit = 2990 THEN -amount ELSE 0 END) AS suspense_left
              FROM ledger_transfer WHERE held_for IS NOT NULL GROUP BY held_for) t ON t.held_for = p.number
            LEFT JOIN ledger_held h ON h.payment = p.number
            WHERE COALESCE(t.credit_left, 0) <> CASE WHEN h.account = 2910 THEN h.amount ELSE 0 END
              OR COALESCE(t.suspense_left, 0) <> CASE WHEN h.account = 2990 THEN h.amount ELSE 0 END\
            """),
        HELD_IS_HELD_FOR("P4", "Journal entry on suspense or credit that belongs to no payment", """
            SELECT CAST(number AS CHAR(20)) FROM ledger_transfer
            WHERE (debit IN (2910, 2990) OR credit IN (2910, 2990)) AND held_for IS NULL\
            """),
        MEMBER_OF_INVOICE("P3", "Journal entry on an invoice that names another member than the invoice does", """
            SELECT CAST(t.number AS CHAR(20)) FROM ledger_transfer t
            JOIN ledger_invoice i ON i.entry = t.invoice
            WHERE t.member_number IS NULL OR t.member_number <> i.member_number\
            """),
        CREDIT_OF_MEMBER("P4", "Member whose credit is not what the journal says of that member", """
            SELECT CAST(s.member_number AS CHAR(20)) FROM (
              SELECT member_number, amount FROM ledger_held WHERE account = 2910
              UNION ALL
              SELECT member_number, CASE WHEN debit = 2910 THEN amount ELSE -amount END AS amount
              FROM ledger_transfer WHERE debit = 2910 OR credit = 2910) s
            GROUP BY s.member_number HAVING SUM(s.amount) <> 0\
            """),
        MEMBER_ENTRIES("P3", "Journal entry on a member's credit that a statement would not find, or finds twice", """
            SELECT CAST(s.entry AS CHAR(20)) FROM (
              SELECT entry, member_number, 1 AS times FROM ledger_member_entry
              UNION ALL
              SELECT number AS entry, member_number, -1 AS times FROM ledger_transfer
              WHERE invoice IS NULL AND member_number IS NOT NULL) s
            GROUP BY s.entry, s.member_number HAVING SUM(s.times) <> 0\
            """),
        BATCH_SUMS("P2", "Batch whose payments are not those it was posted with", """
            SELECT CAST(b.number AS CHAR(20)) FROM ledger_batch b
            LEFT JOIN (SELECT batch, COUNT(*) AS payments, SUM(amount) AS total, MIN(number) AS first_payment,
                MAX(number) AS last_payment FROM ledger_payment GROUP BY batch) p
              ON p.batch = b.number
            WHERE p.payments IS NULL OR p.payments <> b.payments OR p.total <> b.total
              OR p.first_payment <> b.first_payment OR p.last_payment <> b.first_payment + b.payments - 1\
            """),
        PAYMENT_WITHOUT_BATCH("P2", "Payment without a batch", """
            SELECT CAST(p.number AS CHAR(20)) FROM ledger_payment p
            LEFT JOIN ledger_batch b ON b.number = p.batch
            WHERE b.number IS NULL\
            """),
        SOURCE_KEY_ONCE(
                "P1",
                "Source key of a payment used twice",
                "SELECT source_key FROM ledger_payment GROUP BY source_key HAVING COUNT(*) > 1"),
        NUMBERS_GAPLESS("P7", "The numbers of this series have a gap, or its counter is wrong", """
            SELECT s.series FROM ledger_series s
            LEFT JOIN (SELECT series, COUNT(*) AS counted, MIN(number) AS first_number, MAX(number) AS last_number
              FROM ledger_invoice GROUP BY series
              UNION ALL
              SELECT series, COUNT(*) AS counted, MIN(number) AS first_number, MAX(number) AS last_number
              FROM ledger_credit_note GROUP BY series) i ON i.series = s.series
            WHERE COALESCE(i.counted, 0) <> s.next_number - 1 OR COALESCE(i.first_number, 1) <> 1
              OR COALESCE(i.last_number, 0) <> s.next_number - 1\
            """),
        KID_ONCE("P6", "KID used twice", "SELECT kid FROM ledger_invoice GROUP BY kid HAVING COUNT(*) > 1");

        private final String promise;
        private final String words;
        private final String query;

        Proof(String promise, String words, String query) {
            this.promise = promise;
            this.words = words;
            this.query = query;
        }

        public String promise() {
            return promise;
        }

        public String words() {
            return words;
        }
    }

    /** Is told of every invoice's KID. */
    @FunctionalInterface
    public interface KidReader {
        void kid(long number, int memberNumber, String kid);
    }

    /** What breaks the promise, at most so many. */
    public List<String> broken(Handle handle, Proof proof, int most) {
        return handle.createQuery(proof.query)
                .setMaxRows(most)
                .map((row, context) -> row.getString(1).trim())
                .list();
    }

    /** Streams every invoice's KID. */
    public void eachKid(Handle handle, KidReader reader) {
        handle.createQuery(KIDS)
                .setFetchSize(FETCH)
                .map((row, context) -> {
                    reader.kid(row.getLong(1), row.getInt(2), row.getString(3));
                    return Boolean.TRUE;
                })
                .useStream(stream -> stream.forEach(read -> {}));
    }
}
