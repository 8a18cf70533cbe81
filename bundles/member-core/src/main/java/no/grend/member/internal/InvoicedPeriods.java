package no.grend.member.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import no.grend.member.internal.store.InvoiceAgainTable;
import no.grend.member.internal.store.InvoiceAgainTable.Again;
import no.grend.member.internal.store.MembershipChanges;
import no.grend.member.internal.store.MembershipDays;
import no.grend.member.internal.store.MembershipTable;
import no.grend.member.internal.store.StoredMembership;
import org.jdbi.v3.core.Handle;

/** Keeps memberships abreast of what is invoiced for them. Telling it the same again changes nothing. Safe between threads. */
final class InvoicedPeriods {

    private static final int AT_ONCE = 1000;

    private final MemberCore core;

    InvoicedPeriods(MemberCore core) {
        this.core = core;
    }

    /** These source keys have their invoices. */
    void invoiced(Collection<String> sourceKeys) {
        mark(sourceKeys, false);
    }

    /** Nothing is to pay for these source keys: the periods count as invoiced and paid. */
    void nothingToPay(Collection<String> sourceKeys) {
        mark(sourceKeys, true);
    }

    private void mark(Collection<String> sourceKeys, boolean paid) {
        // In the order of the key, in which both databases have the rows side by side.
        SortedMap<String, LocalDate> latest = new TreeMap<>();
        List<Again> again = new ArrayList<>();
        for (String key : sourceKeys) {
            MembershipPeriod.parse(key).ifPresent(period -> {
                if (period.attempt() > 1) {
                    again.add(new Again(period.membershipId(), period.start(), period.attempt(), true));
                }
                if (period.attempt() == 1 || paid) {
                    latest.merge(period.membershipId(), period.start(), (a, b) -> a.isAfter(b) ? a : b);
                }
            });
        }
        if (!again.isEmpty()) {
            core.db().useTransaction(tx -> InvoiceAgainTable.done(tx, again));
        }
        List<String> ids = new ArrayList<>(latest.keySet());
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            core.db().useTransaction(tx -> mark(tx, some, latest, paid));
        }
    }

    private void mark(Handle tx, List<String> ids, Map<String, LocalDate> latest, boolean paid) {
        List<StoredMembership> memberships = MembershipTable.byIds(tx, ids);
        Map<String, FrozenDays> frozen = Freezes.of(tx, memberships);
        int moved = MembershipDays.invoiced(
                tx,
                core.db().dialect(),
                memberships.stream()
                        .map(m -> step(m, latest.get(m.id()), frozen.getOrDefault(m.id(), FrozenDays.NONE)))
                        .toList());
        MembershipChanges.billed(
                tx,
                memberships.stream()
                        .filter(m -> m.billOn() != null)
                        .map(StoredMembership::id)
                        .toList());
        if (paid) {
            memberships.forEach(m -> paid(tx, m, Standing.plan(m).lastDay(latest.get(m.id()))));
        }
        if (moved > 0) {
            audit(
                    tx,
                    "MEMBERSHIPS_INVOICED",
                    "memberships",
                    Count.of(moved, "membership") + " invoiced for the next period");
        }
    }

    private void paid(Handle tx, StoredMembership membership, LocalDate lastDay) {
        if (membership.paidUntil() == null || membership.paidUntil().isBefore(lastDay)) {
            MembershipDays.paid(tx, core.db().dialect(), Map.of(membership.id(), lastDay));
            audit(tx, "MEMBERSHIP_PAID_UNTIL", "membership:" + membership.id(), lastDay + ", nothing to pay");
        }
    }

    private void audit(Handle tx, String action, String object, String after) {
        core.audit().record(tx, new Audit.Entry(Actor.SYSTEM.id(), action, object, null, after, null));
    }

    private static MembershipDays.Invoiced step(StoredMembership membership, LocalDate start, FrozenDays frozen) {
        LocalDate lastDay = Standing.plan(membership).lastDay(start);
        return new MembershipDays.Invoiced(
                membership.id(),
                membership.version(),
                start,
                lastDay,
                frozen.next(start, MembershipPeriod.after(membership, lastDay)));
    }
}
