package no.grend.member.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice.Line;
import no.grend.member.internal.store.StoppingTerms;
import no.grend.member.internal.store.StoppingTermsTable;
import no.grend.member.internal.store.StoredMembership;
import org.jdbi.v3.core.Handle;

/**
 * What stopping a membership comes to in the register, before it is asked for.
 *
 * @param noticeUntil the last day of the notice period; null when there is none
 * @param boundUntil the last day of the binding time; null when there is none, or it is over
 * @param earliest the earliest last day that a member can have
 * @param proposed the last day when none is asked for: not before what is paid for is over, as that is not given back
 * @param lastDay the last day, as asked for
 * @param paidUntil the last day that is paid for; null when nothing is
 * @param coming the periods that are still to be invoiced, each begun on the last day or before
 */
public record StopPlan(
        LocalDate noticeUntil,
        LocalDate boundUntil,
        LocalDate earliest,
        LocalDate proposed,
        LocalDate lastDay,
        LocalDate paidUntil,
        List<Coming> coming) {

    private static final int MOST_COMING = 24;

    /** A period that is still to be invoiced. @param price before a family discount */
    public record Coming(LocalDate from, LocalDate until, Ore price) {}

    /** @param last the last day as asked for; null for the proposed one */
    static StopPlan of(Handle tx, StoredMembership membership, LocalDate last, LocalDate today) {
        FrozenDays frozen = Freezes.of(tx, List.of(membership)).getOrDefault(membership.id(), FrozenDays.NONE);
        StoppingTerms terms = StoppingTermsTable.holding(
                        tx, membership.category().id(), membership.from())
                .orElse(StoppingTerms.NONE);
        EarliestEnd end = EarliestEnd.of(terms, membership.from(), frozen, today);
        LocalDate paid = membership.coveredUntil();
        LocalDate proposed = paid == null || paid.isBefore(end.day()) ? end.day() : paid;
        LocalDate day = last == null ? proposed : last;
        return new StopPlan(
                end.noticeUntil(), end.boundUntil(), end.day(), proposed, day, paid, coming(membership, frozen, day));
    }

    private static List<Coming> coming(StoredMembership membership, FrozenDays frozen, LocalDate lastDay) {
        List<Coming> coming = new ArrayList<>();
        PeriodPlan plan = Standing.plan(membership);
        LocalDate start = membership.free() ? null : membership.nextFrom();
        while (start != null && !start.isAfter(lastDay) && coming.size() < MOST_COMING) {
            LocalDate until = plan.lastDay(start);
            Ore price = new PeriodPrice(membership.ending(lastDay), start, frozen)
                    .lines(1, null, LineWords.in(null)).stream()
                            .map(Line::amount)
                            .reduce(Ore.ZERO, Ore::plus);
            coming.add(new Coming(start, until, price));
            start = frozen.next(start, MembershipPeriod.after(membership, until));
        }
        return coming;
    }

    /** Why it cannot end earlier, in words for staff. */
    String why() {
        return (noticeUntil == null ? "" : " The notice period is over on " + noticeUntil + ".")
                + (boundUntil == null ? "" : " The membership is bound until " + boundUntil + ".");
    }
}
