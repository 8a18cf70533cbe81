package no.grend.ledger.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ledger's rules once more, as plainly as they can be said, in memory: what the real one is compared with. */
final class LedgerModel {

    static final class Bill {
        final int number;
        final int member;
        final int due;
        final long amount;
        long paid;

        Bill(int number, int member, int due, long amount) {
            this.number = number;
            this.member = member;
            this.due = due;
            this.amount = amount;
        }

        long open() {
            return amount - paid;
        }
    }

    /** Unallocated money of one receipt. @param bill the invoice whose KID it had; null when none */
    static final class Held {
        final int order;
        long amount;
        Integer member;
        Bill bill;
        boolean suspense;

        Held(int order) {
            this.order = order;
        }
    }

    final List<Bill> bills = new ArrayList<>();
    final Map<String, Held> receipts = new LinkedHashMap<>();
    final Map<String, Map<Bill, Long>> byPersons = new HashMap<>();
    final Map<String, Boolean> unknownAtFirst = new HashMap<>();

    void issue(int member, int due, long amount) {
        bills.add(new Bill(bills.size() + 1, member, due, amount));
    }

    /** @param bill the invoice whose KID it has; null for none @param reference the member whose reference it is; null for none */
    void post(String key, Bill bill, Integer reference, long amount) {
        if (receipts.containsKey(key)) {
            return;
        }
        Held held = new Held(receipts.size());
        Integer member = bill != null ? Integer.valueOf(bill.member) : reference;
        if (member != null && bills.stream().noneMatch(b -> b.member == member)) {
            member(key, held, null, amount);
            return;
        }
        held.bill = bill;
        member(key, held, member, amount);
    }

    private void member(String key, Held held, Integer member, long amount) {
        held.member = member;
        held.suspense = member == null;
        long rest = amount;
        if (member != null && amount > 0) {
            for (Bill target : targets(held.bill, member, false)) {
                long taken = Math.min(rest, target.open());
                target.paid += taken;
                rest -= taken;
            }
        } else if (member != null) {
            List<Held> credits = new ArrayList<>(receipts.values());
            Collections.reverse(credits);
            for (Held credit : credits) {
                boolean fits = !credit.suspense
                        && credit.amount > 0
                        && member.equals(credit.member)
                        && (held.bill == null || credit.bill == held.bill);
                if (fits) {
                    long taken = Math.min(-rest, credit.amount);
                    credit.amount -= taken;
                    rest += taken;
                }
            }
            for (Bill target : targets(held.bill, member, true)) {
                long taken = Math.min(-rest, target.paid);
                target.paid -= taken;
                rest += taken;
            }
        }
        held.amount = rest;
        receipts.put(key, held);
        unknownAtFirst.put(key, held.suspense);
    }

    private List<Bill> targets(Bill bill, int member, boolean latestFirst) {
        if (bill != null) {
            return List.of(bill);
        }
        Comparator<Bill> order = Comparator.<Bill>comparingInt(b -> b.due).thenComparingInt(b -> b.number);
        return bills.stream()
                .filter(b -> b.member == member)
                .sorted(latestFirst ? order.reversed() : order)
                .toList();
    }

    /** Whether a person may do it; then it is done. */
    boolean allocate(String key, Bill bill) {
        Held held = receipts.get(key);
        if (held == null || held.amount == 0) {
            return false;
        }
        long taken = held.amount > 0 ? Math.min(held.amount, bill.open()) : -Math.min(-held.amount, bill.paid);
        if (taken == 0) {
            return false;
        }
        bill.paid += taken;
        held.amount -= taken;
        if (held.suspense) {
            held.suspense = false;
            held.member = bill.member;
            held.bill = bill;
        }
        byPersons.computeIfAbsent(key, k -> new LinkedHashMap<>()).merge(bill, taken, Long::sum);
        return true;
    }

    /** Whether a person may take it back; then it is done. */
    boolean unallocate(String key) {
        Map<Bill, Long> allocated = byPersons.getOrDefault(key, Map.of());
        if (allocated.isEmpty()) {
            return false;
        }
        for (var entry : allocated.entrySet()) {
            long now = entry.getKey().paid - entry.getValue();
            if (now < 0 || now > entry.getKey().amount) {
                return false;
            }
        }
        Held held = receipts.get(key);
        Bill last = null;
        for (var entry : allocated.entrySet()) {
            last = entry.getKey();
            last.paid -= entry.getValue();
            held.amount += entry.getValue();
        }
        byPersons.remove(key);
        held.suspense = unknownAtFirst.get(key);
        held.bill = null;
        held.member = held.suspense ? null : held.member == null ? Integer.valueOf(last.member) : held.member;
        return true;
    }
}
