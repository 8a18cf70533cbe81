package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import no.grend.kernel.Verification.Violation;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class LedgerVerificationTest {

    /** What somebody with the database's password might do, and the promise that it breaks. */
    private static final Map<String, String> TAMPERING = new LinkedHashMap<>();

    static {
        TAMPERING.put("""
                INSERT INTO ledger_transfer (number, kind, debit, credit, amount, invoice, status, booked_on, posted_at)
                SELECT 900, 'PAYMENT_ALLOCATED', 1920, 1500, 1, entry, 'PAID', issued_on, CURRENT_TIMESTAMP
                FROM ledger_invoice WHERE number = 1\
                """, "P3");
        TAMPERING.put("""
                INSERT INTO ledger_payment (number, source_key, batch, channel, amount, settled_on, outcome, matched_by)
                VALUES (900, 'made up', 1, 'OCR', 1, CURRENT_DATE, 'UNMATCHED', 'NO_KID')\
                """, "P2");
        TAMPERING.put("INSERT INTO ledger_held (payment, account, amount) VALUES (1, 2990, 5)", "P4");
        TAMPERING.put("UPDATE ledger_series SET next_number = 7", "P7");
        TAMPERING.put("""
                INSERT INTO ledger_invoice (entry, id, series, number, kid, contact_id, member_number, payer_name,
                  issued_on, due_on, amount)
                VALUES (900, 'x', 'F', 4, '050000000100000013', 'c', 1, 'N', CURRENT_DATE, CURRENT_DATE, 1)\
                """, "P6");
        TAMPERING.put("DELETE FROM ledger_open", "P3");
        TAMPERING.put("UPDATE ledger_adjusted SET fees = fees + 1", "P3");
        TAMPERING.put("""
                INSERT INTO ledger_charge (entry, id, source_key, invoice, kind, amount, words, rule_id, charged_on)
                SELECT 901, 'c', 'made up', entry, 'REMINDER_FEE', 1, 'x', 'x', issued_on
                FROM ledger_invoice WHERE number = 1\
                """, "P3");
        TAMPERING.put(
                "INSERT INTO ledger_waiver (charge, entry, waived_on, words) VALUES (901, 902, CURRENT_DATE, 'x')",
                "P3");
        TAMPERING.put("""
                INSERT INTO ledger_credit_note (entry, id, series, number, invoice, issued_on, amount, words)
                SELECT 903, 'n', 'K', 9, entry, issued_on, 1, 'x' FROM ledger_invoice WHERE number = 1\
                """, "P7");
        TAMPERING.put("INSERT INTO ledger_credit_note_line (credit_note, line, amount) VALUES (903, 9, 2)", "P7");
        TAMPERING.put("""
                INSERT INTO ledger_transfer (number, kind, debit, credit, amount, invoice, status, booked_on, posted_at)
                SELECT 904, 'INVOICE_CREDITED', 3920, 1500, 1, entry, 'PAID', issued_on, CURRENT_TIMESTAMP
                FROM ledger_invoice WHERE number = 2\
                """, "P3");
        TAMPERING.put("""
                INSERT INTO ledger_transfer (number, kind, debit, credit, amount, invoice, member_number, status, booked_on,
                  posted_at)
                SELECT 905, 'CHARGE_ADDED', 1500, 3990, 1, entry, member_number + 1, 'OPEN', issued_on, CURRENT_TIMESTAMP
                FROM ledger_invoice WHERE number = 2\
                """, "P3");
        TAMPERING.put("UPDATE ledger_held SET account = 2910, member_number = 3", "P4");
        TAMPERING.put("INSERT INTO ledger_member_entry (member_number, entry) VALUES (1, 1)", "P3");
        TAMPERING.put("UPDATE ledger_counter SET open_from = CURRENT_DATE", "P3");
    }

    @DatabaseTest
    void seesWhatIsBroken(TestDatabase test) {
        Books books = new Books(test);
        var invoice = books.invoice(1, 100);
        books.invoice(2, 100);
        books.post(receipt("a", invoice.kid(), 100));
        books.fee(books.invoice(3, 100), "fee", 10);
        assertThat(books.violations()).isEmpty();
        TAMPERING.forEach((sql, promise) -> {
            int before = of(books, promise);
            books.db.useTransaction(tx -> tx.execute(sql));
            assertThat(of(books, promise)).as(sql).isGreaterThan(before);
        });
    }

    private static int of(Books books, String promise) {
        return (int) books.violations().stream()
                .map(Violation::promise)
                .filter(promise::equals)
                .count();
    }
}
