package no.grend.agreement.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.ledger.Ledger;
import no.grend.ledger.Posted;
import no.grend.ledger.Receipt;

/**
 * Books payments («bokfører»), together where several come at once: those that come while a group is being booked are the next
 * group, booked by one of those who wait for it. Whoever writes money is alone in the ledger until the disk has it, so one by one
 * they would each wait for all before them. A group that fails is booked one by one, so that none fails for another's sake.
 * Safe between threads.
 */
final class Booking {

    private static final int MOST_TOGETHER = 100;

    private final Ledger ledger;
    private final List<Entry> waiting = new ArrayList<>();
    private boolean busy;

    Booking(Ledger ledger) {
        this.ledger = ledger;
    }

    /** One that is to be booked, and what became of it; read and written by whoever holds the monitor of the booking. */
    private static final class Entry {

        private final Receipt receipt;
        private Posted.Outcome fate;
        private RuntimeException failure;

        private Entry(Receipt receipt) {
            this.receipt = receipt;
        }

        private boolean isDone() {
            return fate != null || failure != null;
        }
    }

    /**
     * Books one, once for its source key however often it is asked for.
     *
     * @return never null: what is not known to be booked must not be taken for booked
     * @throws RuntimeException what the ledger threw, that the thread was interrupted while it waited, or that nobody told what
     *     became of it; it may be booked all the same
     */
    Posted.Outcome book(Receipt receipt) {
        Entry own = new Entry(receipt);
        synchronized (this) {
            waiting.add(own);
        }
        for (List<Entry> group = group(own); !group.isEmpty(); group = group(own)) {
            try {
                book(group);
            } finally {
                over();
            }
        }
        if (own.failure != null) {
            throw own.failure;
        }
        if (own.fate == null) {
            throw new IllegalStateException("Nobody told what became of " + receipt.sourceKey());
        }
        return own.fate;
    }

    /** How many wait for those before them. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Waits until it is booked, or until nobody is at it. @return what the caller must book; nothing when it is booked */
    private synchronized List<Entry> group(Entry own) {
        while (busy && !own.isDone()) {
            try {
                wait();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while another booked", stopping);
            }
        }
        if (own.isDone()) {
            return List.of();
        }
        busy = true;
        List<Entry> first = waiting.subList(0, Math.min(MOST_TOGETHER, waiting.size()));
        List<Entry> group = List.copyOf(first);
        first.clear();
        return group;
    }

    private synchronized void over() {
        busy = false;
        notifyAll();
    }

    private void book(List<Entry> group) {
        Map<String, Posted.Outcome> fates;
        try {
            fates = post(group);
        } catch (RuntimeException failed) {
            if (group.size() > 1) {
                group.forEach(entry -> book(List.of(entry)));
            } else {
                end(group, Map.of(), failed);
            }
            return;
        } catch (Error broken) {
            end(group, Map.of(), new IllegalStateException("Booking broke off", broken));
            throw broken;
        }
        end(group, fates, null);
    }

    private synchronized void end(List<Entry> group, Map<String, Posted.Outcome> fates, RuntimeException failure) {
        for (Entry entry : group) {
            entry.fate = fates.get(entry.receipt.sourceKey());
            entry.failure = failure;
        }
    }

    private Map<String, Posted.Outcome> post(List<Entry> group) {
        List<Receipt> receipts = group.stream().map(entry -> entry.receipt).toList();
        Map<String, Posted.Outcome> fates = new HashMap<>();
        ledger.post(
                Actor.SYSTEM,
                receipts.get(0).sourceKey(),
                receipts.iterator(),
                posted -> fates.put(posted.sourceKey(), posted.outcome()));
        return fates;
    }
}
