package no.grend.member.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import no.grend.kernel.Oslo;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.spi.InvoiceSource;
import no.grend.member.internal.store.DueMembership;
import no.grend.member.internal.store.DueTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What is invoiced on a billing date («faktureringsdag», S2-40): the first period of memberships whose billing date has come.
 * A date that passed while nothing ran is caught up with on the next day.
 */
@Component(service = InvoiceSource.class, property = "kind=BILLING")
public final class BillingSource implements InvoiceSource {

    private static final int CHUNK = 2000;

    private final MemberCore core;
    private final InvoicedPeriods periods;

    @Activate
    public BillingSource(@Reference MemberCore core) {
        this.core = core;
        this.periods = new InvoicedPeriods(core);
    }

    @Override
    public String kind() {
        return "BILLING";
    }

    @Override
    public Optional<LocalDate> dueOfItself(LocalDate today) {
        return core.db().read(tx -> DueTable.isAnyAwaitingBilling(tx, today))
                ? Optional.of(today.plusDays(core.paymentDays()))
                : Optional.empty();
    }

    @Override
    public void due(LocalDate dueDate, Consumer<InvoiceDraft> draft, Consumer<Skipped> skipped) {
        LocalDate today = Oslo.today(core.clock());
        String after = "";
        List<DueMembership> some;
        do {
            String from = after;
            some = core.db().read(tx -> DueTable.awaitingBilling(tx, today, dueDate, from, CHUNK));
            PeriodDrafts drafts = PeriodDrafts.of(core, some, dueDate);
            for (DueMembership due : some) {
                draft.accept(drafts.draft(due, due.membership().nextFrom(), 1).asJoining());
                after = due.membership().id();
            }
        } while (some.size() == CHUNK);
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
