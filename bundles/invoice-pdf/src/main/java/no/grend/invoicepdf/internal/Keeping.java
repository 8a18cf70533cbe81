package no.grend.invoicepdf.internal;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.identity.Actor;
import no.grend.invoicepdf.internal.sheet.Words;
import no.grend.invoicepdf.internal.store.Kept;
import no.grend.invoicepdf.internal.store.KeptTable;
import no.grend.invoicepdf.internal.store.Sender;
import no.grend.ledger.CreditNote;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps what stands on a document from the first time that it is made: address, language, the organisation as it was when the
 * document was issued, and whether AvtaleGiro is offered. Safe between threads.
 */
@Component(service = Keeping.class)
public final class Keeping {

    private final Database db;
    private final Clock clock;
    private final Ledger ledger;
    private final Members members;
    private final Senders senders;
    private final Mandates mandates;
    private final KeptTable table = new KeptTable();

    @Activate
    public Keeping(
            @Reference(target = "(module=invoice_pdf)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Members members,
            @Reference Senders senders,
            @Reference Mandates mandates) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
        this.members = members;
        this.senders = senders;
        this.mandates = mandates;
    }

    /** What is kept of each of these invoices, by id; those never made are drawn up now. At most 1,000. */
    public Map<String, Kept> ofInvoices(Collection<Invoice> invoices) {
        return of(invoices.stream()
                .map(one -> new Subject(one.id(), one.contactId(), one.memberNumber(), true))
                .toList());
    }

    /** As {@link #ofInvoices}. */
    public Map<String, Kept> ofCreditNotes(Collection<CreditNote> notes) {
        return of(notes.stream()
                .map(one -> new Subject(one.id(), one.contactId(), one.memberNumber(), false))
                .toList());
    }

    /** The organisation by the hash that was kept. */
    public Sender sender(String hash) {
        return senders.read(hash);
    }

    /** Whom documents go to, as they are registered now. The register is asked as the system: who may send may know where. */
    public Map<String, Contact> recipients(Collection<String> contactIds) {
        return members.contacts(Actor.SYSTEM, contactIds.stream().distinct().toList());
    }

    /** A document to draw up. @param payable whether AvtaleGiro may be offered on it */
    private record Subject(String id, String contactId, int memberNumber, boolean payable) {}

    private Map<String, Kept> of(List<Subject> subjects) {
        List<String> ids = subjects.stream().map(Subject::id).toList();
        Map<String, Kept> before = db.read(handle -> table.read(handle, ids));
        List<Subject> fresh = subjects.stream()
                .filter(subject -> !before.containsKey(subject.id()))
                .toList();
        if (fresh.isEmpty()) {
            return before;
        }
        Map<String, Kept> now = new HashMap<>();
        drawnUp(fresh).forEach(kept -> now.put(kept.documentId(), kept));
        return db.inTransaction(tx -> {
            Map<String, Kept> all = table.read(tx, ids);
            List<Kept> missing = now.values().stream()
                    .filter(kept -> !all.containsKey(kept.documentId()))
                    .toList();
            table.insert(tx, missing, clock.instant());
            missing.forEach(kept -> all.put(kept.documentId(), kept));
            return all;
        });
    }

    private List<Kept> drawnUp(List<Subject> subjects) {
        Map<String, Contact> contacts =
                recipients(subjects.stream().map(Subject::contactId).toList());
        Map<String, String> hashes =
                senders.of(subjects.stream().map(Subject::id).toList());
        Set<Integer> offered = mandates.withoutMandate(subjects.stream()
                .filter(Subject::payable)
                .map(Subject::memberNumber)
                .distinct()
                .toList());
        return subjects.stream()
                .map(subject -> drawnUp(
                        subject,
                        contacts.get(subject.contactId()),
                        hashes.get(subject.id()),
                        subject.payable() && offered.contains(subject.memberNumber())))
                .toList();
    }

    private Kept drawnUp(Subject subject, Contact recipient, String senderHash, boolean offered) {
        return new Kept(
                subject.id(),
                language(recipient),
                PostalAddress.lines(recipient == null ? null : recipient.address()),
                senderHash,
                offered ? ledger.referenceKid(subject.memberNumber()) : null);
    }

    /** nb, nn or en. @param contact null when not known any more */
    public static String language(Contact contact) {
        return Words.in(contact == null ? null : contact.language()).language().toLanguageTag();
    }
}
