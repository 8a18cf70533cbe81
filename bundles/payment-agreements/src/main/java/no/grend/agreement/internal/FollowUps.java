package no.grend.agreement.internal;

import java.util.Locale;
import no.grend.agreement.internal.Tables.Said;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.identity.Actor;
import no.grend.kernel.Fault;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.ledger.Posted;
import no.grend.ledger.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger what became of a payment. What it must be told stands in the payment's row, written with the outcome itself,
 * and is struck out when it was told; the source key makes telling again harmless. Safe between threads.
 */
final class FollowUps {

    static final String OVERPAID = "OVERPAID";
    static final String UNMATCHED = "UNMATCHED";

    private static final Logger LOG = LoggerFactory.getLogger(FollowUps.class);

    private static final int BATCH = 100;
    private static final int LONGEST_CHANNEL = 10;

    private final Tables tables;
    private final Ledger ledger;
    private final Booking booking;

    FollowUps(Tables tables, Ledger ledger) {
        this.tables = tables;
        this.ledger = ledger;
        this.booking = new Booking(ledger);
    }

    /** Those that were left, by a crash or because the ledger was away. */
    void rest() {
        for (String id : tables.db.read(tx -> tables.payments.followUps(tx, BATCH))) {
            tables.db.read(tx -> tables.payments.byId(tx, id)).ifPresent(this::run);
        }
    }

    /** Does what is to be done for a payment; what cannot be done now is done later. */
    void run(PaymentRow row) {
        try {
            Fault.point("payment-before-follow-up");
            if (PaymentRow.BOOK.equals(row.followUp())) {
                book(row);
            } else if (PaymentRow.PREPAID.equals(row.followUp())) {
                prepaid(row);
            }
        } catch (Problem away) {
            LOG.warn("The ledger is told of payment {} later: {}", row.id(), away.getMessage());
        } catch (RuntimeException later) {
            LOG.warn("The ledger could not be told of payment {} yet; it is told later", row.id(), later);
        }
    }

    static String sourceKey(String paymentId) {
        return "payment:" + paymentId;
    }

    private void book(PaymentRow row) {
        String key = sourceKey(row.id());
        Posted.Outcome fate = booking.book(receipt(row));
        if (fate == Posted.Outcome.ALREADY_POSTED) {
            fate = ledger.payment(Actor.SYSTEM, key)
                    .map(Ledger.Payment::outcome)
                    .orElse(Posted.Outcome.POSTED);
        }
        Fault.point("payment-after-booking");
        done(row, PaymentRow.BOOK, new Said("BOOKED", Actor.SYSTEM.id(), "In the ledger as " + key), fate);
    }

    private static Receipt receipt(PaymentRow row) {
        String channel = row.provider().toUpperCase(Locale.ROOT);
        return new Receipt(
                sourceKey(row.id()),
                channel.length() > LONGEST_CHANNEL ? channel.substring(0, LONGEST_CHANNEL) : channel,
                row.kid(),
                row.paid(),
                row.paidOn(),
                null,
                null,
                row.reference(),
                null);
    }

    /** S2-13. An invoice that was paid or credited in another way meanwhile stays as it is. */
    private void prepaid(PaymentRow row) {
        String told = "The invoice is marked PREPAID";
        try {
            ledger.markPaymentType(
                    Actor.SYSTEM,
                    row.invoiceId(),
                    Invoice.PaymentType.PREPAID,
                    "A payment by " + row.provider() + " was begun and given up");
        } catch (Problem refused) {
            if (refused.kind() == Problem.Kind.UNAVAILABLE) {
                throw refused;
            }
            told = "The invoice is not marked PREPAID: " + refused.getMessage();
        }
        done(row, PaymentRow.PREPAID, new Said("INVOICE_LEFT", Actor.SYSTEM.id(), told), null);
    }

    private void done(PaymentRow seen, String what, Said said, Posted.Outcome fate) {
        tables.db.useTransaction(tx -> {
            PaymentRow row = tables.lock(tx, seen.id());
            if (!what.equals(row.followUp())) {
                return;
            }
            tables.write(tx, row, said, Change::followedUp);
            if (fate == Posted.Outcome.OVERPAID) {
                tables.raise(
                        tx,
                        row,
                        OVERPAID,
                        "More was paid than was open on the invoice, as when it is paid by two ways at once. The rest lies"
                                + " as the member's credit: use it for another invoice, or give it back.");
            } else if (fate == Posted.Outcome.UNMATCHED) {
                tables.raise(
                        tx,
                        row,
                        UNMATCHED,
                        "The ledger does not know the invoice's KID any more, so the money lies in suspense. Allocate it to"
                                + " the invoice.");
            }
        });
    }
}
