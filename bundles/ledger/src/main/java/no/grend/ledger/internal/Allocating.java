package no.grend.ledger.internal;

import java.time.Clock;
import java.util.Objects;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.LedgerEvent.Kind;
import no.grend.ledger.Posted;
import no.grend.ledger.Posted.Outcome;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.HeldMoney;
import no.grend.ledger.internal.store.HeldRows;
import no.grend.ledger.internal.store.Journal;
import no.grend.ledger.internal.store.OpenInvoices;
import no.grend.ledger.internal.store.PaymentReader;
import no.grend.ledger.internal.store.PaymentReader.Allocation;
import no.grend.ledger.internal.store.PaymentRow;
import no.grend.ledger.internal.store.PostingReader;
import no.grend.ledger.internal.store.Standing;
import no.grend.ledger.internal.store.Transfer;
import no.grend.schema.Database;

/**
 * What a person decides about money that lies unallocated. Each decision is audited, and undoing it is new rows.
 *
 * <p>The invoice takes what is open. What is left of money from suspense becomes the member's credit, since now it is known
 * whose it is. Money that the bank took back (negative) takes as much off what was paid on the invoice.
 *
 * <p>One member's credit that goes to another's invoice goes by way of suspense, so that each entry changes what one member
 * has and owes, and the sub-ledger of each is the entries that name that member.
 */
final class Allocating {

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final PaymentReader payments = new PaymentReader();

    Allocating(Database db, Clock clock, Audit audit) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
    }

    Posted allocate(Actor actor, String sourceKey, String invoiceId, String why) {
        return work((journal, open, held) -> {
            PaymentRow payment = find(journal, sourceKey);
            HeldMoney money = payment.held();
            if (money.amount() == 0) {
                throw Problem.conflict(
                        "NOTHING_UNALLOCATED",
                        "All of this payment lies on an invoice already; nothing is left to move.");
            }
            PostingReader reader = new PostingReader(journal.tx(), db.dialect());
            Standing invoice = reader.byId(invoiceId);
            if (invoice == null) {
                throw Problem.notFound("There is no such invoice.");
            }
            long rest = money.amount() > 0
                    ? put(journal, money, invoice, payment)
                    : takeBack(journal, money, invoice, payment);
            open.touch(invoice);
            HeldMoney left = toCredit(journal, money.withAmount(rest), invoice);
            held.change(left);
            audit(journal, actor, "PAYMENT_ALLOCATED", payment, invoice.id(), why);
            Outcome outcome = rest == 0 ? Outcome.POSTED : Outcome.OVERPAID;
            return new Posted(
                    sourceKey, outcome, invoice.id(), Ore.of(rest), "A person decided which invoice it belongs to.");
        });
    }

    void unallocate(Actor actor, String sourceKey, String why) {
        work((journal, open, held) -> {
            PaymentRow payment = find(journal, sourceKey);
            // What a credit note freed has the other sign, and is no decision about the payment.
            int sign = payment.receipt().amount().isNegative() ? -1 : 1;
            var allocations = payments.allocations(journal.tx(), payment.number()).stream()
                    .filter(allocation -> Long.signum(allocation.amount()) == sign)
                    .toList();
            if (allocations.isEmpty()) {
                throw Problem.conflict(
                        "NOTHING_ALLOCATED", "Nobody has allocated this payment, so there is nothing to take back.");
            }
            boolean unknown = payment.outcome() == Outcome.UNMATCHED;
            Account home = unknown ? Account.SUSPENSE : Account.MEMBER_CREDIT;
            Integer owner = unknown ? null : Integer.valueOf(payments.firstOwner(journal.tx(), payment.number()));
            PostingReader reader = new PostingReader(journal.tx(), db.dialect());
            HeldMoney money = payment.held();
            long unallocated = backFromCredit(journal, money, home, owner);
            for (Allocation allocation : allocations) {
                Standing invoice = reader.byEntry(allocation.invoice());
                boolean another = !unknown && !isOf(invoice, owner);
                unallocated += back(journal, allocation, invoice, payment, another ? Account.SUSPENSE : home);
                if (another) {
                    HeldMoney freed =
                            new HeldMoney(payment.number(), Account.SUSPENSE, allocation.amount(), null, owner);
                    move(journal, freed, Account.SUSPENSE, home, owner);
                }
                open.touch(invoice);
            }
            HeldMoney now = new HeldMoney(payment.number(), home, unallocated, null, owner);
            if (money.amount() == 0) {
                // Allocations of one payment all have its sign, so what comes back is never zero.
                held.add(now);
            } else {
                held.change(now);
            }
            audit(journal, actor, "PAYMENT_UNALLOCATED", payment, null, why);
            return null;
        });
    }

    private static long put(Journal journal, HeldMoney money, Standing invoice, PaymentRow payment) {
        long taken = Math.min(money.amount(), invoice.open());
        if (taken == 0) {
            throw Problem.conflict(
                    "INVOICE_SETTLED", "Nothing is owed on this invoice. Choose an invoice that is open or part-paid.");
        }
        invoice.pay(taken);
        if (isOthersCredit(money, invoice)) {
            move(journal, money.withAmount(taken), Account.MEMBER_CREDIT, Account.SUSPENSE, money.memberNumber());
            journal.append(Transfer.allocate(Account.SUSPENSE, taken, invoice, payment.number()));
        } else {
            journal.append(Transfer.allocate(money.account(), taken, invoice, payment.number()));
        }
        return money.amount() - taken;
    }

    private static long takeBack(Journal journal, HeldMoney money, Standing invoice, PaymentRow payment) {
        long taken = Math.min(-money.amount(), invoice.paid());
        if (taken == 0) {
            throw Problem.conflict(
                    "NOTHING_PAID", "Nothing is paid on this invoice, so the bank's reversal cannot belong to it.");
        }
        invoice.takeBack(taken);
        if (isOthersCredit(money, invoice)) {
            move(journal, money.withAmount(-taken), Account.MEMBER_CREDIT, Account.SUSPENSE, money.memberNumber());
            journal.append(
                    Transfer.takeBack(Kind.PAYMENT_REVERSED, Account.SUSPENSE, taken, invoice, payment.number()));
        } else {
            journal.append(Transfer.takeBack(Kind.PAYMENT_REVERSED, money.account(), taken, invoice, payment.number()));
        }
        return money.amount() + taken;
    }

    private static boolean isOthersCredit(HeldMoney money, Standing invoice) {
        return money.account() == Account.MEMBER_CREDIT && !isOf(invoice, money.memberNumber());
    }

    private static boolean isOf(Standing invoice, Integer memberNumber) {
        return memberNumber != null && memberNumber == invoice.memberNumber();
    }

    /** The rest of what lay in suspense is the member's own from now on. */
    private static HeldMoney toCredit(Journal journal, HeldMoney rest, Standing invoice) {
        HeldMoney credit = new HeldMoney(
                rest.payment(), Account.MEMBER_CREDIT, rest.amount(), invoice.entry(), invoice.memberNumber());
        if (rest.amount() != 0 && rest.account() == Account.SUSPENSE) {
            move(journal, rest, Account.SUSPENSE, Account.MEMBER_CREDIT, invoice.memberNumber());
        }
        return rest.account() == Account.SUSPENSE ? credit : rest;
    }

    private static long backFromCredit(Journal journal, HeldMoney money, Account home, Integer owner) {
        if (money.amount() != 0 && money.account() != home) {
            move(journal, money, money.account(), home, money.memberNumber());
        } else if (money.amount() != 0 && !Objects.equals(money.memberNumber(), owner)) {
            move(journal, money, home, Account.SUSPENSE, money.memberNumber());
            move(journal, money, Account.SUSPENSE, home, owner);
        }
        return money.amount();
    }

    private static void move(Journal journal, HeldMoney money, Account from, Account to, Integer member) {
        boolean positive = money.amount() > 0;
        journal.append(Transfer.held(
                Kind.PAYMENT_UNALLOCATED,
                positive ? from : to,
                positive ? to : from,
                Math.abs(money.amount()),
                member,
                money.payment(),
                money.payment()));
    }

    /** Undoes one allocation. @return what lies unallocated again by it */
    private static long back(
            Journal journal, Allocation allocation, Standing invoice, PaymentRow payment, Account home) {
        long amount = allocation.amount();
        if (amount > 0) {
            if (amount > invoice.paid()) {
                throw Problem.conflict(
                        "TAKEN_BACK",
                        "The bank has taken money back from that invoice, or a credit note has, so the allocation"
                                + " cannot be undone.");
            }
            invoice.takeBack(amount);
            journal.append(Transfer.takeBack(Kind.PAYMENT_UNALLOCATED, home, amount, invoice, payment.number()));
        } else {
            if (-amount > invoice.open()) {
                throw Problem.conflict(
                        "PAID_AGAIN",
                        "The invoice has been paid since, so taking the reversal off it is not possible.");
            }
            invoice.pay(-amount);
            journal.append(Transfer.allocate(home, -amount, invoice, payment.number()));
        }
        return amount;
    }

    private PaymentRow find(Journal journal, String sourceKey) {
        return payments.bySourceKey(journal.tx(), sourceKey)
                .orElseThrow(() -> Problem.notFound("There is no such payment."));
    }

    private void audit(Journal journal, Actor actor, String action, PaymentRow payment, String invoice, String why) {
        audit.record(
                journal.tx(),
                new Audit.Entry(
                        actor.id(),
                        action,
                        "payment:" + payment.number(),
                        null,
                        invoice == null ? null : "invoice:" + invoice,
                        why));
    }

    private <T> T work(Work<T> work) {
        return db.inTransaction(tx -> {
            try (Journal journal = Journal.open(tx, clock);
                    OpenInvoices open = new OpenInvoices(journal);
                    HeldRows held = new HeldRows(journal)) {
                T result = work.in(journal, open, held);
                open.flush();
                held.flush();
                journal.finish();
                return result;
            }
        });
    }

    @FunctionalInterface
    private interface Work<T> {
        T in(Journal journal, OpenInvoices open, HeldRows held);
    }
}
