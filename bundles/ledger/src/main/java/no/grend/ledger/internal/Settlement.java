package no.grend.ledger.internal;

import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.LedgerEvent.Kind;
import no.grend.ledger.Posted;
import no.grend.ledger.Posted.Outcome;
import no.grend.ledger.Receipt;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.HeldMoney;
import no.grend.ledger.internal.store.HeldRows;
import no.grend.ledger.internal.store.Journal;
import no.grend.ledger.internal.store.MatchedBy;
import no.grend.ledger.internal.store.OpenInvoices;
import no.grend.ledger.internal.store.PaymentRows;
import no.grend.ledger.internal.store.PostingReader;
import no.grend.ledger.internal.store.Standing;
import no.grend.ledger.internal.store.Transfer;

/**
 * The rules by which a receipt finds its place. Belongs to one transaction and its thread.
 *
 * <ol>
 *   <li>The KID is an invoice's own: the invoice takes what is open, the rest is the member's credit.
 *   <li>The KID is a member's reference (S4-60): the member's open invoices take what they need, the one due first before
 *       the others, equal dates by number; the rest is credit.
 *   <li>Else it lies in suspense.
 *   <li>A reversal goes the same ways back: first what earlier receipts for the same invoice (or member) left as credit,
 *       newest first, since then nothing that was settled is opened again; then what was paid on the invoice (or the
 *       member's invoices, the one due last first); what is left makes the member's credit smaller, below zero if need be.
 * </ol>
 */
final class Settlement {

    private final Journal journal;
    private final PostingReader reader;
    private final PaymentRows payments;
    private final OpenInvoices openInvoices;
    private final HeldRows heldRows;

    Settlement(
            Journal journal, PostingReader reader, PaymentRows payments, OpenInvoices openInvoices, HeldRows heldRows) {
        this.journal = journal;
        this.reader = reader;
        this.payments = payments;
        this.openInvoices = openInvoices;
        this.heldRows = heldRows;
    }

    /** Books a receipt that was not posted before. */
    Posted settle(Receipt receipt, Chunk chunk) {
        long payment = journal.nextPayment();
        Standing invoice = chunk.invoice(receipt.kid());
        Integer member = invoice != null ? Integer.valueOf(invoice.memberNumber()) : chunk.referenceOf(receipt.kid());
        long amount = receipt.amount().value();
        Booked booked;
        if (member == null) {
            booked = new Booked(null, amount);
        } else if (amount >= 0) {
            booked = pay(amount, invoice != null ? List.of(invoice) : chunk.openOf(member), payment);
        } else {
            flush();
            booked = takeBack(-amount, invoice, member, chunk, payment);
        }
        Standing first = invoice != null ? invoice : booked.first();
        hold(booked.rest(), payment, invoice, member);
        return record(payment, receipt, rule(receipt, invoice, member), booked.rest(), first);
    }

    /** Sends all that was booked to the database. */
    void flush() {
        payments.flush();
        journal.flush();
        openInvoices.flush();
        heldRows.flush();
    }

    private Booked pay(long amount, List<Standing> invoices, long payment) {
        long rest = amount;
        Standing first = null;
        for (Standing invoice : invoices) {
            long taken = Math.min(rest, invoice.open());
            if (taken > 0) {
                invoice.pay(taken);
                openInvoices.touch(invoice);
                journal.append(Transfer.allocate(Account.BANK, taken, invoice, payment));
                rest -= taken;
                first = first == null ? invoice : first;
            }
        }
        return new Booked(first, rest);
    }

    private Booked takeBack(long amount, Standing invoice, int member, Chunk chunk, long payment) {
        long rest = amount;
        for (HeldMoney credit : invoice != null ? reader.creditOf(invoice) : reader.creditOf(member)) {
            long taken = Math.min(rest, credit.amount());
            if (taken > 0) {
                journal.append(Transfer.held(
                        Kind.PAYMENT_REVERSED,
                        Account.MEMBER_CREDIT,
                        Account.BANK,
                        taken,
                        member,
                        payment,
                        credit.payment()));
                heldRows.change(credit.withAmount(credit.amount() - taken));
                rest -= taken;
            }
        }
        Standing first = null;
        for (Standing from : invoice != null ? List.of(invoice) : chunk.latestOf(member)) {
            long taken = Math.min(rest, from.paid());
            if (taken > 0) {
                from.takeBack(taken);
                openInvoices.touch(from);
                journal.append(Transfer.takeBack(Kind.PAYMENT_REVERSED, Account.BANK, taken, from, payment));
                rest -= taken;
                first = first == null ? from : first;
            }
        }
        return new Booked(first, -rest);
    }

    private void hold(long rest, long payment, Standing invoice, Integer member) {
        if (rest == 0) {
            return;
        }
        Account account = member == null ? Account.SUSPENSE : Account.MEMBER_CREDIT;
        if (rest > 0) {
            journal.append(
                    Transfer.held(Kind.PAYMENT_UNALLOCATED, Account.BANK, account, rest, member, payment, payment));
        } else {
            journal.append(
                    Transfer.held(Kind.PAYMENT_REVERSED, account, Account.BANK, -rest, member, payment, payment));
        }
        heldRows.add(new HeldMoney(payment, account, rest, invoice == null ? null : invoice.entry(), member));
    }

    private Posted record(long payment, Receipt receipt, MatchedBy rule, long rest, Standing first) {
        boolean suspense = rule == MatchedBy.UNKNOWN || rule == MatchedBy.NO_KID;
        Outcome outcome = suspense ? Outcome.UNMATCHED : rest == 0 ? Outcome.POSTED : Outcome.OVERPAID;
        payments.add(payment, receipt, outcome, rule, first == null ? null : first.entry());
        return new Posted(
                receipt.sourceKey(),
                outcome,
                first == null ? null : first.id(),
                Ore.of(rest),
                rule.explain(outcome, receipt.amount().isNegative()));
    }

    private static MatchedBy rule(Receipt receipt, Standing invoice, Integer member) {
        if (invoice != null) {
            return invoice.isCredited() ? MatchedBy.CREDITED : MatchedBy.KID;
        }
        if (member != null) {
            return MatchedBy.REFERENCE;
        }
        return receipt.kid() == null ? MatchedBy.NO_KID : MatchedBy.UNKNOWN;
    }

    /** What was booked. @param first the first invoice it touched @param rest what is left, with the receipt's sign */
    private record Booked(Standing first, long rest) {}
}
