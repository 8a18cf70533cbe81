package no.grend.ledger.internal.store;

import java.util.List;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.LineKind;
import no.grend.ledger.Invoice.PaymentType;
import no.grend.ledger.InvoiceDraft;
import no.grend.schema.RowBatch;

/** New invoices on their way into the database, with their lines, their journal entries and what is owed on them. */
public final class InvoiceRows implements AutoCloseable {

    private static final String INSERT = """
            INSERT INTO ledger_invoice (entry, id, series, number, kid, contact_id, member_number, payer_name, issued_on,
              due_on, amount, source_key, run, payment_type, member_contact_id, member_name, occasion)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String LINE =
            "INSERT INTO ledger_invoice_line (invoice, line, words, amount, kind) VALUES (?, ?, ?, ?, ?)";

    private static final String NEXT = "SELECT next_number FROM ledger_series WHERE series = :series";

    private static final String COUNT = "UPDATE ledger_series SET next_number = :next WHERE series = :series";

    /** The occasion of an invoice that is paid on joining; most have none. */
    static final String JOINING = "JOINING";

    /** The occasion of one that is not collected by mandate, because another way was agreed. */
    static final String NO_MANDATE = "NO_MANDATE";

    /** The series of ordinary invoices («faktura»). */
    public static final String SERIES = "F";

    private final Journal journal;
    private final RowBatch invoices;
    private final RowBatch lines;
    private final OpenInvoices open;
    private long next;

    public InvoiceRows(Journal journal) {
        this.journal = journal;
        this.invoices = new RowBatch(journal.connection(), INSERT);
        this.lines = new RowBatch(journal.connection(), LINE);
        this.open = new OpenInvoices(journal);
        this.next = journal.tx()
                .createQuery(NEXT)
                .bind("series", SERIES)
                .mapTo(Long.class)
                .one();
    }

    /** The number that the next invoice gets; taken when it is added. */
    public long nextNumber() {
        return next;
    }

    /** Adds an invoice under the next number. @return it, as issued, and its entry */
    public long add(String id, String kid, InvoiceDraft draft, long amount, String run) {
        long entry = journal.appendIssue(draft.memberNumber(), amount);
        invoices.with(entry)
                .with(id)
                .with(SERIES)
                .with(next++)
                .with(kid)
                .with(draft.contactId())
                .with(draft.memberNumber())
                .with(draft.payerName())
                .with(draft.issuedOnOr(journal.today()))
                .with(draft.dueDate())
                .with(amount)
                .with(draft.sourceKey())
                .with(run)
                .with(
                        draft.paymentType() == PaymentType.INVOICE
                                ? null
                                : draft.paymentType().name())
                .with(draft.onBehalfOf() == null ? null : draft.onBehalfOf().contactId())
                .with(draft.onBehalfOf() == null ? null : draft.onBehalfOf().name())
                .with(draft.joining() ? JOINING : draft.withoutMandate() ? NO_MANDATE : null)
                .add();
        addLines(entry, draft.lines());
        open.issued(entry, amount, draft.dueDate());
        return entry;
    }

    /** Writes what is left and the series' counter. */
    public void finish() {
        invoices.flush();
        lines.flush();
        open.flush();
        journal.tx()
                .createUpdate(COUNT)
                .bind("next", next)
                .bind("series", SERIES)
                .execute();
    }

    @Override
    public void close() {
        invoices.close();
        lines.close();
        open.close();
    }

    private void addLines(long entry, List<Invoice.Line> all) {
        int number = 1;
        for (Invoice.Line line : all) {
            lines.with(entry)
                    .with(number++)
                    .with(line.text())
                    .with(line.amount().value())
                    .with(line.kind() == LineKind.OTHER ? null : line.kind().name())
                    .add();
        }
    }
}
