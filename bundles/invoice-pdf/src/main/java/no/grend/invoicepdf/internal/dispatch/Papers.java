package no.grend.invoicepdf.internal.dispatch;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.agreement.PayLinks;
import no.grend.identity.Actor;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.internal.CreditNoteLetter;
import no.grend.invoicepdf.internal.InvoiceLetter;
import no.grend.invoicepdf.internal.Keeping;
import no.grend.invoicepdf.internal.sheet.Words;
import no.grend.invoicepdf.internal.store.Dispatch;
import no.grend.invoicepdf.internal.store.Dispatch.Kind;
import no.grend.invoicepdf.internal.store.Kept;
import no.grend.invoicepdf.internal.store.Sender;
import no.grend.kernel.Oslo;
import no.grend.ledger.CreditNote;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What is on its way, as it was sent: the same letter and the same words each time it is asked for. Safe between threads. */
@Component(service = Papers.class)
public final class Papers {

    private final Ledger ledger;
    private final CreditNotes notes;
    private final Keeping keeping;

    /** Null while nobody takes payments here; then nobody is sent a link. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile PayLinks links;

    @Activate
    public Papers(@Reference Ledger ledger, @Reference CreditNotes notes, @Reference Keeping keeping) {
        this.ledger = ledger;
        this.notes = notes;
        this.keeping = keeping;
    }

    /** For tests. */
    void payBy(PayLinks some) {
        links = some;
    }

    /** A document on its way, in full. @param fileName for whoever saves it */
    record Paper(Dispatch dispatch, Letter letter, String fileName, MailText mail) {}

    /** In the order given; those whose document is gone are left out. At most 1,000. */
    List<Paper> of(List<Dispatch> dispatches) {
        Map<String, Invoice> invoices = invoices(dispatches);
        Map<String, CreditNote> credits = creditNotes(dispatches);
        Map<String, Kept> kept = new HashMap<>(keeping.ofInvoices(invoices.values()));
        kept.putAll(keeping.ofCreditNotes(credits.values()));
        Map<String, Sender> senders = new HashMap<>();
        List<Paper> papers = new ArrayList<>(dispatches.size());
        for (Dispatch dispatch : dispatches) {
            Kept one = kept.get(dispatch.documentId());
            if (one != null) {
                Sender sender = senders.computeIfAbsent(one.senderHash(), keeping::sender);
                Kept sent = new Kept(
                        one.documentId(),
                        dispatch.language(),
                        dispatch.address(),
                        one.senderHash(),
                        one.referenceKid());
                papers.add(
                        dispatch.kind() == Kind.INVOICE
                                ? paper(dispatch, invoices.get(dispatch.documentId()), sent, sender)
                                : paper(dispatch, credits.get(dispatch.documentId()), sent, sender));
            }
        }
        return papers;
    }

    private Paper paper(Dispatch dispatch, Invoice invoice, Kept kept, Sender sender) {
        InvoiceLetter letter = new InvoiceLetter(invoice, kept, sender, dispatch.paying());
        return new Paper(
                dispatch,
                letter.letter(),
                letter.fileName(),
                MailText.of(invoice, sender, dispatch.paying(), link(dispatch), Words.in(kept.language())));
    }

    private URI link(Dispatch dispatch) {
        PayLinks now = links;
        return now == null
                ? null
                : now.linkTo(dispatch.documentId(), LocalDate.ofInstant(dispatch.createdAt(), Oslo.ZONE))
                        .orElse(null);
    }

    private static Paper paper(Dispatch dispatch, CreditNote note, Kept kept, Sender sender) {
        CreditNoteLetter letter = new CreditNoteLetter(note, kept, sender);
        return new Paper(
                dispatch, letter.letter(), letter.fileName(), MailText.of(note, sender, Words.in(kept.language())));
    }

    private Map<String, Invoice> invoices(List<Dispatch> dispatches) {
        List<String> ids = ids(dispatches, Kind.INVOICE);
        return ids.isEmpty() ? Map.of() : ledger.invoices(Actor.SYSTEM, ids);
    }

    private Map<String, CreditNote> creditNotes(List<Dispatch> dispatches) {
        Map<String, CreditNote> found = new HashMap<>();
        for (String id : ids(dispatches, Kind.CREDIT_NOTE)) {
            notes.creditNote(Actor.SYSTEM, id).ifPresent(note -> found.put(id, note));
        }
        return found;
    }

    private static List<String> ids(List<Dispatch> dispatches, Kind kind) {
        return dispatches.stream()
                .filter(one -> one.kind() == kind)
                .map(Dispatch::documentId)
                .distinct()
                .toList();
    }
}
