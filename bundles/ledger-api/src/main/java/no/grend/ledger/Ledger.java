package no.grend.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The member ledger («reskontro»). Append-only: an invoice's state is derived from the rows of its journal, and a
 * correction is a new row. Every call checks the actor. Safe between threads.
 */
@ProviderType
public interface Ledger {

    /** Issues one invoice («faktura»); a draft whose source key was invoiced before gives that invoice. */
    Invoice issue(Actor actor, InvoiceDraft draft, IdempotencyKey key);

    /**
     * Issues many in one transaction, at most 5,000 a call; numbers follow the order of the drafts.
     *
     * @param run the run they belong to; null for none
     * @return for each draft, in order, its invoice and whether it is new
     */
    List<Issued> issueAll(Actor actor, String run, List<InvoiceDraft> drafts);

    Optional<Invoice> invoice(Actor actor, String id);

    /** A page in descending order of number. */
    Page<Invoice> invoices(Actor actor, InvoiceQuery query);

    /** Several at once, by id; those that are not there are left out. At most 1,000 a call. */
    Map<String, Invoice> invoices(Actor actor, Collection<String> ids);

    /**
     * Streams invoices that are open or part-paid with this due date, in order of number; memory does not grow.
     *
     * @param run only those of a run; null for all
     */
    void eachOpen(Actor actor, LocalDate dueDate, String run, Consumer<Invoice> each);

    /**
     * Posts receipts («innbetalinger») in one transaction: all of them or none. A receipt whose source key was posted
     * before is answered {@code ALREADY_POSTED} and does nothing, so posting again after a crash is harmless.
     *
     * @param batch what they came in, {@code ocr:<sha256>}
     * @param receipts streamed; may be a million
     * @param each told of every receipt's fate, in order, before commit
     */
    void post(Actor actor, String batch, Iterator<Receipt> receipts, Consumer<Posted> each);

    /**
     * Streams what one batch brought in, in the order it came; receipts that were posted before it are not among them.
     * Tells after a crash what a call of {@link #post} did. Nothing when no such batch was posted; memory does not grow.
     *
     * @param each told of every payment of the batch, with its fate when it was posted and what of it lies unallocated now;
     *     must not call the ledger
     */
    default void eachPosted(Actor actor, String batch, Consumer<Payment> each) {
        throw new UnsupportedOperationException("This ledger cannot tell what a batch brought in");
    }

    /** Which invoice an unmatched or overpaid receipt most likely belongs to, and why; empty when nothing speaks for any. */
    Optional<Suggestion> suggest(Actor actor, String sourceKey);

    /** A person's decision: moves a receipt's unallocated money to an invoice. Audited; undone by {@link #unallocate}. */
    Posted allocate(Actor actor, String sourceKey, String invoiceId, String why);

    /** Takes a person's allocation back: the money lies unallocated again. */
    void unallocate(Actor actor, String sourceKey, String why);

    /**
     * Puts a fee or late interest on an invoice: what is open grows, the principal does not. Audited. A source key that was
     * charged before gives that charge, as long as it is the same.
     *
     * @throws no.grend.kernel.Problem when nothing of the principal is owed any more, or the key was used for another charge
     */
    default Charged charge(Actor actor, String invoiceId, Charge charge) {
        throw withoutCharges();
    }

    /**
     * A charge need not be paid after all: a row takes it back. Audited. One that was waived before is answered as it is.
     *
     * @param chargeId or its source key
     * @param why as whoever waives it says
     * @throws no.grend.kernel.Problem when it is paid already and the settings do not make that the member's credit
     */
    default Charged waive(Actor actor, String chargeId, String why) {
        throw withoutCharges();
    }

    /** The charges of these invoices, by invoice, oldest first; invoices without any are left out. At most 1,000 a call. */
    default Map<String, List<Charged>> charges(Actor actor, Collection<String> invoiceIds) {
        throw withoutCharges();
    }

    /**
     * Marks how an invoice is meant to be paid («betalingstype»): {@code PREPAID} when a card payment was begun and given up
     * (S2-13), {@code INVOICE} when it goes the ordinary way after all. It stays payable by its KID, can be credited and is
     * reminded of from its due date (S2-14, S2-52). Audited. Marking again as it is does nothing.
     *
     * @param why in words, 1-500 characters; no personal data
     * @throws no.grend.kernel.Problem when nothing of it is open
     */
    default Invoice markPaymentType(Actor actor, String invoiceId, Invoice.PaymentType type, String why) {
        throw Problem.unavailable("LEDGER_WITHOUT_PAYMENT_TYPES", "This ledger does not keep payment types.");
    }

    /**
     * Streams every invoice that was due before a day and on which something is open, in order of number, with its charges so
     * far; memory does not grow. Those that come or are settled meanwhile may be among them or not.
     *
     * @param asOf an invoice due on this very day is not overdue
     * @param each may call the ledger, also to charge
     */
    default void eachOverdue(Actor actor, LocalDate asOf, Consumer<Overdue> each) {
        throw withoutCharges();
    }

    private static Problem withoutCharges() {
        return Problem.unavailable("LEDGER_WITHOUT_CHARGES", "This ledger does not keep fees and late interest.");
    }

    /** The invoice runs («fakturakjøringer»), newest first. */
    default Page<InvoiceRunSummary> runs(Actor actor, Integer limit, String cursor) {
        throw withoutOverview();
    }

    /** One of them; empty when it has issued nothing. */
    default Optional<InvoiceRunSummary> run(Actor actor, String id) {
        throw withoutOverview();
    }

    /** What is open on invoices that are due on a day or later, by due date, in order. */
    default List<OpenOnDueDate> openFrom(Actor actor, LocalDate firstDueDate) {
        throw withoutOverview();
    }

    /** A page of the invoices with this due date on which something is open, in order of number. */
    default Page<Invoice> openOn(Actor actor, LocalDate dueDate, Integer limit, String cursor) {
        throw withoutOverview();
    }

    private static Problem withoutOverview() {
        return Problem.unavailable("LEDGER_WITHOUT_OVERVIEW", "This ledger cannot list runs and due dates.");
    }

    /** A receipt as posted, by source key. */
    Optional<Payment> payment(Actor actor, String sourceKey);

    /** The member's reference KID for AvtaleGiro: the invoice part is zeros (S4-58). */
    String referenceKid(int memberNumber);

    /** The member number that a KID carries by any valid scheme; empty when the check digit or the shape is wrong. */
    Optional<Integer> memberNumberOf(String kid);

    /**
     * The durable feed of what happened, numbered without gaps in order of commit: a reader that keeps its cursor misses
     * nothing and sees nothing twice.
     *
     * @param cursor the last number seen; 0 from the start
     */
    List<LedgerEvent> eventsAfter(long cursor, int limit);

    /**
     * An invoice run.
     *
     * @param id the job's
     * @param invoices how many it has issued @param total of them, as issued
     * @param issuedAt when it had issued them
     */
    record InvoiceRunSummary(String id, String kind, LocalDate dueDate, long invoices, Ore total, Instant issuedAt) {}

    /** What is open on the invoices of a due date. */
    record OpenOnDueDate(LocalDate dueDate, long invoices, Ore open) {}

    /** An invoice issued. @param created false when the source key had its invoice already */
    record Issued(Invoice invoice, boolean created) {}

    /**
     * Which invoices to list; null fields do not limit.
     *
     * @param limit 1-200
     * @param cursor from the page before
     */
    record InvoiceQuery(
            String kid, Integer memberNumber, Invoice.Status status, String run, Integer limit, String cursor) {}

    /** An invoice that a receipt may belong to. @param reason in words for staff */
    record Suggestion(String invoiceId, String reason) {}

    /** A receipt as it stands. @param unallocated what lies in suspense or credit */
    record Payment(Receipt receipt, Posted.Outcome outcome, String invoiceId, Ore unallocated, String explanation) {}
}
