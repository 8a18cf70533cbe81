package no.grend.invoicepdf.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.ledger.Ledger.InvoiceQuery;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.schema.Database;
import no.grend.schema.PlainRows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What invoices and letters on paper hold about a contact, by the invoices on their member number. */
@Component(service = PersonalDataContributor.class)
public final class InvoicePdfPersonalData implements PersonalDataContributor {

    private static final String WHY = "bokføringsloven § 13: an invoice is kept as it was sent";

    private static final String WITH_EMAIL =
            "SELECT id FROM invoice_pdf_dispatch WHERE document_id = :contact AND email IS NOT NULL";

    private static final String FORGET_EMAIL = """
            UPDATE invoice_pdf_dispatch SET email = NULL WHERE document_id = :invoice AND email IS NOT NULL""";

    private static final String DOCUMENTS = """
            SELECT address, language, made_at, reference_kid FROM invoice_pdf_document WHERE invoice_id = :contact""";

    private static final String DISPATCHES = """
            SELECT document_number, language, address, email, payment, email_state, email_at, letter_state, created_at
            FROM invoice_pdf_dispatch WHERE document_id = :contact ORDER BY round""";

    private final Database db;
    private final Members members;
    private final Ledger ledger;

    @Activate
    public InvoicePdfPersonalData(
            @Reference(target = "(module=invoice_pdf)") Database db,
            @Reference Members members,
            @Reference Ledger ledger) {
        this.db = db;
        this.members = members;
        this.ledger = ledger;
    }

    @Override
    public String module() {
        return "invoice_pdf";
    }

    @Override
    public List<Held> held(String contactId) {
        List<String> invoices = invoices(contactId);
        return db.read(tx -> {
            PlainRows documents = PlainRows.of(tx, DOCUMENTS, "");
            PlainRows dispatches = PlainRows.of(tx, DISPATCHES, "");
            for (String id : invoices) {
                documents = documents.and(PlainRows.of(tx, DOCUMENTS, id));
                dispatches = dispatches.and(PlainRows.of(tx, DISPATCHES, id));
            }
            return List.of(new Held("invoice_pdf_document", documents), new Held("invoice_pdf_dispatch", dispatches));
        });
    }

    @Override
    public List<String> obstacles(String contactId) {
        return List.of();
    }

    @Override
    public List<Fate> fates(String contactId) {
        List<String> invoices = invoices(contactId);
        int emails = db.read(tx -> invoices.stream()
                .mapToInt(id -> PlainRows.of(tx, WITH_EMAIL, id).rows().size())
                .sum());
        return fates(emails, contactId);
    }

    @Override
    public List<Fate> erase(String contactId) {
        List<String> invoices = invoices(contactId);
        int emails = db.inTransaction(tx -> invoices.stream()
                .mapToInt(
                        id -> tx.createUpdate(FORGET_EMAIL).bind("invoice", id).execute())
                .sum());
        return fates(emails, contactId);
    }

    private List<Fate> fates(int emails, String contactId) {
        List<Fate> fates = new ArrayList<>();
        if (emails > 0) {
            fates.add(Fate.erased("the e-mail address that invoices were sent to", emails));
        }
        PlainRows documents = held(contactId).get(0).rows();
        documents.rows().stream()
                .map(row -> Instant.parse(row.get("made_at").toString()))
                .max(Comparator.naturalOrder())
                .map(made -> Fate.bookkeepingEnds(LocalDate.ofInstant(made, Oslo.ZONE)))
                .ifPresent(until -> fates.add(Fate.kept(
                        "the address that stands on invoices", documents.rows().size(), WHY, until)));
        return fates;
    }

    /** Those that the member is to pay themselves; on those that another pays, the other's address stands. */
    private List<String> invoices(String contactId) {
        List<String> ids = new ArrayList<>();
        Integer number = members.contact(Actor.SYSTEM, contactId)
                .map(Contact::memberNumber)
                .orElse(0);
        String next = null;
        do {
            Page<Invoice> page =
                    ledger.invoices(Actor.SYSTEM, new InvoiceQuery(null, number, null, null, Page.LARGEST, next));
            page.items().stream()
                    .filter(invoice -> contactId.equals(invoice.contactId()))
                    .forEach(invoice -> ids.add(invoice.id()));
            next = page.next();
        } while (next != null);
        return ids;
    }

    @Override
    public List<Retention> retention() {
        return List.of(
                new Retention("the address that an invoice was written to", "5 years after the end of the year", WHY));
    }
}
