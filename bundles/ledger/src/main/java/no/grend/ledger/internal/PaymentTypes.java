package no.grend.ledger.internal;

import no.grend.identity.Actor;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.PaymentType;
import no.grend.ledger.internal.store.InvoiceReader;
import no.grend.ledger.internal.store.PaymentTypeRows;
import no.grend.ledger.internal.store.Standing;

/** Marks how invoices are meant to be paid («betalingstype», S2-13). Safe between threads. */
final class PaymentTypes {

    private static final int LONGEST_WHY = 500;

    private final Adjusting.Means means;
    private final InvoiceReader invoices;
    private final PaymentTypeRows rows = new PaymentTypeRows();

    PaymentTypes(Adjusting.Means means, InvoiceReader invoices) {
        this.means = means;
        this.invoices = invoices;
    }

    Invoice mark(Actor actor, String invoiceId, PaymentType type, String why) {
        if (type == null) {
            throw Problem.invalid("/paymentType", "FIELD_MISSING", "paymentType is missing; give PREPAID or INVOICE.");
        }
        if (why == null || why.isBlank() || why.length() > LONGEST_WHY) {
            throw Problem.invalid("/why", "WHY_MISSING", "Say why it is marked, in 1-500 characters.");
        }
        return Adjusting.inTransaction(means, actor, adjusting -> {
            Standing standing = adjusting.invoice(invoiceId);
            Invoice before = read(adjusting, standing);
            if (before.paymentType() == type) {
                return before;
            }
            if (before.open().isZero()) {
                throw Problem.conflict(
                        "NOTHING_OPEN",
                        "Nothing is owed on this invoice any more, so how it is meant to be paid does not change.");
            }
            rows.mark(adjusting.tx(), standing.entry(), type);
            adjusting.enter(
                    "PAYMENT_TYPE_MARKED", standing, before.paymentType().name(), type.name(), why);
            return read(adjusting, standing);
        });
    }

    private Invoice read(Adjusting adjusting, Standing standing) {
        return invoices.byEntry(adjusting.tx(), standing.entry()).orElseThrow();
    }
}
