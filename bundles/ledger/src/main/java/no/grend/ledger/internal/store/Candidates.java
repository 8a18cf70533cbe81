package no.grend.ledger.internal.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Looks for open invoices by what is owed. Safe between threads. */
public final class Candidates {

    private static final String BY_AMOUNT =
            "SELECT i.id " + Walk.OPEN_INVOICES + "WHERE o.amount = :amount FETCH FIRST 2 ROWS ONLY";

    /** The id of the one invoice on which exactly so much is open; empty when there is none or more than one. */
    public Optional<String> onlyWithOpenAmount(Handle handle, long amount) {
        List<String> ids = handle.createQuery(BY_AMOUNT)
                .bind("amount", amount)
                .mapTo(String.class)
                .list();
        return ids.size() == 1 ? Optional.of(ids.get(0)) : Optional.empty();
    }
}
