package no.grend.member.internal;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.ledger.Ledger.InvoiceQuery;
import no.grend.member.internal.store.StoredMembership;

/** The invoices that a membership's periods have in the ledger. */
final class PeriodInvoices {

    private PeriodInvoices() {}

    /** By first day, for each period its last invoice, which is the one that counts. */
    static NavigableMap<LocalDate, Invoice> of(Ledger ledger, StoredMembership membership) {
        NavigableMap<LocalDate, Invoice> invoices = new TreeMap<>();
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
                        .ifPresent(period -> invoices.put(period.start(), invoice));
            }
            next = page.next();
        } while (next != null);
        return invoices;
    }
}
