package no.grend.ledger.internal.store;

import no.grend.ledger.Charge;
import no.grend.ledger.Invoice;
import no.grend.ledger.LedgerEvent;

/**
 * One double entry («bilag»): so many øre from the credit account to the debit account.
 *
 * @param amount øre, more than zero
 * @param invoice the invoice it touches, by the journal number of its issue; null when none
 * @param memberNumber whose it is; null when nobody knows
 * @param payment the payment that moves; null when none does
 * @param heldFor the payment whose unallocated money changes by it; null when none does
 * @param status the invoice's state right after, as {@link Standing#state()} tells it; null when no invoice is touched
 */
public record Transfer(
        LedgerEvent.Kind kind,
        Account debit,
        Account credit,
        long amount,
        Long invoice,
        Integer memberNumber,
        Long payment,
        Long heldFor,
        String status) {

    /** The invoice is owed: receivable against revenue. */
    public static Transfer issue(long entry, int memberNumber, long amount) {
        return new Transfer(
                LedgerEvent.Kind.INVOICE_ISSUED,
                Account.RECEIVABLE,
                Account.REVENUE,
                amount,
                entry,
                memberNumber,
                null,
                null,
                Invoice.Status.OPEN.name());
    }

    /** A credit note takes so much of the invoice back. */
    public static Transfer credit(long amount, Standing invoice) {
        return onInvoice(LedgerEvent.Kind.INVOICE_CREDITED, Account.REVENUE, Account.RECEIVABLE, amount, invoice);
    }

    /** A fee or late interest is put on the invoice. */
    public static Transfer charge(Charge.Kind kind, long amount, Standing invoice) {
        return onInvoice(LedgerEvent.Kind.CHARGE_ADDED, Account.RECEIVABLE, incomeOf(kind), amount, invoice);
    }

    /** A charge is taken back. */
    public static Transfer waive(Charge.Kind kind, long amount, Standing invoice) {
        return onInvoice(LedgerEvent.Kind.CHARGE_WAIVED, incomeOf(kind), Account.RECEIVABLE, amount, invoice);
    }

    /** A payment's money goes from an account to what is owed on an invoice. */
    public static Transfer allocate(Account from, long amount, Standing invoice, long payment) {
        return new Transfer(
                LedgerEvent.Kind.PAYMENT_ALLOCATED,
                from,
                Account.RECEIVABLE,
                amount,
                invoice.entry(),
                invoice.memberNumber(),
                payment,
                from == Account.BANK ? null : payment,
                invoice.state());
    }

    /** Money is taken back from an invoice: by the bank, or by a person who undoes an allocation. */
    public static Transfer takeBack(LedgerEvent.Kind kind, Account to, long amount, Standing invoice, long payment) {
        return new Transfer(
                kind,
                Account.RECEIVABLE,
                to,
                amount,
                invoice.entry(),
                invoice.memberNumber(),
                payment,
                to == Account.BANK ? null : payment,
                invoice.state());
    }

    /** Money of a payment that lies, or no longer lies, unallocated. */
    public static Transfer held(
            LedgerEvent.Kind kind,
            Account debit,
            Account credit,
            long amount,
            Integer memberNumber,
            long payment,
            long heldFor) {
        return new Transfer(kind, debit, credit, amount, null, memberNumber, payment, heldFor, null);
    }

    private static Transfer onInvoice(
            LedgerEvent.Kind kind, Account debit, Account credit, long amount, Standing invoice) {
        return new Transfer(
                kind, debit, credit, amount, invoice.entry(), invoice.memberNumber(), null, null, invoice.state());
    }

    private static Account incomeOf(Charge.Kind kind) {
        return switch (kind) {
            case REMINDER_FEE -> Account.FEE_INCOME;
            case LATE_INTEREST -> Account.INTEREST_INCOME;
        };
    }
}
