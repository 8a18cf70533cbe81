package no.grend.agreement.internal.standing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.internal.standing.store.StandingDebits;
import no.grend.agreement.internal.standing.store.StandingEvents.Written;
import no.grend.agreement.internal.standing.store.StandingRow;
import no.grend.identity.Actor;
import no.grend.kernel.Verification;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code grend:verify agreements}: each agreement stands as its history says, each event begins where the one before it ended
 * (S0-34), each period that is done with has its invoice, which is the payer's, and none of them will be debited again.
 */
@Component(service = Verification.class)
public final class StandingChecks implements Verification {

    private static final int BATCH = 500;
    private static final int MOST_TOLD = 100;
    private static final int MOST_DEBITS = 1_200;

    private final StandingBook book;
    private final Ledger ledger;

    @Activate
    public StandingChecks(@Reference StandingBook book, @Reference Ledger ledger) {
        this.book = book;
        this.ledger = ledger;
    }

    @Override
    public String area() {
        return "agreements";
    }

    @Override
    public List<Violation> verify() {
        List<Violation> violations = new ArrayList<>();
        String after = "";
        List<StandingRow> rows;
        do {
            String from = after;
            rows = book.db.read(tx -> book.store.after(tx, from, BATCH));
            for (StandingRow row : rows) {
                after = row.id();
                if (violations.size() < MOST_TOLD) {
                    history(row, violations);
                    debits(row, violations);
                }
            }
        } while (rows.size() == BATCH);
        return violations;
    }

    private void history(StandingRow row, List<Violation> violations) {
        List<Written> events = book.db.read(tx -> book.events.of(tx, row.id()));
        String terms = null;
        int place = 0;
        for (Written event : events.subList(0, Math.min(events.size(), row.events()))) {
            boolean follows = terms == null ? event.before() == null : terms.equals(event.before());
            if (!follows || event.place() != place + 1) {
                tell(violations, row, "event " + event.place() + " does not begin where the one before it ended");
            }
            terms = event.after();
            place = event.place();
        }
        if (!row.terms().text().equals(terms) || row.events() != place) {
            tell(violations, row, "does not stand as its history says");
        }
    }

    private void debits(StandingRow row, List<Violation> violations) {
        List<StandingDebits.Row> done = book.db.read(tx -> book.debits.of(tx, row.id(), MOST_DEBITS));
        // Read after them, since a run may be at work.
        LocalDate next =
                book.db.read(tx -> book.store.byId(tx, row.id())).orElse(row).nextDebit();
        for (StandingDebits.Row debit : done) {
            if (next != null && !YearMonth.parse(debit.period()).isBefore(YearMonth.from(next))) {
                tell(violations, row, "would be debited again for " + debit.period());
            }
            Optional<Invoice> invoice =
                    debit.sourceKey() == null ? Optional.empty() : ledger.invoiceFor(Actor.SYSTEM, debit.sourceKey());
            if (debit.sourceKey() != null && invoice.isEmpty()) {
                tell(violations, row, "has no invoice for " + debit.period());
            } else if (invoice.isPresent() && !invoice.get().contactId().equals(row.contactId())) {
                tell(violations, row, "was invoiced to somebody else for " + debit.period());
            }
        }
    }

    private static void tell(List<Violation> violations, StandingRow row, String what) {
        violations.add(new Violation("S0-34", "Agreement " + row.id() + " " + what));
    }
}
