package no.grend.ledger.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice.Line;

/** Puts one invoice together from the rows of a question that tells the invoice anew with each of its lines. */
final class WholeInvoice {

    private final SortedMap<Integer, Line> lines = new TreeMap<>();
    private InvoiceRow invoice;
    private boolean adjusted;

    void read(ResultSet row) throws SQLException {
        if (invoice == null) {
            invoice = InvoiceRow.of(row);
            row.getLong("adjusted");
            adjusted = !row.wasNull();
        }
        lines.put(
                row.getInt("line"),
                new Line(row.getString("words"), Ore.of(row.getLong("line_amount")), InvoiceReader.kind(row)));
    }

    Optional<InvoiceReader.Found> found(Cover cover) {
        return invoice == null
                ? Optional.empty()
                : Optional.of(new InvoiceReader.Found(invoice.with(lines.values(), cover), adjusted));
    }
}
