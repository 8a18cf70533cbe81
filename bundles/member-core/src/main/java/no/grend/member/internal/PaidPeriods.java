package no.grend.member.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.kernel.Fault;
import no.grend.ledger.Ledger;
import no.grend.ledger.LedgerEvent;
import no.grend.member.internal.store.FeedCursor;
import no.grend.member.internal.store.MembershipDays;
import no.grend.member.internal.store.MembershipTable;
import no.grend.member.internal.store.StoredMembership;
import org.jdbi.v3.core.Handle;

/**
 * Follows the ledger's feed and moves memberships' paid-until dates. The cursor moves in the same transaction, so a crash
 * anywhere neither loses an event nor applies one twice. One reader at a time on a node; nodes settle it by the cursor.
 */
public final class PaidPeriods {

    private static final int AT_ONCE = 1000;

    private final MemberCore core;

    public PaidPeriods(MemberCore core) {
        this.core = core;
    }

    /** Reads all that is new. @return how many events were read */
    public int catchUp(Ledger ledger) {
        int read = 0;
        while (true) {
            long cursor = core.db().read(FeedCursor::position);
            List<LedgerEvent> events = ledger.eventsAfter(cursor, AT_ONCE);
            if (events.isEmpty()) {
                return read;
            }
            Map<MembershipPeriod, LocalDate> paidBefore = paidBefore(ledger, events);
            boolean mine = core.db().inTransaction(tx -> applyAll(tx, cursor, events, paidBefore));
            Fault.point("member-after-feed");
            read += mine ? events.size() : 0;
        }
    }

    /** For each period that is paid no more, the last day that is paid for before it; asked outside any transaction. */
    private Map<MembershipPeriod, LocalDate> paidBefore(Ledger ledger, List<LedgerEvent> events) {
        Set<MembershipPeriod> unpaid = periods(events, false);
        if (unpaid.isEmpty()) {
            return Map.of();
        }
        Set<MembershipPeriod> paid = periods(events, true);
        Map<MembershipPeriod, LocalDate> paidBefore = new HashMap<>();
        Map<String, StoredMembership> memberships = core.db().read(tx -> memberships(tx, unpaid));
        Map<String, FrozenDays> frozen = core.db().read(tx -> Freezes.of(tx, memberships.values()));
        for (MembershipPeriod period : unpaid) {
            StoredMembership membership = memberships.get(period.membershipId());
            if (membership != null && (paid.contains(period) || isPaidUntilEndOf(period, membership))) {
                paidBefore.put(
                        period,
                        EarlierPeriods.lastDayPaid(
                                ledger,
                                membership,
                                frozen.getOrDefault(membership.id(), FrozenDays.NONE),
                                period.start()));
            }
        }
        return paidBefore;
    }

    private static boolean isPaidUntilEndOf(MembershipPeriod period, StoredMembership membership) {
        return Standing.plan(membership).lastDay(period.start()).equals(membership.paidUntil());
    }

    private static Set<MembershipPeriod> periods(List<LedgerEvent> events, boolean paid) {
        return events.stream()
                .filter(event -> event.duesPaid() == paid)
                .flatMap(event -> period(event).stream())
                .map(PaidPeriods::whicheverInvoice)
                .collect(Collectors.toSet());
    }

    /** The period, whichever of its invoices was named. */
    private static MembershipPeriod whicheverInvoice(MembershipPeriod period) {
        return new MembershipPeriod(period.membershipId(), period.start(), 1);
    }

    private static Map<String, StoredMembership> memberships(Handle tx, Collection<MembershipPeriod> periods) {
        Set<String> ids = periods.stream().map(MembershipPeriod::membershipId).collect(Collectors.toSet());
        Map<String, StoredMembership> memberships = new HashMap<>();
        MembershipTable.byIds(tx, ids).forEach(m -> memberships.put(m.id(), m));
        return memberships;
    }

    private boolean applyAll(
            Handle tx, long cursor, List<LedgerEvent> events, Map<MembershipPeriod, LocalDate> paidBefore) {
        if (!FeedCursor.advance(tx, cursor, events.get(events.size() - 1).number())) {
            return false;
        }
        List<MembershipPeriod> touched =
                events.stream().flatMap(event -> period(event).stream()).toList();
        Map<String, StoredMembership> memberships = memberships(tx, touched);
        Map<String, LocalDate> paidUntil = new HashMap<>();
        memberships.values().forEach(m -> paidUntil.put(m.id(), m.paidUntil()));
        for (LedgerEvent event : events) {
            period(event).filter(p -> memberships.containsKey(p.membershipId())).ifPresent(p -> {
                StoredMembership membership = memberships.get(p.membershipId());
                LocalDate lastDay = Standing.plan(membership).lastDay(p.start());
                LocalDate before =
                        paidBefore.getOrDefault(whicheverInvoice(p), p.start().minusDays(1));
                boolean paid = event.duesPaid();
                paidUntil.compute(membership.id(), (id, until) -> until(until, before, lastDay, paid));
            });
        }
        save(tx, memberships.values(), paidUntil);
        return true;
    }

    /** A new invoice says nothing of what is paid, and of these a renewal brings very many. */
    private static Optional<MembershipPeriod> period(LedgerEvent event) {
        return event.invoiceId() == null || event.kind() == LedgerEvent.Kind.INVOICE_ISSUED
                ? Optional.empty()
                : MembershipPeriod.parse(event.sourceKey());
    }

    /** Paid moves forward to the period's end; a period that is no longer paid moves it back to what is paid before it. */
    private static LocalDate until(LocalDate until, LocalDate before, LocalDate lastDay, boolean paid) {
        if (paid) {
            return until == null || until.isBefore(lastDay) ? lastDay : until;
        }
        boolean wasPaidByThis = until != null && until.equals(lastDay);
        return wasPaidByThis ? before : until;
    }

    private void save(Handle tx, Collection<StoredMembership> memberships, Map<String, LocalDate> paidUntil) {
        Map<String, LocalDate> changed = new LinkedHashMap<>();
        List<Audit.Entry> entries = new ArrayList<>();
        for (StoredMembership membership : memberships) {
            LocalDate until = paidUntil.get(membership.id());
            LocalDate clean = until != null && until.isBefore(membership.from()) ? null : until;
            if (!Objects.equals(clean, membership.paidUntil())) {
                changed.put(membership.id(), clean);
                entries.add(new Audit.Entry(
                        Actor.SYSTEM.id(),
                        "MEMBERSHIP_PAID_UNTIL",
                        "membership:" + membership.id(),
                        text(membership.paidUntil()),
                        text(clean),
                        "ledger feed"));
            }
        }
        MembershipDays.paid(tx, core.db().dialect(), changed);
        core.audit().record(tx, entries);
    }

    /** Null when nothing was, or is, paid. */
    private static String text(LocalDate day) {
        return day == null ? null : day.toString();
    }
}
