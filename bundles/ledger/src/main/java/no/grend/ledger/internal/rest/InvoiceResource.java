package no.grend.ledger.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Charged;
import no.grend.ledger.CreditNote;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.ledger.internal.Collectors;
import no.grend.ledger.internal.InvoicePapers;
import no.grend.ledger.internal.LedgerService;
import no.grend.ledger.internal.SingleInvoices;
import no.grend.ledger.internal.rest.InvoiceAnswer.Beside;
import no.grend.ledger.spi.Collector.Claim;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Invoices («fakturaer»): issued one by one, found, read. */
@Component(service = InvoiceResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("invoices")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "invoices")
public final class InvoiceResource {

    private final LedgerService ledger;
    private final SingleInvoices single;
    private final Collectors collectors;
    private final CreditNotes creditNotes;

    @Activate
    public InvoiceResource(
            @Reference LedgerService ledger,
            @Reference SingleInvoices single,
            @Reference Collectors collectors,
            @Reference CreditNotes creditNotes) {
        this.ledger = ledger;
        this.single = single;
        this.collectors = collectors;
        this.creditNotes = creditNotes;
    }

    /** An invoice to issue. @param dueDate a date, {@code 2027-01-15} */
    public record NewInvoice(String contactId, String dueDate, List<NewLine> lines) {}

    /** One line of it. */
    public record NewLine(String text, Ore amount) {}

    @POST
    @Operation(operationId = "issueInvoice", summary = "Issue a single invoice to a contact")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = InvoiceAnswer.class)))
    public Response issue(
            @Context SecurityContext security, @HeaderParam("Idempotency-Key") String key, NewInvoice asked) {
        Asked.body(asked);
        String contactId = Asked.text("contactId", asked.contactId(), "give the id of the contact who shall pay");
        LocalDate dueDate = Asked.date("dueDate", asked.dueDate());
        Asked.given("lines", asked.lines(), "give at least one line with text and amount");
        List<Invoice.Line> lines = new ArrayList<>();
        for (NewLine line : asked.lines()) {
            Asked.given("lines/" + lines.size(), line, "give a line as an object with text and amount");
            lines.add(new Invoice.Line(line.text(), line.amount()));
        }
        Invoice invoice = single.issue(actor(security), contactId, dueDate, lines, IdempotencyKey.of(key, asked));
        InvoiceAnswer answer = answer(actor(security), invoice.id());
        return Response.created(URI.create("invoices/" + invoice.id()))
                .tag(answer.tag())
                .entity(answer)
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getInvoice", summary = "An invoice, what is paid on it, and how it was claimed")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = InvoiceAnswer.class)))
    public Response get(@Context SecurityContext security, @Context Request request, @PathParam("id") String id) {
        InvoiceAnswer answer = answer(actor(security), id);
        EntityTag tag = new EntityTag(answer.tag());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged != null ? unchanged : Response.ok(answer)).tag(tag).build();
    }

    @GET
    @Operation(operationId = "listInvoices", summary = "Invoices, newest first")
    public Page<InvoiceAnswer> list(
            @Context SecurityContext security,
            @QueryParam("kid") String kid,
            @QueryParam("memberNumber") String memberNumber,
            @QueryParam("status") Invoice.Status status,
            @QueryParam("run") String run,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Actor actor = actor(security);
        Page<Invoice> page = ledger.invoices(
                actor,
                new Ledger.InvoiceQuery(
                        kid == null || kid.isBlank() ? null : kid.trim(),
                        Asked.memberNumber("memberNumber", memberNumber),
                        status,
                        run == null || run.isBlank() ? null : run,
                        limit,
                        cursor));
        Map<String, InvoiceAnswer> answers = answers(actor, page.items());
        return page.map(invoice -> answers.get(invoice.id()));
    }

    private InvoiceAnswer answer(Actor actor, String id) {
        InvoicePapers papers =
                ledger.papers(actor, id).orElseThrow(() -> Problem.notFound("There is no such invoice."));
        Claim claim = collectors.claims(List.of(id)).get(id);
        return InvoiceAnswer.of(papers.invoice(), new Beside(papers.charges(), papers.creditNotes(), claim));
    }

    private Map<String, InvoiceAnswer> answers(Actor actor, List<Invoice> invoices) {
        List<String> ids = invoices.stream().map(Invoice::id).toList();
        Map<String, Claim> claims = collectors.claims(ids);
        Map<String, List<Charged>> charges = ledger.charges(actor, ids);
        Map<String, List<CreditNote>> notes = creditNotes.ofInvoices(
                actor,
                invoices.stream()
                        .filter(invoice -> invoice.credited().isPositive())
                        .map(Invoice::id)
                        .toList());
        Map<String, InvoiceAnswer> answers = new HashMap<>();
        for (Invoice invoice : invoices) {
            Beside beside = new Beside(
                    charges.getOrDefault(invoice.id(), List.of()),
                    notes.getOrDefault(invoice.id(), List.of()),
                    claims.get(invoice.id()));
            answers.put(invoice.id(), InvoiceAnswer.of(invoice, beside));
        }
        return answers;
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
