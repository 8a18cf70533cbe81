package no.grend.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

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
        final long price;
        LocalDate next;
        LocalDate ended;
        boolean mandate;
        long paidIn;

        Member(int number, String contactId, String membershipId, long price, LocalDate next) {
            this.number = number;
            this.contactId = contactId;
            this.membershipId = membershipId;
            this.price = price;
            this.next = next;
        }
    }

    /** An invoice. @see #owed() */
    static final class Bill {
        final String id;
        final String kid;
        final Member member;
        final LocalDate due;
        final long amount;
        LocalDate payOn;
        Habit habit;
        long credited;
        long charged;
        long waived;
        boolean gone;
        boolean sent;

        Bill(String id, String kid, Member member, LocalDate due, long amount) {
            this.id = id;
            this.kid = kid;
            this.member = member;
            this.due = due;
            this.amount = amount;
        }

        /** Øre asked for on it in all. */
        long owed() {
            return gone ? 0 : amount - credited + charged - waived;
        }
    }

    /** What a payer does with an invoice. */
    enum Habit {
        PAYS,
        PAYS_SOME,
        PAYS_TOO_MUCH,
        USES_REFERENCE,
        WRITES_WRONG_KID,
        WRITES_NO_KID,
        PAYS_TWICE,
        NEVER
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

    /** Those whose next year begins on or before a due date, each as often as that is so. */
    List<Member> toInvoice(LocalDate due) {
        List<Member> all = new ArrayList<>();
        for (Member member : members.values()) {
            while (!member.next.isAfter(due) && (member.ended == null || !member.ended.isBefore(member.next))) {
                all.add(member);
                member.next = member.next.plusYears(1);
            }
        }
        return all;
    }

    /** The bank tells of money; again is nothing. @param known whether its KID names a member */
    void came(Money money, boolean known) {
        if (told.putIfAbsent(money.reference(), money) != null) {
            return;
        }
        if (known) {
            money.bill().member.paidIn += money.ore();
        } else {
            unknown.put(money.reference(), money);
        }
    }

    /** A person finds out whose it is. */
    void placed(Money money, Member owner) {
        unknown.remove(money.reference());
        owner.paidIn += money.ore();
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
