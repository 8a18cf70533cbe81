package no.grend.ledger.internal;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import no.grend.kernel.Verification.Violation;
import no.grend.ledger.internal.store.MonthProof;
import no.grend.ledger.internal.store.MonthProof.Books;
import no.grend.ledger.internal.store.MonthRows;
import no.grend.ledger.internal.store.MonthRows.Balance;
import no.grend.ledger.internal.store.MonthRows.Closing;
import no.grend.ledger.internal.store.MonthRows.Print;
import org.jdbi.v3.core.Handle;

/** Proves that closed months are as they were when they were closed, that none is missing, and that nothing passed them. */
final class ClosedMonths {

    private static final String PROMISE = "P3";

    private final MonthRows months = new MonthRows();
    private final MonthProof proof = new MonthProof();

    List<Violation> violations(Handle handle) {
        List<Violation> found = new ArrayList<>();
        LocalDate openFrom = months.openFrom(handle).orElse(null);
        List<Closing> closings = months.inForce(handle);
        Map<LocalDate, Books> books = books(handle, closings);
        LocalDate expected = null;
        List<Balance> carried = List.of();
        for (Closing closing : closings) {
            YearMonth month = YearMonth.from(closing.month());
            if (expected != null && !closing.month().equals(expected)) {
                found.add(new Violation(PROMISE, "Months before " + month + " are not closed, or not in order"));
            }
            Books now = books.get(closing.month());
            if (!now.print().equals(new Print(closing.entries(), closing.turnover(), closing.fingerprint()))) {
                found.add(new Violation(PROMISE, "The entries of " + month + " are not those it was closed with"));
            }
            List<Balance> balances = months.balances(handle, closing.number());
            if (!balances.equals(now.balances(carried, Map.of()))) {
                found.add(new Violation(PROMISE, "The balances of " + month + " are not those that its entries give"));
            }
            expected = closing.month().plusMonths(1);
            carried = balances;
        }
        boolean right = expected == null ? openFrom == null || isReopened(handle, openFrom) : expected.equals(openFrom);
        if (!right) {
            found.add(new Violation(
                    PROMISE, "The first open day is " + openFrom + " and the closed months end before " + expected));
        }
        return found;
    }

    private boolean isReopened(Handle handle, LocalDate openFrom) {
        return months.latestOf(handle, openFrom).isPresent();
    }

    private Map<LocalDate, Books> books(Handle handle, List<Closing> closings) {
        if (closings.isEmpty()) {
            return Map.of();
        }
        SortedMap<LocalDate, String> before = new TreeMap<>();
        String last = "";
        for (Closing closing : closings) {
            before.put(closing.month(), last);
            last = closing.fingerprint();
        }
        return proof.books(handle, before);
    }
}
