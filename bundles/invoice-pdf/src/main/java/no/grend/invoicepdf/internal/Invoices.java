package no.grend.invoicepdf.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import no.grend.invoicepdf.InvoicePdf;
import no.grend.invoicepdf.Letters;
import no.grend.invoicepdf.Pdf;
import no.grend.invoicepdf.internal.sheet.Words;
import no.grend.invoicepdf.internal.store.Kept;
import no.grend.invoicepdf.internal.store.KeptTable;
import no.grend.invoicepdf.internal.store.Sender;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.licence.Licence;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes invoices as PDF. Number, dates, lines, KID and the payer's name are the ledger's, which never change. The
 * organisation, its account and its terms are as they were when the invoice was issued ({@link Senders}). Address, language
 * and whether AvtaleGiro is offered are as they were when it was first made, that is, sent or printed, and are kept then:
 * a letter goes to where its payer lives by that time, and says the same ever after.
 *
 * <p>The part about payment follows what is true today: claimed, credited, or to be paid. A module that collects and is away
 * cannot be asked, and then the invoice reads as one that is to be paid.
 */
@Component(service = InvoicePdf.class)
public final class Invoices implements InvoicePdf {

    private static final int MOST = 1_000;

    private static final int TOGETHER = 100;

    private final Database db;
    private final Clock clock;
    private final Ledger ledger;
    private final Members members;
    private final Senders senders;
    private final Mandates mandates;
    private final Letters letters;
    private final KeptTable table = new KeptTable();

    @Activate
    public Invoices(
            @Reference(target = "(feature=grend-ledger)") Licence licence,
            @Reference(target = "(module=invoice_pdf)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Members members,
            @Reference Senders senders,
            @Reference Mandates mandates,
            @Reference Letters letters) {
        this(db, clock, ledger, members, senders, mandates, letters);
    }

    Invoices(
            Database db,
            Clock clock,
            Ledger ledger,
            Members members,
            Senders senders,
            Mandates mandates,
            Letters letters) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
        this.members = members;
        this.senders = senders;
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
        List<String> ids = invoices.stream().map(Invoice::id).toList();
        Map<String, Kept> kept = kept(invoices, ids);
        Map<String, String> claimed = mandates.claimed(ids);
        Map<String, Sender> read = new HashMap<>();
        for (Invoice invoice : invoices) {
            Kept one = kept.get(invoice.id());
            Sender sender = read.computeIfAbsent(one.senderHash(), senders::read);
            InvoiceLetter letter = new InvoiceLetter(invoice, one, sender, claimed.get(invoice.id()));
            each.accept(new Pdf(letter.fileName(), invoice.id(), letters.pdf(letter.letter())));
        }
    }

    private Map<String, Kept> kept(List<Invoice> invoices, List<String> ids) {
        Map<String, Kept> before = db.read(handle -> table.read(handle, ids));
        List<Invoice> fresh = invoices.stream()
                .filter(invoice -> !before.containsKey(invoice.id()))
                .toList();
        if (fresh.isEmpty()) {
            return before;
        }
        Map<String, Kept> now = new HashMap<>();
        drawnUp(fresh).forEach(kept -> now.put(kept.invoiceId(), kept));
        return db.inTransaction(tx -> {
            Map<String, Kept> all = table.read(tx, ids);
            List<Kept> missing = now.values().stream()
                    .filter(kept -> !all.containsKey(kept.invoiceId()))
                    .toList();
            table.insert(tx, missing, clock.instant());
            missing.forEach(kept -> all.put(kept.invoiceId(), kept));
            return all;
        });
    }

    /** The register is asked as the system: whoever may read an invoice may read whom it is addressed to. */
    private List<Kept> drawnUp(List<Invoice> invoices) {
        Map<String, Contact> contacts = members.contacts(
                Actor.SYSTEM,
                invoices.stream().map(Invoice::contactId).distinct().toList());
        Map<String, String> hashes =
                senders.of(invoices.stream().map(Invoice::id).toList());
        Set<Integer> offered = mandates.withoutMandate(
                invoices.stream().map(Invoice::memberNumber).distinct().toList());
        return invoices.stream()
                .map(invoice -> drawnUp(
                        invoice,
                        contacts.get(invoice.contactId()),
                        hashes.get(invoice.id()),
                        offered.contains(invoice.memberNumber())))
                .toList();
    }

    private Kept drawnUp(Invoice invoice, Contact payer, String senderHash, boolean offered) {
        return new Kept(
                invoice.id(),
                Words.in(payer == null ? null : payer.language()).language().toLanguageTag(),
                PostalAddress.lines(payer == null ? null : payer.address()),
                senderHash,
                offered ? ledger.referenceKid(invoice.memberNumber()) : null);
    }
}
