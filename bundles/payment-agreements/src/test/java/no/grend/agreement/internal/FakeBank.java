package no.grend.agreement.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.kernel.Ore;

/** A provider's servers, with books of their own: they outlive every version of the plugin that talks to them. */
final class FakeBank {

    enum Fate {
        PAID,
        AT_THE_PAYER,
        DECLINED,
        GIVEN_UP
    }

    /** A payment in the bank's books. */
    static final class Entry {

        final String paymentId;
        final String reference;
        final Ore amount;
        private Fate fate;

        Entry(String paymentId, String reference, Ore amount, Fate fate) {
            this.paymentId = paymentId;
            this.reference = reference;
            this.amount = amount;
            this.fate = fate;
        }

        synchronized Fate fate() {
            return fate;
        }

        synchronized void payerDecides(boolean pays) {
            if (fate == Fate.AT_THE_PAYER) {
                fate = pays ? Fate.PAID : Fate.GIVEN_UP;
            }
        }

        synchronized Outcome outcome() {
            return switch (fate) {
                case PAID -> new Outcome.Accepted(reference, amount, "NOK", null);
                case AT_THE_PAYER -> new Outcome.Pending(reference, null);
                case DECLINED -> new Outcome.Rejected(Reason.DECLINED, "No cover");
                case GIVEN_UP -> new Outcome.Rejected(Reason.CANCELLED, null);
            };
        }
    }

    final String name;
    final AtomicInteger doubledStarts = new AtomicInteger();
    private final Map<String, Entry> books = new ConcurrentHashMap<>();
    private final AtomicInteger references = new AtomicInteger();

    FakeBank(String name) {
        this.name = name;
    }

    Outcome start(Order order, Random chance) {
        Entry fresh = new Entry(
                order.paymentId(),
                name + "-" + references.incrementAndGet(),
                order.amount(),
                fate(chance.nextInt(100)));
        Entry before = books.putIfAbsent(order.paymentId(), fresh);
        if (before != null) {
            doubledStarts.incrementAndGet();
        }
        return (before == null ? fresh : before).outcome();
    }

    Outcome ask(Order order) {
        Entry entry = books.get(order.paymentId());
        return entry == null ? new Outcome.Rejected(Reason.NEVER_SEEN, null) : entry.outcome();
    }

    Outcome cancel(Order order) {
        Entry entry = books.get(order.paymentId());
        if (entry == null) {
            return new Outcome.Rejected(Reason.NEVER_SEEN, null);
        }
        entry.payerDecides(false);
        return entry.outcome();
    }

    List<Entry> entries() {
        return new ArrayList<>(books.values());
    }

    private static Fate fate(int percent) {
        return percent < 65 ? Fate.PAID : percent < 85 ? Fate.AT_THE_PAYER : Fate.DECLINED;
    }
}
