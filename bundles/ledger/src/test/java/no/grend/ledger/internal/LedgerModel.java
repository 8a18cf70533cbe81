package no.grend.ledger.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.grend.ledger.internal.store.Cover;

/** The ledger's rules once more, as plainly as they can be said, in memory: what the real one is compared with. */
final class LedgerModel {

    static final class Bill {
        final int number;
        final int member;
        final int due;
        final long amount;
        final long[] left;
        final List<Fee> fees = new ArrayList<>();
        final TreeMap<Integer, Long> paidBy = new TreeMap<>();
        long credited;
        long paid;
        int notes;

        Bill(int number, int member, int due, long[] lines) {
            this.number = number;
            this.member = member;
            this.due = due;
            this.left = lines.clone();
            long sum = 0;
            for (long line : lines) {
                sum += line;
            }
            this.amount = sum;
        }

        long owed(Cover.Part part) {
            return part == Cover.Part.PRINCIPAL
                    ? amount - credited
                    : fees.stream()
                            .filter(fee -> !fee.waived && fee.part == part)
                            .mapToLong(fee -> fee.amount)
                            .sum();
        }

        long owed() {
            return owed(Cover.Part.PRINCIPAL) + owed(Cover.Part.FEE) + owed(Cover.Part.INTEREST);
        }

        long open() {
            return owed() - paid;
        }

        /** What is left of a part when those before it in the order are covered first. */
        long outstanding(Cover.Part part, Cover cover) {
            long before = 0;
            for (Cover.Part earlier : cover.order()) {
                if (earlier == part) {
                    break;
                }
                before += owed(earlier);
            }
            return owed(part) - Math.max(0, Math.min(owed(part), paid - before));
        }

        void pay(Held held, long taken) {
            paid += taken;
            paidBy.merge(held.order, taken, Long::sum);
        }
    }

    /** A fee or interest on a bill. */
    static final class Fee {
        final Bill bill;
        final Cover.Part part;
        final long amount;
        boolean waived;

        Fee(Bill bill, Cover.Part part, long amount) {
            this.bill = bill;
            this.part = part;
            this.amount = amount;
        }
    }

    /** Unallocated money of one receipt. @param bill the invoice whose KID it had; null when none */
    static final class Held {
        final int order;
        final String key;
        final long brought;
        long amount;
        Integer member;
        Integer atFirst;
        Bill bill;
        boolean suspense;

        Held(int order, String key, long brought) {
            this.order = order;
            this.key = key;
            this.brought = brought;
        }
    }

    final List<Bill> bills = new ArrayList<>();
    final List<Fee> charges = new ArrayList<>();
    final Map<String, Held> receipts = new LinkedHashMap<>();
    final Map<String, Map<Bill, Long>> byPersons = new HashMap<>();

    private final Cover cover;
    private final boolean creditPaid;

    LedgerModel(Cover cover, boolean creditPaid) {
        this.cover = cover;
        this.creditPaid = creditPaid;
    }

    void issue(int member, int due, long... lines) {
        bills.add(new Bill(bills.size() + 1, member, due, lines));
    }

    /** @param bill the invoice whose KID it has; null for none @param reference the member whose reference it is; null for none */
    void post(String key, Bill bill, Integer reference, long amount) {
        if (receipts.containsKey(key)) {
            return;
        }
        Held held = new Held(receipts.size(), key, amount);
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
        held.atFirst = member;
        held.suspense = member == null;
        long rest = amount;
        if (member != null && amount > 0) {
            for (Bill target : targets(held.bill, member, false)) {
                long taken = Math.min(rest, target.open());
                target.pay(held, taken);
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
                target.pay(held, -taken);
                rest += taken;
            }
        }
        held.amount = rest;
        receipts.put(key, held);
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
        bill.pay(held, taken);
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
        Held held = receipts.get(key);
        Map<Bill, Long> allocated = new LinkedHashMap<>(byPersons.getOrDefault(key, Map.of()));
        allocated.values().removeIf(ore -> Long.signum(ore) != Long.signum(held.brought));
        if (allocated.isEmpty()) {
            return false;
        }
        for (var entry : allocated.entrySet()) {
            long now = entry.getKey().paid - entry.getValue();
            if (now < 0 || now > entry.getKey().owed()) {
                return false;
            }
        }
        for (var entry : allocated.entrySet()) {
            entry.getKey().pay(held, -entry.getValue());
            held.amount += entry.getValue();
            byPersons.get(key).remove(entry.getKey());
        }
        held.suspense = held.atFirst == null;
        held.bill = null;
        held.member = held.atFirst;
        return true;
    }

    /** Whether it may be put on the bill; then it is. */
    boolean charge(Bill bill, Cover.Part part, long amount) {
        if (bill.outstanding(Cover.Part.PRINCIPAL, cover) == 0) {
            return false;
        }
        Fee fee = new Fee(bill, part, amount);
        bill.fees.add(fee);
        charges.add(fee);
        return true;
    }

    /** Whether it may be let go; then it is. */
    boolean waive(Fee fee) {
        if (fee.waived) {
            return true;
        }
        if (!room(fee.bill, fee.amount)) {
            return false;
        }
        fee.waived = true;
        return true;
    }

    /** Whether so much of each line may be credited, 0 for nothing; then it is. @param lines null for all that is left */
    boolean credit(Bill bill, long[] lines) {
        long[] off = lines == null ? bill.left.clone() : lines;
        long sum = 0;
        for (int i = 0; i < off.length; i++) {
            boolean within =
                    Long.signum(off[i]) * Long.signum(bill.left[i]) >= 0 && Math.abs(off[i]) <= Math.abs(bill.left[i]);
            if (!within) {
                return false;
            }
            sum += off[i];
        }
        if (sum <= 0 || sum > bill.owed(Cover.Part.PRINCIPAL)) {
            return false;
        }
        boolean last = sum == bill.owed(Cover.Part.PRINCIPAL);
        if (!room(bill, last ? bill.owed() : sum)) {
            return false;
        }
        if (last) {
            bill.fees.forEach(fee -> fee.waived = true);
        }
        for (int i = 0; i < off.length; i++) {
            bill.left[i] -= off[i];
        }
        bill.credited += sum;
        bill.notes++;
        return true;
    }

    /** What is paid beyond what will be owed becomes credit, of the latest receipts first, if that is allowed at all. */
    private boolean room(Bill bill, long off) {
        long tooMuch = off - bill.open();
        if (tooMuch > 0 && !creditPaid) {
            return false;
        }
        List<Held> latestFirst = new ArrayList<>(receipts.values());
        Collections.reverse(latestFirst);
        for (Held held : latestFirst) {
            long freed = Math.min(Math.max(0, tooMuch), bill.paidBy.getOrDefault(held.order, 0L));
            if (freed > 0) {
                bill.pay(held, -freed);
                byPersons.computeIfAbsent(held.key, k -> new LinkedHashMap<>()).merge(bill, -freed, Long::sum);
                if (held.amount == 0) {
                    held.suspense = false;
                    held.member = bill.member;
                    held.bill = bill;
                }
                held.amount += freed;
                tooMuch -= freed;
            }
        }
        return true;
    }
}
