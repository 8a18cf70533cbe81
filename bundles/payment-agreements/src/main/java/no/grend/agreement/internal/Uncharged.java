package no.grend.agreement.internal;

import java.util.List;
import java.util.Map;
import no.grend.agreement.internal.store.ConsentRow;
import no.grend.identity.Actor;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;

/**
 * Shows staff the invoices that a payer has consented to be charged for and that are not, since the provider is taken out of use:
 * each once, until it is charged after all or nothing is open on it any more. Safe between threads.
 */
final class Uncharged {

    static final String KIND = "NOT_CHARGED";

    private static final int BATCH = 200;

    private final Tables tables;

    Uncharged(Tables tables) {
        this.tables = tables;
    }

    void raise(Invoice invoice, ConsentRow consent) {
        String next = consent.isMoving()
                ? "The payer is asked to consent at " + consent.move().to() + " instead, and has not yet."
                : "The consent cannot be moved to where its payments go now.";
        String detail = "Invoice " + invoice.number() + ", due " + invoice.dueDate() + ", is not charged, as "
                + consent.provider() + " is being taken out of use. " + next
                + " It goes the ordinary way: it can be paid by its link, and is reminded of.";
        tables.db.useTransaction(tx -> tables.troubles.raiseOfInvoice(
                tx, tables.ids.next(), invoice.id(), KIND, Tables.cut(detail), tables.now()));
    }

    void charged(String invoiceId) {
        close(invoiceId, "It is being charged after all.");
    }

    /** Closes those of invoices on which nothing is open any more. */
    void closeDone(Ledger ledger) {
        String after = "";
        List<String> some;
        do {
            String from = after;
            some = tables.db.read(tx -> tables.troubles.invoices(tx, KIND, from, BATCH));
            if (!some.isEmpty()) {
                after = some.get(some.size() - 1);
                Map<String, Invoice> invoices = ledger.invoices(Actor.SYSTEM, some);
                some.stream()
                        .filter(id -> !invoices.containsKey(id)
                                || !invoices.get(id).open().isPositive())
                        .forEach(id -> close(id, "Nothing is open on it any more."));
            }
        } while (some.size() == BATCH);
    }

    private void close(String invoiceId, String why) {
        tables.db.useTransaction(
                tx -> tables.troubles.closeOf(tx, invoiceId, KIND, tables.now(), Actor.SYSTEM.id(), why));
    }
}
