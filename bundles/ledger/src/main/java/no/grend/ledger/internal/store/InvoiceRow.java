package no.grend.ledger.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.Invoice.Status;

/** An invoice as a query gives it, without its lines. */
record InvoiceRow(
        long entry,
        String id,
        String series,
        long number,
        String kid,
        String contactId,
        int memberNumber,
        String payerName,
        LocalDate issuedOn,
        LocalDate dueOn,
        long amount,
        String sourceKey,
        String run,
        long paid,
        long credited) {

    static InvoiceRow of(ResultSet row) throws SQLException {
        return new InvoiceRow(
                row.getLong("entry"),
                row.getString("id"),
                row.getString("series"),
                row.getLong("number"),
                row.getString("kid"),
                row.getString("contact_id"),
                row.getInt("member_number"),
                row.getString("payer_name"),
                row.getDate("issued_on").toLocalDate(),
                row.getDate("due_on").toLocalDate(),
                row.getLong("amount"),
                row.getString("source_key"),
                row.getString("run"),
                row.getLong("paid"),
                row.getLong("credited"));
    }

    Invoice with(List<Line> lines) {
        return new Invoice(
                id,
                series,
                number,
                kid,
                contactId,
                memberNumber,
                payerName,
                issuedOn,
                dueOn,
                Ore.of(amount),
                Ore.of(paid),
                status(),
                sourceKey,
                run,
                List.copyOf(lines));
    }

    private Status status() {
        if (credited > 0 && credited + paid >= amount) {
            return Status.CREDITED;
        }
        if (paid >= amount) {
            return Status.PAID;
        }
        return paid > 0 ? Status.PART_PAID : Status.OPEN;
    }
}
