package no.grend.ledger.internal.minside;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
import no.grend.ledger.Ledger.InvoiceQuery;
import no.grend.ledger.internal.Collectors;
import no.grend.ledger.internal.LedgerService;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.ledger.spi.Collector.Outlook;
import no.grend.member.Members;
import no.grend.organisation.Organisation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** A member's own invoices; the ledger gives a member no others. Safe between threads. */
@Component(service = OwnInvoices.class)
public final class OwnInvoices {

    private static final int MOST_OF_OTHERS = 20;

    private final LedgerService ledger;
    private final CreditNotes notes;
    private final Collectors collectors;
    private final Organisation organisation;
    private final Clock clock;

    /** Null while the register is not there; then nobody is told what others pay for them. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Members members;

    @Activate
    public OwnInvoices(
            @Reference LedgerService ledger,
            @Reference CreditNotes notes,
            @Reference Collectors collectors,
            @Reference Organisation organisation,
            @Reference Clock clock) {
        this.ledger = ledger;
        this.notes = notes;
        this.collectors = collectors;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** A page, newest first. @param cursor null for the first */
    Page<InvoiceCard> page(Actor member, String cursor) {
        Page<Invoice> page = ledger.invoices(member, new InvoiceQuery(null, null, null, null, null, cursor));
        return new Page<>(cards(page.items()), page.next());
    }

    private List<InvoiceCard> cards(List<Invoice> invoices) {
        LocalDate today = Oslo.today(clock);
        Map<String, Claim> claims =
                collectors.claims(invoices.stream().map(Invoice::id).toList());
        return invoices.stream()
                .map(invoice -> {
                    Claim claim = claims.get(invoice.id());
                    return InvoiceCard.of(invoice, today, claim != null && !claim.cancelled());
                })
                .toList();
    }

    /** An invoice for the member that another pays: that it is there and whether it is settled, but no amounts. */
    public record PaidByOther(String number, String payer, String state) {}

    /** The newest invoices for the member that another pays. */
    List<PaidByOther> paidByOthers(Actor member) {
        Members register = members;
        if (register == null) {
            return List.of();
        }
        return register
                .contact(member, member.contactId())
                .map(contact -> ledger.paidByOthers(member, contact.memberNumber(), MOST_OF_OTHERS))
                .orElse(List.of())
                .stream()
                .map(invoice -> new PaidByOther(
                        Long.toString(invoice.number()),
                        invoice.payerName(),
                        invoice.open().isPositive() ? "other.OPEN" : "other.SETTLED"))
                .toList();
    }

    /** What the member shall pay, due first first; what the bank draws is left out. */
    List<InvoiceCard> unpaid(Actor member) {
        List<Invoice> open = Stream.of(Status.OPEN, Status.PART_PAID)
                .flatMap(
                        status -> ledger
                                .invoices(member, new InvoiceQuery(null, null, status, null, Page.LARGEST, null))
                                .items()
                                .stream())
                .sorted(Comparator.comparing(Invoice::dueDate).thenComparing(Invoice::number))
                .toList();
        return cards(open).stream().filter(InvoiceCard::payable).toList();
    }

    /** One invoice, and what its member may expect of a mandate when they have not paid it and the bank does not draw it. */
    record Detail(InvoiceCard card, Outlook outlook) {}

    Optional<Detail> one(Actor member, String id) {
        return ledger.invoice(member, id).map(invoice -> {
            InvoiceCard card = cards(List.of(invoice)).get(0);
            return new Detail(card, card.payable() ? collectors.outlook(invoice) : Outlook.NO_MANDATE);
        });
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
