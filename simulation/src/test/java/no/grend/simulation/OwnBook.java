package no.grend.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import no.grend.ledger.Invoice;
import no.grend.simulation.Bill.Habit;

/**
 * The treasurer's own book, kept beside the houses: who is a member at which price, what was invoiced, credited and charged,
 * and which money came for whom. It knows nothing of accounts, entries or files, and is what the ledger is compared with.
 */
final class OwnBook {

    /** A membership for a year at a time. */
    static final class Member {
        final int number;
        final String contactId;
        final String membershipId;
        final Tariff tariff;
        final LocalDate from;
        final boolean joins;
        final List<Member> before = new ArrayList<>();
        final List<Due> again = new ArrayList<>();
        LocalDate next;
        LocalDate ended;
        LocalDate paidUntil;
        boolean lodges;
        boolean mandate;
        long paidIn;

        /** @param paidUntil the last day paid for before; null for somebody who joins here */
        Member(int number, String contactId, String membershipId, Tariff tariff, LocalDate from, LocalDate paidUntil) {
            this.number = number;
            this.contactId = contactId;
            this.membershipId = membershipId;
            this.tariff = tariff;
            this.from = from;
            this.joins = paidUntil == null;
            this.paidUntil = paidUntil;
            this.next = paidUntil == null ? from : paidUntil.plusDays(1);
        }

        /** The next year to invoice, which is begun by that. */
        Due nextYear() {
            Due year = year(next, 1);
            next = tariff.next(next);
            return year;
        }

        boolean isMemberOn(LocalDate day) {
            return !from.isAfter(day) && (ended == null || !ended.isBefore(day));
        }

        private Due year(LocalDate start, int attempt) {
            int place = 1
                    + (int) before.stream()
                            .filter(other -> other.isMemberOn(start))
                            .count();
            return new Due(this, start, attempt, ended, tariff.ore(start, ended, place, joins && start.equals(from)));
        }
    }

    /**
     * A year to invoice.
     *
     * @param attempt from 1, more when it is invoiced again
     * @param ended the member's last day as it was known then; null for none
     */
    record Due(Member member, LocalDate start, int attempt, LocalDate ended, long ore) {

        /** Whether it costs less because the membership ends in it. */
        boolean isCutShort() {
            return ended != null && member.tariff.fee(start, ended) < member.tariff.fee(start, null);
        }

        /** What the invoice is for, as the ledger says it. */
        String key() {
            return "membership:" + member.membershipId + ":" + start + (attempt == 1 ? "" : ":" + attempt);
        }

        LocalDate lastDay() {
            return member.tariff.next(start).minusDays(1);
        }
    }

    /** Money that the bank has told of. @param kid as written @param bill what it was meant for */
    record Money(String reference, String kid, long ore, LocalDate day, Bill bill) {}

    final Map<Integer, Member> members = new TreeMap<>();
    final Map<String, Bill> bills = new LinkedHashMap<>();
    final Map<String, Money> told = new HashMap<>();
    final Map<String, Money> unknown = new LinkedHashMap<>();

    Member someone(Random random) {
        List<Member> all = List.copyOf(members.values());
        return all.get(random.nextInt(all.size()));
    }

    /** The years that begin on or before a due date, each once, and those that shall be invoiced again. */
    List<Due> toInvoice(LocalDate due) {
        List<Due> all = new ArrayList<>();
        for (Member member : members.values()) {
            while (!member.next.isAfter(due) && member.isMemberOn(member.next)) {
                all.add(member.nextYear());
            }
            for (Due again : List.copyOf(member.again)) {
                if (!again.start().isAfter(due) && member.isMemberOn(again.start())) {
                    member.again.remove(again);
                    all.add(member.year(again.start(), again.attempt()));
                }
            }
        }
        for (Due nothing : all.stream().filter(each -> each.ore() == 0).toList()) {
            paidFor(nothing);
            all.remove(nothing);
        }
        return all;
    }

    /** The bank tells of money; again is nothing. @param known whether its KID names a member */
    void came(Money money, boolean known) {
        if (told.putIfAbsent(money.reference(), money) != null) {
            return;
        }
        if (!known) {
            unknown.put(money.reference(), money);
        } else if (money.kid().equals(money.bill().kid)) {
            settle(money.ore(), List.of(money.bill()), money.bill().member);
        } else {
            settle(money.ore(), oldestFirst(money.bill().member), money.bill().member);
        }
    }

    /** An invoice has been issued; how it will be paid is thrown. */
    void enter(Invoice invoice, Due what, Random random) {
        Bill bill = new Bill(invoice.id(), invoice.number(), invoice.kid(), what, invoice.dueDate());
        int thrown = random.nextInt(100);
        Habit[] habits = Habit.values();
        bill.habit = thrown < 78 ? Habit.PAYS : habits[1 + random.nextInt(habits.length - 1)];
        bill.payOn = bill.due.plusDays(random.nextInt(100) < 70 ? -random.nextInt(8) : random.nextInt(80));
        bills.put(bill.id, bill);
    }

    /** Some of the invoices of the last months. */
    List<Bill> some(int most, Random random) {
        List<Bill> all = List.copyOf(bills.values());
        List<Bill> some = new ArrayList<>();
        for (int i = 0; i < most && !all.isEmpty(); i++) {
            int back = Math.min(all.size(), 250);
            some.add(all.get(all.size() - 1 - random.nextInt(back)));
        }
        return some;
    }

    private List<Bill> oldestFirst(Member member) {
        return bills.values().stream()
                .filter(bill -> bill.member == member)
                .sorted(Comparator.comparing((Bill bill) -> bill.due).thenComparing(bill -> bill.number))
                .toList();
    }

    private void settle(long ore, List<Bill> some, Member owner) {
        owner.paidIn += ore;
        long rest = ore;
        for (Bill bill : some) {
            rest = bill.take(rest);
        }
    }

    /** Nothing is left to pay for a year. */
    static void paidFor(Due what) {
        Member member = what.member();
        member.paidUntil = later(member.paidUntil, what.lastDay());
    }

    /** The last day that a membership is paid for: by whatever year is paid for last. Null for none. */
    LocalDate paidUntil(Member member) {
        return bills.values().stream()
                .filter(bill -> bill.member == member && bill.isPaidFor())
                .map(bill -> bill.what.lastDay())
                .reduce(member.paidUntil, OwnBook::later);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one == null || one.isBefore(other) ? other : one;
    }

    /** A person finds out what it was for. */
    void placed(Money money, Bill bill) {
        unknown.remove(money.reference());
        settle(money.ore(), List.of(bill), bill.member);
    }

    /** What each member owes, credit deducted, in øre; those without a balance are left out. */
    Map<Integer, Long> balances() {
        Map<Integer, Long> balances = new TreeMap<>();
        members.values().forEach(member -> balances.put(member.number, -member.paidIn));
        bills.values().forEach(bill -> balances.merge(bill.member.number, bill.owed(), Long::sum));
        balances.values().removeIf(balance -> balance == 0);
        return balances;
    }

    /** Money whose owner is not known, in øre. */
    long suspense() {
        return unknown.values().stream().mapToLong(Money::ore).sum();
    }
}
