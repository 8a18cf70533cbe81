package no.grend.member.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.Invoice.PaymentType;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.DueMembership;
import no.grend.member.internal.store.DueTable;
import no.grend.member.internal.store.InvoiceAgainTable;
import no.grend.member.internal.store.InvoiceAgainTable.Again;
import no.grend.member.internal.store.StoredMembership;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Invoices one membership outside a run: at once when it is joined (S2-42), and again when its invoice was credited. The
 * register stands without the ledger; then this says so. Safe between threads.
 */
@Component(service = MembershipBilling.class)
public final class MembershipBilling {

    private static final String GONE = "There is no such membership.";

    private final MemberCore core;
    private final Ledger ledger;
    private final InvoicedPeriods periods;

    /** @param ledger null while it is away */
    @Activate
    public MembershipBilling(
            @Reference MemberCore core,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    Ledger ledger) {
        this.core = core;
        this.ledger = ledger;
        this.periods = new InvoicedPeriods(core);
    }

    /** What became of it. @param invoice null when nothing is to pay, so that the period counts as paid */
    public record Billed(Invoice invoice, LocalDate periodFrom) {}

    /**
     * Invoices the next period, or a given one. A period that has its invoice gives that one, unless it waits to be invoiced
     * again.
     *
     * @param period its first day; null for the next one
     * @param paymentType {@code PREPAID} when a card payment is begun by it (S2-51); null for an ordinary invoice
     */
    public Billed bill(Actor actor, String membershipId, LocalDate period, LocalDate dueDate, PaymentType paymentType) {
        actor.require(Permission.LEDGER_WRITE);
        Plan plan = plan(membershipId, period, dueDate);
        if (plan.there() != null) {
            periods.invoiced(List.of(plan.there().sourceKey()));
            return new Billed(plan.there(), plan.start());
        }
        return issue(actor, draft(plan, dueDate), plan.start(), paymentType);
    }

    /** What the next invoice of a membership would say, or the refusal that {@link #bill} would give; nothing is issued. */
    public List<Line> preview(Actor actor, String membershipId, LocalDate dueDate) {
        actor.require(Permission.MEMBER_READ);
        Plan plan = plan(membershipId, null, dueDate);
        return plan.there() != null
                ? plan.there().lines()
                : draft(plan, dueDate).lines();
    }

    /** A period that may be invoiced. @param there its invoice, when it has one that stands; else null */
    private record Plan(DueMembership due, LocalDate start, int attempt, Invoice there) {}

    /** Decides which period is invoiced, or refuses: one decision for the preview and for the invoice. */
    private Plan plan(String membershipId, LocalDate period, LocalDate dueDate) {
        Asked.given("dueDate", dueDate, "give a date such as 2027-01-15");
        requireLedger();
        DueMembership due = core.db()
                .read(tx -> DueTable.oneDue(tx, membershipId, dueDate))
                .orElseThrow(() -> Problem.notFound(GONE));
        LocalDate start = period == null ? nextPeriod(due.membership()) : period;
        Optional<Again> again = core.db().read(tx -> InvoiceAgainTable.latest(tx, membershipId, start));
        int attempt = again.map(Again::attempt).orElse(1);
        // Who may look at the register need not see the ledger; this only decides.
        Optional<Invoice> there =
                ledger.invoiceFor(Actor.SYSTEM, new MembershipPeriod(membershipId, start, attempt).key());
        if (there.isPresent()) {
            requireNotCredited(there.get());
            return new Plan(due, start, attempt, there.get());
        }
        Asked.dueDate("dueDate", dueDate, Oslo.today(core.clock()));
        if (again.isEmpty()) {
            requireNext(due.membership(), start);
        }
        requireDue(due.membership(), start, dueDate);
        return new Plan(due, start, attempt, null);
    }

    private InvoiceDraft draft(Plan plan, LocalDate dueDate) {
        InvoiceDraft draft =
                PeriodDrafts.of(core, List.of(plan.due()), dueDate).draft(plan.due(), plan.start(), plan.attempt());
        boolean joining = plan.start().equals(plan.due().membership().from());
        return joining ? draft.asJoining() : draft;
    }

    private void requireLedger() {
        if (ledger == null) {
            throw Problem.unavailable(
                    "LEDGER_AWAY",
                    "Nothing can be invoiced while the ledger (grend-ledger) is away. Try again when it is on.");
        }
    }

    private Billed issue(Actor actor, InvoiceDraft draft, LocalDate start, PaymentType paymentType) {
        if (draft.lines().stream().mapToLong(line -> line.amount().value()).sum() == 0) {
            periods.nothingToPay(List.of(draft.sourceKey()));
            return new Billed(null, start);
        }
        Invoice invoice = ledger.issue(actor, draft.paidBy(paymentType), null);
        periods.invoiced(List.of(draft.sourceKey()));
        return new Billed(invoice, start);
    }

    private static void requireNotCredited(Invoice invoice) {
        if (invoice.status() == Invoice.Status.CREDITED) {
            throw Problem.conflict(
                    "PERIOD_CREDITED",
                    "Invoice " + invoice.number() + " for that period is credited, and the period is not invoiced again"
                            + " until somebody asks for it: POST /api/admin/memberships/{id}/invoices/again.");
        }
    }

    private static LocalDate nextPeriod(StoredMembership membership) {
        if (membership.free()) {
            throw Problem.conflict("NOTHING_TO_INVOICE", "The category costs nothing, so there is nothing to invoice.");
        }
        if (membership.nextFrom() == null) {
            throw Problem.conflict("NOTHING_TO_INVOICE", "Nothing more shall be invoiced for this membership.");
        }
        return membership.nextFrom();
    }

    private static void requireNext(StoredMembership membership, LocalDate start) {
        LocalDate next = nextPeriod(membership);
        if (!start.equals(next)) {
            throw Problem.rule(
                    "/period",
                    "PERIOD_NOT_NEXT",
                    "The next period to invoice begins on " + next + ", not " + start + ".");
        }
    }

    /** The rule of a renewal run: a period is due when it begins on or before the due date. */
    private static void requireDue(StoredMembership membership, LocalDate start, LocalDate dueDate) {
        if (start.isAfter(dueDate)) {
            throw Problem.rule(
                    "/dueDate",
                    "PERIOD_NOT_DUE",
                    "The period begins on " + start + ". Let the due date be that day or later.");
        }
        if (membership.endedOn() != null && membership.endedOn().isBefore(start)) {
            throw Problem.conflict("MEMBERSHIP_ENDED", "The membership ended on " + membership.endedOn() + ".");
        }
    }

    /**
     * Lets a period be invoiced again whose invoice is credited: the next renewal run does it, or {@link #bill}. While it waits,
     * the same again changes nothing.
     *
     * @param reason for the audit log; null for none
     */
    public Again again(Actor actor, String membershipId, LocalDate start, String reason) {
        actor.require(Permission.LEDGER_WRITE);
        Asked.given("period", start, "give the first day of the period");
        StoredMembership membership = core.memberships().required(actor, membershipId);
        Optional<Again> latest = core.db().read(tx -> InvoiceAgainTable.latest(tx, membershipId, start));
        if (latest.isPresent() && latest.get().waiting()) {
            return latest.get();
        }
        int last = latest.map(Again::attempt).orElse(1);
        requireCredited(actor, new MembershipPeriod(membershipId, start, last));
        if (membership.endedOn() != null && membership.endedOn().isBefore(start)) {
            throw Problem.conflict("MEMBERSHIP_ENDED", "The membership ended on " + membership.endedOn() + ".");
        }
        return core.db().inTransaction(tx -> {
            ContactTable.lock(tx, membership.contactId());
            Again meanwhile = InvoiceAgainTable.latest(tx, membershipId, start).orElse(null);
            if (meanwhile != null && meanwhile.waiting()) {
                return meanwhile;
            }
            Again again = new Again(membershipId, start, last + 1, true);
            InvoiceAgainTable.insert(tx, again, actor.id(), core.clock().instant());
            core.audit()
                    .record(
                            tx,
                            new Audit.Entry(
                                    actor.id(),
                                    "PERIOD_INVOICE_AGAIN",
                                    "membership:" + membershipId,
                                    "credited",
                                    "period from " + start + ", invoice " + again.attempt(),
                                    reason));
            return again;
        });
    }

    private void requireCredited(Actor actor, MembershipPeriod period) {
        requireLedger();
        Invoice invoice = ledger.invoiceFor(actor, period.key())
                .orElseThrow(() -> Problem.conflict(
                        "PERIOD_NOT_INVOICED",
                        "No period that begins on " + period.start()
                                + " was invoiced, so there is nothing to invoice again. A period that is not invoiced"
                                + " yet is taken by the next renewal run."));
        if (invoice.status() != Invoice.Status.CREDITED) {
            throw Problem.conflict(
                    "INVOICE_STANDS",
                    "Invoice " + invoice.number() + " for that period stands. Credit all of it first: POST"
                            + " /api/admin/invoices/" + invoice.id() + "/credit-notes.");
        }
    }
}
