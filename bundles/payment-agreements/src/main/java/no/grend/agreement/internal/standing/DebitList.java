package no.grend.agreement.internal.standing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.StandingAgreements.Debit;
import no.grend.agreement.internal.standing.store.StandingDebits;
import no.grend.agreement.internal.standing.store.StandingRow;
import no.grend.identity.Actor;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;

/** An agreement's debits as the ledger has them. Safe between threads; never inside a transaction. */
final class DebitList {

    private static final int MOST = 200;

    private final StandingBook book;
    private final Ledger ledger;

    DebitList(StandingBook book, Ledger ledger) {
        this.book = book;
        this.ledger = ledger;
    }

    /** Newest first. */
    List<Debit> of(String agreementId) {
        List<Debit> debits = new ArrayList<>();
        for (StandingDebits.Row row : book.db.read(tx -> book.debits.of(tx, agreementId, MOST))) {
            Optional<Invoice> invoice = row.sourceKey() == null
                    ? Optional.empty()
                    // Whose agreement it is was asked before; this only reads what belongs to it.
                    : ledger.invoiceFor(Actor.SYSTEM, row.sourceKey());
            debits.add(invoice.map(one -> debit(row, one))
                    .orElseGet(() -> new Debit(row.period(), null, null, null, null, null, "PASSED_OVER")));
        }
        return debits;
    }

    private static Debit debit(StandingDebits.Row row, Invoice invoice) {
        return new Debit(
                row.period(),
                invoice.id(),
                invoice.number(),
                invoice.dueDate(),
                invoice.amount(),
                invoice.open(),
                invoice.status().name());
    }

    /** Those that are made and not paid, by due date: whatever is done to the agreement, they stand. */
    List<Debit> standing(String agreementId) {
        return of(agreementId).stream()
                .filter(debit -> debit.open() != null && debit.open().isPositive())
                .sorted(Comparator.comparing(Debit::dueDate))
                .toList();
    }

    /** A run may have made the next invoice and not have told of it yet: then its period is done with. */
    void catchUp(StandingRow row) {
        LocalDate next = row.nextDebit();
        if (next != null) {
            String key = DebitKey.of(row, next).toString();
            if (ledger.invoiceFor(Actor.SYSTEM, key).isPresent()) {
                book.invoiced(List.of(key));
            }
        }
    }
}
