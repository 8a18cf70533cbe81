package no.grend.invoicepdf.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import no.grend.invoicepdf.InvoicePdf;
import no.grend.invoicepdf.Letters;
import no.grend.invoicepdf.Pdf;
import no.grend.invoicepdf.internal.store.Kept;
import no.grend.invoicepdf.internal.store.Sender;
import no.grend.kernel.Problem;
import no.grend.ledger.CreditNote;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.licence.Licence;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes invoices and credit notes as PDF. Number, dates, lines, KID and the payer's name are the ledger's, which never change. The
 * organisation, its account and its terms are as they were when the document was issued ({@link Senders}). Address, language
 * and whether AvtaleGiro is offered are as they were when it was first made, and are kept then ({@link Keeping}): a letter goes
 * to where its payer lives by that time, and says the same ever after.
 *
 * <p>The part about payment follows what is true today: claimed, credited, or to be paid. A module that collects and is away
 * cannot be asked, and then the invoice reads as one that is to be paid.
 */
@Component(service = InvoicePdf.class)
public final class Invoices implements InvoicePdf {

    private static final int MOST = 1_000;

    private static final int TOGETHER = 100;

    private final Ledger ledger;
    private final CreditNotes notes;
    private final Keeping keeping;
    private final Mandates mandates;
    private final Letters letters;

    @Activate
    public Invoices(
            @Reference(target = "(feature=grend-ledger)") Licence licence,
            @Reference Ledger ledger,
            @Reference CreditNotes notes,
            @Reference Keeping keeping,
            @Reference Mandates mandates,
            @Reference Letters letters) {
        this(ledger, notes, keeping, mandates, letters);
    }

    Invoices(Ledger ledger, CreditNotes notes, Keeping keeping, Mandates mandates, Letters letters) {
        this.ledger = ledger;
        this.notes = notes;
        this.keeping = keeping;
        this.mandates = mandates;
        this.letters = letters;
    }

    @Override
    public Optional<Pdf> pdf(Actor actor, String invoiceId) {
        List<Pdf> made = new ArrayList<>(1);
        ledger.invoice(actor, invoiceId).ifPresent(invoice -> make(List.of(invoice), made::add));
        return made.stream().findFirst();
    }

    @Override
    public Optional<Pdf> creditNote(Actor actor, String creditNoteId) {
        return notes.creditNote(actor, creditNoteId).map(this::made);
    }

    private Pdf made(CreditNote note) {
        Kept kept = keeping.ofCreditNotes(List.of(note)).get(note.id());
        CreditNoteLetter letter = new CreditNoteLetter(note, kept, keeping.sender(kept.senderHash()));
        return new Pdf(letter.fileName(), note.id(), letters.pdf(letter.letter()));
    }

    @Override
    public void each(Actor actor, Collection<String> invoiceIds, Consumer<Pdf> each) {
        if (invoiceIds.size() > MOST) {
            throw Problem.invalid(null, "TOO_MANY_IDS", "At most 1,000 invoices can be asked for in one call.");
        }
        List<String> ids = List.copyOf(invoiceIds);
        for (int from = 0; from < ids.size(); from += TOGETHER) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + TOGETHER));
            Map<String, Invoice> found = ledger.invoices(actor, some);
            make(some.stream().filter(found::containsKey).map(found::get).toList(), each);
        }
    }

    private void make(List<Invoice> invoices, Consumer<Pdf> each) {
        Map<String, Kept> kept = keeping.ofInvoices(invoices);
        Map<String, Mandates.Claimed> claimed =
                mandates.claimed(invoices.stream().map(Invoice::id).toList());
        Map<String, Sender> read = new HashMap<>();
        for (Invoice invoice : invoices) {
            Kept one = kept.get(invoice.id());
            Sender sender = read.computeIfAbsent(one.senderHash(), keeping::sender);
            InvoiceLetter letter = new InvoiceLetter(
                    invoice, one, sender, Mandates.paying(invoice.status(), claimed.get(invoice.id())));
            each.accept(new Pdf(letter.fileName(), invoice.id(), letters.pdf(letter.letter())));
        }
    }
}
