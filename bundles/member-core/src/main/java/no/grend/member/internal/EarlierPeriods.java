package no.grend.member.internal;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.Ledger;
import no.grend.member.internal.store.StoredMembership;

/**
 * Until when a membership is paid for when one of its periods is not any more. The period before may be unpaid too, since
 * payers do not always pay the oldest first. Reads the ledger.
 */
final class EarlierPeriods {

    private EarlierPeriods() {}

    /** The last day that is paid for before a period. A period for which there is no invoice was free, or paid elsewhere. */
    static LocalDate lastDayPaid(Ledger ledger, StoredMembership membership, FrozenDays frozen, LocalDate start) {
        NavigableMap<LocalDate, Invoice> invoices = PeriodInvoices.of(ledger, membership);
        PeriodPlan plan = Standing.plan(membership);
        LocalDate from = start;
        while (true) {
            LocalDate dayBefore = from.minusDays(1);
            Map.Entry<LocalDate, Invoice> earlier = invoices.lowerEntry(from);
            if (earlier == null
                    || isPaid(earlier.getValue())
                    || frozen.next(
                                    earlier.getKey(),
                                    plan.lastDay(earlier.getKey()).plusDays(1))
                            .isBefore(from)) {
                return dayBefore;
            }
            from = earlier.getKey();
        }
    }

    private static boolean isPaid(Invoice invoice) {
        return invoice.status() != Status.CREDITED
                && !invoice.outstanding().principal().isPositive();
    }
}
