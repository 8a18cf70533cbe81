package no.grend.agreement.internal.standing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.internal.standing.store.StandingRow;
import no.grend.agreement.internal.standing.store.StandingStore.Span;
import no.grend.identity.Actor;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.spi.InvoiceSource;
import no.grend.member.Contact;
import no.grend.member.Members;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What standing agreements shall invoice: those whose next debit date is so near that its invoice is to be made now, each due
 * on its debit date. Runs of itself every day. It knows no ledger, for the ledger needs it.
 */
@Component(service = InvoiceSource.class, property = "kind=AGREEMENT")
public final class StandingSource implements InvoiceSource {

    /** Also what a run by hand is ordered by: {@code POST /invoice-runs}. */
    static final String KIND = "AGREEMENT";

    private static final int CHUNK = 1000;

    private final StandingBook book;
    private final Members members;

    @Activate
    public StandingSource(@Reference StandingBook book, @Reference Members members) {
        this.book = book;
        this.members = members;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<LocalDate> dueOfItself(LocalDate today) {
        book.passOver();
        Span span = book.span(today);
        LocalDate latest = span.byMandate().isAfter(span.others()) ? span.byMandate() : span.others();
        return book.db.read(tx -> book.store.isAnyDue(tx, span)) ? Optional.of(latest) : Optional.empty();
    }

    @Override
    public void due(LocalDate dueDate, Consumer<InvoiceDraft> draft, Consumer<Skipped> skipped) {
        Span span = book.span(book.today());
        String after = "";
        List<StandingRow> some;
        do {
            String from = after;
            some = book.db.read(tx -> book.store.due(tx, span, from, CHUNK));
            offer(some, dueDate, draft, skipped);
            after = some.isEmpty() ? after : some.get(some.size() - 1).id();
        } while (some.size() == CHUNK);
    }

    private void offer(
            List<StandingRow> some, LocalDate dueDate, Consumer<InvoiceDraft> draft, Consumer<Skipped> skipped) {
        Map<String, Contact> payers = some.isEmpty()
                ? Map.of()
                : members.contacts(
                        Actor.SYSTEM,
                        some.stream().map(StandingRow::contactId).distinct().toList());
        for (StandingRow row : some) {
            Contact payer = payers.get(row.contactId());
            if (row.nextDebit().isAfter(dueDate)) {
                continue;
            }
            if (payer == null) {
                skipped.accept(new Skipped(
                        "agreement:" + row.id(), "PAYER_GONE", "Its payer is no longer in the register: end it."));
            } else {
                draft.accept(draft(row, payer));
            }
        }
    }

    private InvoiceDraft draft(StandingRow row, Contact payer) {
        LocalDate debit = row.nextDebit();
        String text = LineWords.of(
                row.purpose(),
                book.settings.lineText(row.purpose()),
                payer.language(),
                YearMonth.from(debit),
                row.terms().every());
        InvoiceDraft draft = new InvoiceDraft(
                DebitKey.of(row, debit).toString(),
                payer.id(),
                payer.memberNumber(),
                payer.name(),
                debit,
                List.of(new Line(text, row.terms().amount())));
        return row.terms().collection() == CollectedBy.AVTALEGIRO ? draft : draft.notByMandate();
    }

    @Override
    public void invoiced(Collection<String> sourceKeys) {
        book.invoiced(sourceKeys);
    }
}
