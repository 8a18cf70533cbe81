package no.grend.ledger.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.schema.Database;
import no.grend.schema.PlainRows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the ledger holds about a contact: invoices and what was paid on them. The law keeps all of it. */
@Component(service = PersonalDataContributor.class)
public final class LedgerPersonalData implements PersonalDataContributor {

    private static final String BOOKKEEPING = "bokføringsloven § 13: vouchers are kept";

    private static final String UNPAID = """
            SELECT i.number FROM ledger_open o JOIN ledger_invoice i ON i.entry = o.invoice
            WHERE i.contact_id = :contact ORDER BY i.number""";

    private static final String HELD_FOR = """
            SELECT h.amount FROM ledger_held h
            WHERE h.member_number IN (SELECT i.member_number FROM ledger_invoice i WHERE i.contact_id = :contact)
              AND h.amount > 0""";

    private static final String INVOICES = """
            SELECT i.number, i.kid, i.member_number, i.payer_name, i.member_name, i.issued_on, i.due_on, i.amount,
              i.payment_type, i.occasion
            FROM ledger_invoice i WHERE i.contact_id = :contact OR i.member_contact_id = :contact ORDER BY i.entry""";

    private static final String LINES = """
            SELECT l.words, l.amount, l.kind
            FROM ledger_invoice_line l JOIN ledger_invoice i ON i.entry = l.invoice WHERE i.contact_id = :contact OR i.member_contact_id = :contact
            ORDER BY l.invoice, l.line""";

    private static final String PAYMENTS = """
            SELECT p.amount, p.settled_on, p.ordered_on, p.kid, p.channel, p.debit_account, p.bank_reference, p.words
            FROM ledger_payment p JOIN ledger_invoice i ON i.entry = p.invoice WHERE i.contact_id = :contact OR i.member_contact_id = :contact
            ORDER BY p.number""";

    private static final String CHARGES = """
            SELECT c.kind, c.amount, c.words, c.charged_on
            FROM ledger_charge c JOIN ledger_invoice i ON i.entry = c.invoice WHERE i.contact_id = :contact OR i.member_contact_id = :contact
            ORDER BY c.entry""";

    private static final String WAIVERS = """
            SELECT w.waived_on, w.words
            FROM ledger_waiver w JOIN ledger_charge c ON c.entry = w.charge JOIN ledger_invoice i ON i.entry = c.invoice
            WHERE i.contact_id = :contact OR i.member_contact_id = :contact ORDER BY w.entry""";

    private static final String CREDIT_NOTES = """
            SELECT n.number, n.issued_on, n.amount, n.words
            FROM ledger_credit_note n JOIN ledger_invoice i ON i.entry = n.invoice WHERE i.contact_id = :contact OR i.member_contact_id = :contact
            ORDER BY n.entry""";

    private final Database db;

    @Activate
    public LedgerPersonalData(@Reference(target = "(module=ledger)") Database db) {
        this.db = db;
    }

    @Override
    public String module() {
        return "ledger";
    }

    @Override
    public List<Held> held(String contactId) {
        return db.read(tx -> List.of(
                new Held("ledger_invoice", PlainRows.of(tx, INVOICES, contactId)),
                new Held("ledger_invoice_line", PlainRows.of(tx, LINES, contactId)),
                new Held("ledger_payment", PlainRows.of(tx, PAYMENTS, contactId)),
                new Held("ledger_charge", PlainRows.of(tx, CHARGES, contactId)),
                new Held("ledger_waiver", PlainRows.of(tx, WAIVERS, contactId)),
                new Held("ledger_credit_note", PlainRows.of(tx, CREDIT_NOTES, contactId))));
    }

    @Override
    public List<String> obstacles(String contactId) {
        return db.read(tx -> {
            List<String> obstacles = new ArrayList<>();
            PlainRows.of(tx, UNPAID, contactId)
                    .rows()
                    .forEach(row -> obstacles.add(
                            "Invoice " + row.get("number") + " is not settled. Credit it, or wait until it is paid."));
            if (!PlainRows.of(tx, HELD_FOR, contactId).rows().isEmpty()) {
                obstacles.add("The member has money to their credit. Pay it back, or allocate it to an invoice.");
            }
            return obstacles;
        });
    }

    @Override
    public List<Fate> fates(String contactId) {
        return db.read(tx -> {
            PlainRows invoices = PlainRows.of(tx, INVOICES, contactId);
            return invoices.rows().stream()
                    .map(row -> LocalDate.parse(row.get("issued_on").toString()))
                    .max(Comparator.naturalOrder())
                    .map(last -> List.of(Fate.kept(
                            "invoices, and what was paid on them",
                            invoices.rows().size(),
                            BOOKKEEPING,
                            Fate.bookkeepingEnds(last))))
                    .orElse(List.of());
        });
    }

    @Override
    public List<Fate> erase(String contactId) {
        return fates(contactId);
    }

    @Override
    public List<Retention> retention() {
        return List.of(
                new Retention("invoices, credit notes and payments", "5 years after the end of the year", BOOKKEEPING));
    }
}
