package no.grend.member.internal;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.spi.InvoiceSource;
import no.grend.member.internal.store.MembershipTable;
import no.grend.member.internal.store.StoredMembership;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What a renewal run («fornyelse av kontingenter») shall invoice: the periods of running memberships that begin on or
 * before the due date and are not invoiced yet.
 *
 * <p>Reads {@value #CHUNK} memberships at a time, each in a short transaction of its own, so that memory stays constant
 * and the ledger may write between them.
 */
@Component(service = InvoiceSource.class, property = "kind=RENEWAL")
public final class RenewalSource implements InvoiceSource {

    private static final int CHUNK = 2000;
    private static final int PERIODS_AT_MOST = 1200;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final MemberCore core;

    @Activate
    public RenewalSource(@Reference MemberCore core) {
        this.core = core;
    }

    @Override
    public String kind() {
        return "RENEWAL";
    }

    @Override
    public void due(LocalDate dueDate, Consumer<InvoiceDraft> draft, Consumer<Skipped> skipped) {
        String after = "";
        List<StoredMembership> some;
        do {
            String from = after;
            some = core.db().read(tx -> MembershipTable.due(tx, dueDate, from, CHUNK));
            for (StoredMembership membership : some) {
                offer(membership, dueDate, draft, skipped);
                after = membership.id();
            }
        } while (some.size() == CHUNK);
    }

    private static void offer(
            StoredMembership membership, LocalDate dueDate, Consumer<InvoiceDraft> draft, Consumer<Skipped> skipped) {
        PeriodPlan plan = Standing.plan(membership);
        LocalDate start = membership.nextFrom();
        for (int i = 0; start != null && !start.isAfter(dueDate) && i < PERIODS_AT_MOST; i++) {
            LocalDate lastDay = plan.lastDay(start);
            if (membership.endedOn() != null && membership.endedOn().isBefore(start)) {
                tellOnce(membership, lastDay, dueDate, skipped);
                return;
            }
            draft.accept(draft(membership, start, lastDay, dueDate));
            start = MembershipPeriod.after(membership, lastDay);
        }
    }

    /** An ended membership is told of in the first run after its end, not in every run for ever. */
    private static void tellOnce(
            StoredMembership membership, LocalDate lastDay, LocalDate dueDate, Consumer<Skipped> skipped) {
        if (!dueDate.isAfter(lastDay)) {
            skipped.accept(new Skipped(
                    "membership:" + membership.id(),
                    "MEMBERSHIP_ENDED",
                    "The membership ended on " + membership.endedOn() + "."));
        }
    }

    private static InvoiceDraft draft(
            StoredMembership membership, LocalDate start, LocalDate lastDay, LocalDate dueDate) {
        String text = "Medlemskontingent " + membership.category().name() + " " + DAY.format(start) + "–"
                + DAY.format(lastDay);
        return new InvoiceDraft(
                MembershipPeriod.key(membership.id(), start),
                membership.contactId(),
                membership.memberNumber(),
                membership.contactName(),
                dueDate,
                List.of(new Invoice.Line(text, membership.category().price())));
    }

    @Override
    public void invoiced(Collection<String> sourceKeys) {
        Map<String, LocalDate> latest = new HashMap<>();
        for (String key : sourceKeys) {
            MembershipPeriod.parse(key)
                    .ifPresent(p -> latest.merge(p.membershipId(), p.start(), (a, b) -> a.isAfter(b) ? a : b));
        }
        List<String> ids = new ArrayList<>(latest.keySet());
        for (int from = 0; from < ids.size(); from += CHUNK / 2) {
            mark(ids.subList(from, Math.min(ids.size(), from + CHUNK / 2)), latest);
        }
    }

    private void mark(List<String> ids, Map<String, LocalDate> latest) {
        core.db().useTransaction(tx -> {
            List<MembershipTable.Invoiced> steps = MembershipTable.byIds(tx, ids).stream()
                    .map(m -> step(m, latest.get(m.id())))
                    .toList();
            int moved = MembershipTable.invoiced(tx, steps);
            if (moved > 0) {
                core.audit()
                        .record(
                                tx,
                                new Audit.Entry(
                                        Actor.SYSTEM.id(),
                                        "MEMBERSHIPS_INVOICED",
                                        "memberships",
                                        null,
                                        moved + " memberships invoiced for their next period",
                                        null));
            }
        });
    }

    private static MembershipTable.Invoiced step(StoredMembership membership, LocalDate start) {
        LocalDate lastDay = Standing.plan(membership).lastDay(start);
        return new MembershipTable.Invoiced(membership.id(), lastDay, MembershipPeriod.after(membership, lastDay));
    }
}
