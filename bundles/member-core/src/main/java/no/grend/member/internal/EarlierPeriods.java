package no.grend.member.internal;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.Ledger;
import no.grend.ledger.Ledger.InvoiceQuery;
import no.grend.member.internal.store.StoredMembership;

/**
 * Until when a membership is paid for when one of its periods is not any more. The period before may be unpaid too, since
 * payers do not always pay the oldest first. Reads the ledger.
 */
final class EarlierPeriods {

    private EarlierPeriods() {}

    /** The last day that is paid for before a period. A period for which there is no invoice was free, or paid elsewhere. */
    static LocalDate lastDayPaid(Ledger ledger, StoredMembership membership, FrozenDays frozen, LocalDate start) {
        NavigableMap<LocalDate, Boolean> paid = paidByStart(ledger, membership);
        PeriodPlan plan = Standing.plan(membership);
        LocalDate from = start;
        while (true) {
            LocalDate dayBefore = from.minusDays(1);
            Map.Entry<LocalDate, Boolean> earlier = paid.lowerEntry(from);
            if (earlier == null
                    || earlier.getValue()
                    || frozen.next(
                                    earlier.getKey(),
                                    plan.lastDay(earlier.getKey()).plusDays(1))
                            .isBefore(from)) {
                return dayBefore;
            }
            from = earlier.getKey();
        }
    }

    /** Whether each period that was invoiced is paid; the last invoice of a period counts. */
    private static NavigableMap<LocalDate, Boolean> paidByStart(Ledger ledger, StoredMembership membership) {
        NavigableMap<LocalDate, Boolean> paid = new TreeMap<>();
        Map<LocalDate, Integer> attempts = new HashMap<>();
        String next = null;
        do {
            Page<Invoice> page = ledger.invoices(
                    Actor.SYSTEM, new InvoiceQuery(null, membership.memberNumber(), null, null, Page.LARGEST, next));
            for (Invoice invoice : page.items()) {
                MembershipPeriod.parse(invoice.sourceKey())
                        .filter(period -> period.membershipId().equals(membership.id()))
                        .filter(period ->
                                attempts.merge(period.start(), period.attempt(), Math::max) == period.attempt())
                        .ifPresent(period -> paid.put(period.start(), isPaid(invoice)));
            }
            next = page.next();
        } while (next != null);
        return paid;
    }

    private static boolean isPaid(Invoice invoice) {
        return invoice.status() != Status.CREDITED
                && !invoice.outstanding().principal().isPositive();
    }
}
