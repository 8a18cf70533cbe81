package no.grend.member.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.spi.InvoiceSource;
import no.grend.member.internal.store.DueMembership;
import no.grend.member.internal.store.DueTable;
import no.grend.member.internal.store.InvoiceAgainTable;
import no.grend.member.internal.store.InvoiceAgainTable.Again;
import no.grend.member.internal.store.StoredMembership;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What a renewal run («fornyelse av kontingenter») shall invoice: the periods of running memberships that begin on or
 * before the due date and are not invoiced yet, and those that staff have asked to invoice again.
 *
 * <p>Reads {@value #CHUNK} memberships at a time, each in a short transaction of its own, so that memory stays constant
 * and the ledger may write between them.
 */
@Component(service = InvoiceSource.class, property = "kind=RENEWAL")
public final class RenewalSource implements InvoiceSource {

    private static final int CHUNK = 2000;
    private static final int AGAIN_AT_ONCE = 500;
    private static final int PERIODS_AT_MOST = 1200;

    private final MemberCore core;
    private final InvoicedPeriods periods;

    @Activate
    public RenewalSource(@Reference MemberCore core) {
        this.core = core;
        this.periods = new InvoicedPeriods(core);
    }

    @Override
    public String kind() {
        return "RENEWAL";
    }

    @Override
    public void due(LocalDate dueDate, Consumer<InvoiceDraft> draft, Consumer<Skipped> skipped) {
        String after = "";
        List<DueMembership> some;
        do {
            String from = after;
            some = core.db().read(tx -> DueTable.due(tx, dueDate, from, CHUNK));
            PeriodDrafts drafts = PeriodDrafts.of(core, some, dueDate);
            for (DueMembership due : some) {
                offer(due, drafts, dueDate, draft, skipped);
                after = due.membership().id();
            }
        } while (some.size() == CHUNK);
        again(dueDate, draft, skipped);
    }

    private static void offer(
            DueMembership due,
            PeriodDrafts drafts,
            LocalDate dueDate,
            Consumer<InvoiceDraft> draft,
            Consumer<Skipped> skipped) {
        StoredMembership membership = due.membership();
        PeriodPlan plan = Standing.plan(membership);
        LocalDate start = membership.nextFrom();
        for (int i = 0; start != null && !start.isAfter(dueDate) && i < PERIODS_AT_MOST; i++) {
            LocalDate lastDay = plan.lastDay(start);
            if (membership.endedOn() != null && membership.endedOn().isBefore(start)) {
                tellOnce(membership, lastDay, dueDate, skipped);
                return;
            }
            draft.accept(drafts.draft(due, start, 1));
            start = drafts.frozen(membership).next(start, MembershipPeriod.after(membership, lastDay));
        }
    }

    /** An ended membership is told of in the first run after its end, not in every run for ever. */
    private static void tellOnce(
            StoredMembership membership, LocalDate lastDay, LocalDate dueDate, Consumer<Skipped> skipped) {
        if (!dueDate.isAfter(lastDay)) {
            skipped.accept(new Skipped(
                    "membership:" + membership.id(),
                    "MEMBERSHIP_ENDED",
                    "The membership's last day is " + membership.endedOn() + ", and the period begins after that."));
        }
    }

    /** Periods that staff have asked to invoice again; few, so each is read by itself. */
    private void again(LocalDate dueDate, Consumer<InvoiceDraft> draft, Consumer<Skipped> skipped) {
        Again after = null;
        List<Again> some;
        do {
            Again from = after;
            some = core.db().read(tx -> InvoiceAgainTable.waiting(tx, dueDate, from, AGAIN_AT_ONCE));
            for (Again again : some) {
                core.db()
                        .read(tx -> DueTable.oneDue(tx, again.membershipId(), dueDate))
                        .ifPresent(due -> offer(again, due, dueDate, draft, skipped));
                after = again;
            }
        } while (some.size() == AGAIN_AT_ONCE);
    }

    /** Whoever has left since it was asked for is not invoiced for a time after that. */
    private void offer(
            Again again,
            DueMembership due,
            LocalDate dueDate,
            Consumer<InvoiceDraft> draft,
            Consumer<Skipped> skipped) {
        StoredMembership membership = due.membership();
        if (membership.endedOn() != null && membership.endedOn().isBefore(again.start())) {
            tellOnce(membership, Standing.plan(membership).lastDay(again.start()), dueDate, skipped);
            return;
        }
        draft.accept(PeriodDrafts.of(core, List.of(due), dueDate).draft(due, again.start(), again.attempt()));
    }

    @Override
    public void invoiced(Collection<String> sourceKeys) {
        periods.invoiced(sourceKeys);
    }

    @Override
    public void nothingToPay(Collection<String> sourceKeys) {
        periods.nothingToPay(sourceKeys);
    }
}
