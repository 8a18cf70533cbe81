package no.grend.ledger.internal.minside;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import no.grend.agreement.Payments;
import no.grend.invoicepdf.InvoicePdf;
import no.grend.invoicepdf.Pdf;
import no.grend.kernel.Page;
import no.grend.ledger.spi.Collector.Outlook;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** «Fakturaer»: all of the member's invoices, with what is needed to pay each (S1-05). */
@Component
public final class InvoicesPanel implements Panel {

    private static final int ON_FRONT = 3;

    private static final String PDF = "/pdf";
    private static final String CREDIT_NOTES = "credit-notes/";

    private final OwnInvoices invoices;

    /** Null while invoices cannot be had as PDF here; then no page offers one. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile InvoicePdf pdfs;

    /** Null while nobody takes payments here; then no page offers it. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Payments payments;

    @Activate
    public InvoicesPanel(@Reference OwnInvoices invoices) {
        this.invoices = invoices;
    }

    @Override
    public String id() {
        return "invoices";
    }

    @Override
    public Slot slot() {
        return Slot.FINANCE;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Optional<View> summary(Visit visit) {
        List<InvoiceCard> all = invoices.page(visit.member(), null).items();
        return Optional.of(new View("summary.peb", Map.of("invoices", all.subList(0, Math.min(ON_FRONT, all.size())))));
    }

    @Override
    public Reply handle(Visit visit, Request request) {
        if (request.post()) {
            return new Reply.NotFound();
        }
        if (request.path().isEmpty()) {
            return list(visit, request);
        }
        if (request.path().endsWith(PDF)) {
            String document = request.path().substring(0, request.path().length() - PDF.length());
            return document.startsWith(CREDIT_NOTES)
                    ? download(pdfs -> pdfs.creditNote(visit.member(), document.substring(CREDIT_NOTES.length())))
                    : download(pdfs -> pdfs.pdf(visit.member(), document));
        }
        return invoices.one(visit.member(), request.path())
                .<Reply>map(found -> details(visit, found.card(), found.outlook()))
                .orElseGet(Reply.NotFound::new);
    }

    private Reply list(Visit visit, Request request) {
        Page<InvoiceCard> page =
                invoices.page(visit.member(), request.parameters().get("cursor"));
        Map<String, Object> model = new HashMap<>();
        model.put("invoices", page.items());
        model.put("next", page.next());
        model.put("byOthers", invoices.paidByOthers(visit.member()));
        model.put("forOthers", page.items().stream().anyMatch(card -> card.member() != null));
        return new Reply.Show(new View("list.peb", model));
    }

    private Reply download(Function<InvoicePdf, Optional<Pdf>> fetch) {
        return Optional.ofNullable(pdfs)
                .flatMap(fetch)
                .<Reply>map(pdf -> new Reply.Download(pdf.name(), Pdf.MEDIA_TYPE, pdf.content()))
                .orElseGet(Reply.NotFound::new);
    }

    private Reply details(Visit visit, InvoiceCard invoice, Outlook outlook) {
        return new Reply.Show(new View(
                "details.peb",
                Map.of(
                        "invoice",
                        invoice,
                        "notes",
                        invoices.creditNotes(visit.member(), invoice.id()),
                        "account",
                        invoices.account(),
                        "pdf",
                        pdfs != null,
                        "online",
                        online(visit, invoice),
                        "mandate",
                        outlook == Outlook.NO_MANDATE ? "" : "mandate." + outlook,
                        "headingArguments",
                        List.of(invoice.number()))));
    }

    /** Key of what is offered: {@code pay.online}, {@code pay.underWay}; empty for nothing. */
    private String online(Visit visit, InvoiceCard invoice) {
        Payments now = payments;
        if (now == null || !invoice.payable()) {
            return "";
        }
        boolean underWay = now.ofInvoice(visit.member(), invoice.id()).stream()
                .anyMatch(payment -> !payment.state().isOver());
        if (underWay) {
            return "pay.underWay";
        }
        return now.ways(visit.member(), invoice.id()).isEmpty() ? "" : "pay.online";
    }
}
