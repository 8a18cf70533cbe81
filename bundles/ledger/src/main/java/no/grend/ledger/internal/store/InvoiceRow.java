package no.grend.ledger.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.Invoice.OnBehalfOf;
import no.grend.ledger.Invoice.Parts;
import no.grend.ledger.Invoice.PaymentType;

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
        PaymentType paymentType,
        OnBehalfOf onBehalfOf,
        boolean joining,
        boolean withoutMandate,
        Adjusted adjusted) {

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
                paymentType(row.getString("payment_type")),
                onBehalfOf(row.getString("member_contact_id"), row.getString("member_name")),
                InvoiceRows.JOINING.equals(row.getString("occasion")),
                InvoiceRows.NO_MANDATE.equals(row.getString("occasion")),
                Adjusted.of(row));
    }

    Invoice with(Collection<Line> lines, Cover cover) {
        Parts owed = adjusted.parts(amount);
        return Invoice.builder(id)
                .numbered(series, number, kid)
                .to(contactId, memberNumber, payerName)
                .onBehalfOf(onBehalfOf)
                .issuedOn(issuedOn)
                .dueOn(dueOn)
                .lines(List.copyOf(lines))
                .amount(Ore.of(amount))
                .paid(Ore.of(paid), adjusted.status(amount, paid))
                .asking(owed, cover.outstanding(owed, paid))
                .sourceKey(sourceKey)
                .run(run)
                .paymentType(paymentType)
                .joining(joining)
                .withoutMandate(withoutMandate)
                .build();
    }

    private static OnBehalfOf onBehalfOf(String contactId, String name) {
        return contactId == null ? null : new OnBehalfOf(contactId, name);
    }

    private static PaymentType paymentType(String stored) {
        return stored == null ? PaymentType.INVOICE : PaymentType.valueOf(stored);
    }
}
