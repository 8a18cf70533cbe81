package no.grend.ledger.internal.minside;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import no.grend.identity.Actor;
import no.grend.kernel.AccountNumber;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.Ledger;
import no.grend.ledger.Ledger.InvoiceQuery;
import no.grend.organisation.Organisation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A member's own invoices; the ledger gives a member no others. Safe between threads. */
@Component(service = OwnInvoices.class)
public final class OwnInvoices {

    private final Ledger ledger;
    private final CreditNotes notes;
    private final Organisation organisation;
    private final Clock clock;

    @Activate
    public OwnInvoices(
            @Reference Ledger ledger,
            @Reference CreditNotes notes,
            @Reference Organisation organisation,
            @Reference Clock clock) {
        this.ledger = ledger;
        this.notes = notes;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** A page, newest first. @param cursor null for the first */
    Page<InvoiceCard> page(Actor member, String cursor) {
        LocalDate today = Oslo.today(clock);
        return ledger.invoices(member, new InvoiceQuery(null, null, null, null, null, cursor))
                .map(invoice -> InvoiceCard.of(invoice, today));
    }

    /** What is owed, due first first. */
    List<InvoiceCard> unpaid(Actor member) {
        LocalDate today = Oslo.today(clock);
        return Stream.of(Status.OPEN, Status.PART_PAID)
                .flatMap(
                        status -> ledger
                                .invoices(member, new InvoiceQuery(null, null, status, null, Page.LARGEST, null))
                                .items()
                                .stream())
                .sorted(Comparator.comparing(Invoice::dueDate).thenComparing(Invoice::number))
                .map(invoice -> InvoiceCard.of(invoice, today))
                .toList();
    }

    Optional<InvoiceCard> one(Actor member, String id) {
        LocalDate today = Oslo.today(clock);
        return ledger.invoice(member, id).map(invoice -> InvoiceCard.of(invoice, today));
    }

    /** What credit notes took off an invoice, oldest first. */
    List<NoteCard> creditNotes(Actor member, String invoiceId) {
        return notes.ofInvoices(member, List.of(invoiceId)).getOrDefault(invoiceId, List.of()).stream()
                .map(note -> new NoteCard(note.id(), Long.toString(note.number()), note.issuedOn(), note.amount()))
                .toList();
    }

    /** A credit note as its member sees it. @param number as text, lest it be written with thousand separators */
    public record NoteCard(String id, String number, LocalDate issuedOn, Ore amount) {}

    /** The sum of what is owed. */
    static Ore owed(List<InvoiceCard> unpaid) {
        return unpaid.stream().map(InvoiceCard::open).reduce(Ore.ZERO, Ore::plus);
    }

    /** The account to pay to, as people write it; empty when the organisation has not set it. */
    String account() {
        String account = organisation.profile().account();
        if (account == null) {
            return "";
        }
        return AccountNumber.isValid(account) ? new AccountNumber(account).formatted() : account;
    }
}
