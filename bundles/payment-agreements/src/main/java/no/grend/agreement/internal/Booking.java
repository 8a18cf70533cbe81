package no.grend.agreement.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.kernel.Together;
import no.grend.ledger.Ledger;
import no.grend.ledger.Posted;
import no.grend.ledger.Receipt;

/**
 * Books payments («bokfører»), {@link Together} where several come at once, as whoever writes money is alone in the ledger until
 * the disk has it. Safe between threads.
 */
final class Booking {

    private final Ledger ledger;
    private final Together<Entry> together = new Together<>(this::post);

    Booking(Ledger ledger) {
        this.ledger = ledger;
    }

    /** One that is to be booked, and what became of it. */
    private static final class Entry {

        private final Receipt receipt;
        private Posted.Outcome fate;

        private Entry(Receipt receipt) {
            this.receipt = receipt;
        }
    }

    /**
     * Books one, once for its source key however often it is asked for.
     *
     * @return never null: what is not known to be booked must not be taken for booked
     * @throws RuntimeException what the ledger threw, or that nobody told what became of it; it may be booked all the same
     */
    Posted.Outcome book(Receipt receipt) {
        Entry own = new Entry(receipt);
        together.run(own);
        if (own.fate == null) {
            throw new IllegalStateException("Nobody told what became of " + receipt.sourceKey());
        }
        return own.fate;
    }

    /** How many wait for those before them. */
    int waiting() {
        return together.waiting();
    }

    private void post(List<Entry> group) {
        List<Receipt> receipts = group.stream().map(entry -> entry.receipt).toList();
        Map<String, Posted.Outcome> fates = new HashMap<>();
        ledger.post(
                Actor.SYSTEM,
                receipts.get(0).sourceKey(),
                receipts.iterator(),
                posted -> fates.put(posted.sourceKey(), posted.outcome()));
        group.forEach(entry -> entry.fate = fates.get(entry.receipt.sourceKey()));
    }
}
