package no.grend.ledger.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Charged.Waiver;
import no.grend.ledger.LedgerEvent.Kind;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.ChargeRows;
import no.grend.ledger.internal.store.HeldMoney;
import no.grend.ledger.internal.store.HeldRows;
import no.grend.ledger.internal.store.Journal;
import no.grend.ledger.internal.store.OpenInvoices;
import no.grend.ledger.internal.store.PostingReader;
import no.grend.ledger.internal.store.PostingReader.PaidBy;
import no.grend.ledger.internal.store.Standing;
import no.grend.ledger.internal.store.Transfer;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/** One transaction in which something is put on an invoice or taken off it. Belongs to its thread. */
final class Adjusting implements AutoCloseable {

    private final Actor actor;
    private final Audit audit;
    private final boolean creditPaid;
    private final ChargeRows charges;
    private final PostingReader reader;
    private final Journal journal;
    private final OpenInvoices open;
    private final HeldRows held;

    private Adjusting(Handle tx, Means means, Actor actor) {
        this.actor = actor;
        this.audit = means.audit();
        this.creditPaid = means.settings().creditPaid();
        this.charges = new ChargeRows(means.db().dialect());
        this.journal = Journal.open(tx, means.clock());
        this.reader = new PostingReader(tx, means.db().dialect());
        this.open = new OpenInvoices(journal);
        this.held = new HeldRows(journal);
    }

    /** What such a transaction is done with. */
    record Means(Database db, Clock clock, Audit audit, LedgerSettings settings) {}

    /** What is done in it. */
    @FunctionalInterface
    interface Work<T> {
        T in(Adjusting adjusting);
    }

    /** Does it, with the ledger's lock, in one transaction. */
    static <T> T inTransaction(Means means, Actor actor, Work<T> work) {
        return means.db().inTransaction(tx -> {
            try (Adjusting adjusting = new Adjusting(tx, means, actor)) {
                T done = work.in(adjusting);
                adjusting.finish();
                return done;
            }
        });
    }

    Handle tx() {
        return journal.tx();
    }

    Journal journal() {
        return journal;
    }

    LocalDate today() {
        return journal.today();
    }

    /** The invoice with this id; refused when there is none. */
    Standing invoice(String id) {
        Standing invoice = reader.byId(id);
        if (invoice == null) {
            throw Problem.notFound("There is no such invoice.");
        }
        return invoice;
    }

    Standing invoice(long entry) {
        return reader.byEntry(entry);
    }

    /** Appends a transfer on an invoice that has been moved as it says. @return its number */
    long append(Standing invoice, Transfer transfer) {
        open.adjusted(invoice);
        return journal.append(transfer);
    }

    /** Takes a charge that is open, and not waived yet, off its invoice. */
    Waiver waive(Standing invoice, ChargeRows.Row row, String why) {
        var charge = row.charged().charge();
        long amount = charge.amount().value();
        invoice.waive(charge.kind(), amount);
        long entry = append(invoice, Transfer.waive(charge.kind(), amount, invoice));
        Waiver waiver = new Waiver(today(), why);
        charges.waive(tx(), row.entry(), entry, waiver);
        enter("CHARGE_WAIVED", invoice, charge.kind() + " " + charge.amount(), null, why);
        return waiver;
    }

    /**
     * Sees to it that so much can be taken off what is open. When more is paid than will be asked for then, what is too much
     * becomes credit, of the latest payments first; or it is refused, as the settings say.
     *
     * @param what is taken off, in words that begin a sentence
     * @param remedy what to do instead
     */
    void makeRoom(Standing invoice, long ore, String what, String remedy) {
        long tooMuch = ore - invoice.open();
        if (tooMuch <= 0) {
            return;
        }
        if (!creditPaid) {
            throw Problem.conflict(
                    "PAID_ALREADY",
                    what + " would take " + Ore.of(ore) + " off the invoice, and only " + Ore.of(invoice.open())
                            + " is open; the rest is paid. " + remedy);
        }
        for (PaidBy paid : reader.paidOn(invoice)) {
            long freed = Math.min(tooMuch, paid.amount());
            if (freed > 0) {
                free(invoice, paid.payment(), freed);
                tooMuch -= freed;
            }
        }
    }

    /** An entry in the audit log, of the invoice. */
    void enter(String action, Standing invoice, String before, String after, String why) {
        audit.record(tx(), new Audit.Entry(actor.id(), action, "invoice:" + invoice.id(), before, after, why));
    }

    private void free(Standing invoice, long payment, long ore) {
        invoice.takeBack(ore);
        HeldMoney before = reader.held(payment).orElse(null);
        Integer owner = before == null ? Integer.valueOf(invoice.memberNumber()) : before.memberNumber();
        if (Objects.equals(owner, invoice.memberNumber())) {
            append(invoice, Transfer.takeBack(Kind.PAYMENT_UNALLOCATED, Account.MEMBER_CREDIT, ore, invoice, payment));
        } else {
            // What is left of the payment is another member's credit, and so is this: by way of suspense, as always.
            append(invoice, Transfer.takeBack(Kind.PAYMENT_UNALLOCATED, Account.SUSPENSE, ore, invoice, payment));
            journal.append(Transfer.held(
                    Kind.PAYMENT_UNALLOCATED, Account.SUSPENSE, Account.MEMBER_CREDIT, ore, owner, payment, payment));
        }
        if (before == null) {
            held.add(new HeldMoney(payment, Account.MEMBER_CREDIT, ore, invoice.entry(), invoice.memberNumber()));
        } else {
            held.change(before.withAmount(before.amount() + ore));
        }
        held.flush();
    }

    private void finish() {
        open.flush();
        held.flush();
        journal.finish();
    }

    @Override
    public void close() {
        held.close();
        open.close();
        journal.close();
    }
}
