package no.grend.member.internal;

import java.time.LocalDate;
import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.Ledger;
import no.grend.member.internal.store.StoredMembership;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * All that stopping a membership comes to, told before it is done (S1-08): the days, which the register knows, and what becomes
 * of the invoices, which the ledger does. Safe between threads.
 */
@Component(service = Stopping.class)
public final class Stopping {

    private final MemberCore core;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Ledger ledger;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile CreditNotes notes;

    @Activate
    public Stopping(@Reference MemberCore core) {
        this.core = core;
    }

    /** With a ledger in hand. */
    public Stopping(MemberCore core, Ledger ledger, CreditNotes notes) {
        this.core = core;
        this.ledger = ledger;
        this.notes = notes;
    }

    /** What becomes of an invoice. */
    public enum Fate {
        /** It is for the time before the end, and is paid as usual. */
        TO_PAY,
        /** It is for the time after, and nothing is paid: it is credited. */
        CREDITED,
        /** It is for the time after, nothing is paid, and the bank has its claim: it is credited once that is cancelled. */
        CLAIMED,
        /** It is for the time after, and something is paid: it stands, and staff decide whether to give money back. */
        PAID_AFTER
    }

    /**
     * An invoice of the membership that is not paid, or is for the time after its end.
     *
     * @param periodFrom the first day of its period
     * @param open what is owed on it
     */
    public record Bill(
            String invoiceId, long number, LocalDate periodFrom, LocalDate dueDate, Ore open, Ore paid, Fate fate) {}

    /** @param invoices by period; null when the ledger is away and they are not known */
    public record Preview(StopPlan plan, List<Bill> invoices) {}

    /** What it comes to, or its refusal; nothing is changed. @param last the last day; null for the proposed one */
    public Preview preview(Actor actor, String membershipId, LocalDate last) {
        StopPlan plan = core.terminations().preview(actor, membershipId, last);
        Ledger now = ledger;
        if (now == null) {
            return new Preview(plan, null);
        }
        StoredMembership membership = core.memberships().required(actor, membershipId);
        List<Bill> bills = PeriodInvoices.of(now, membership).entrySet().stream()
                .filter(period -> period.getValue().status() != Status.CREDITED)
                .map(period -> bill(period.getKey(), period.getValue(), plan.lastDay()))
                .filter(bill -> bill.open().isPositive() || bill.fate() != Fate.TO_PAY)
                .toList();
        return new Preview(plan, bills);
    }

    private Bill bill(LocalDate start, Invoice invoice, LocalDate lastDay) {
        return new Bill(
                invoice.id(),
                invoice.number(),
                start,
                invoice.dueDate(),
                invoice.open(),
                invoice.paid(),
                fate(start, invoice, lastDay));
    }

    private Fate fate(LocalDate start, Invoice invoice, LocalDate lastDay) {
        if (!start.isAfter(lastDay)) {
            return Fate.TO_PAY;
        }
        if (invoice.paid().isPositive()) {
            return Fate.PAID_AFTER;
        }
        CreditNotes now = notes;
        return now != null && now.isClaimed(invoice) ? Fate.CLAIMED : Fate.CREDITED;
    }
}
