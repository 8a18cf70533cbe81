package no.grend.invoicepdf.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.EnumMap;
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
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import no.grend.identity.Actor;
import no.grend.invoicepdf.Pdf;
import no.grend.invoicepdf.internal.dispatch.DispatchOrder;
import no.grend.invoicepdf.internal.dispatch.Dispatches;
import no.grend.invoicepdf.internal.store.Dispatch.Status;
import no.grend.job.Started;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Invoices and credit notes on their way to people («utsending»). */
@Component(service = InvoiceDispatchResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("invoice-dispatches")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "invoice-dispatches")
public final class InvoiceDispatchResource {

    private final Dispatches dispatches;

    @Activate
    public InvoiceDispatchResource(@Reference Dispatches dispatches) {
        this.dispatches = dispatches;
    }

    /**
     * What to send: a run, or named documents.
     *
     * @param run id of an invoice run; null when documents are named
     * @param invoiceIds at most 100 together with the credit notes; may be null
     * @param creditNoteIds may be null
     * @param onPaper whether all of it goes as letters; null is no
     * @param again whether named documents that were sent before are sent anew; null is no
     * @param dryRun whether to count only; null is no
     */
    public record NewDispatch(
            String run,
            List<String> invoiceIds,
            List<String> creditNoteIds,
            Boolean onPaper,
            Boolean again,
            Boolean dryRun) {}

    /** An e-mail that came back. @param reason as the mail says, without personal data; may be null */
    public record Bounce(String reason) {}

    @POST
    @Operation(
            operationId = "dispatchInvoices",
            summary = "Send invoices and credit notes by e-mail or on paper; follow the job it gives")
    @ApiResponse(
            responseCode = "202",
            description = "Begun; follow the job at Location",
            content = @Content(schema = @Schema(implementation = Started.class)))
    public Response send(
            @Context SecurityContext security,
            @Context UriInfo uri,
            @HeaderParam("Idempotency-Key") String key,
            NewDispatch asked) {
        Asked.body(asked);
        DispatchOrder order = new DispatchOrder(
                asked.run(),
                ids("invoiceIds", asked.invoiceIds()),
                ids("creditNoteIds", asked.creditNoteIds()),
                Boolean.TRUE.equals(asked.onPaper()),
                Boolean.TRUE.equals(asked.again()),
                Boolean.TRUE.equals(asked.dryRun()));
        String job = dispatches.order(actor(security), order, IdempotencyKey.of(key, asked));
        URI location = uri.getBaseUriBuilder().path("jobs").path(job).build();
        return Response.accepted(Started.of(job)).location(location).build();
    }

    @GET
    @Operation(operationId = "listInvoiceDispatches", summary = "What was sent and what became of it, newest first")
    public Page<DispatchAnswer> list(
            @Context SecurityContext security,
            @QueryParam("run") String run,
            @QueryParam("documentId") String documentId,
            @QueryParam("status") Status status,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return dispatches
                .page(actor(security), run, documentId, status, limit, cursor)
                .map(DispatchAnswer::of);
    }

    @GET
    @Path("counts")
    @Operation(operationId = "countInvoiceDispatches", summary = "How many stand where: of a run, or of all")
    public Map<Status, Integer> counts(@Context SecurityContext security, @QueryParam("run") String run) {
        Map<String, Integer> found = dispatches.counts(actor(security), run);
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            counts.put(status, found.getOrDefault(status == Status.TO_PRINT ? "WAITING" : status.name(), 0));
        }
        return counts;
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getInvoiceDispatch", summary = "A document on its way, and what became of it")
    public DispatchAnswer get(@Context SecurityContext security, @PathParam("id") String id) {
        return DispatchAnswer.of(dispatches.one(actor(security), id));
    }

    @GET
    @Path("{id}/pdf")
    @Produces({Pdf.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(operationId = "getInvoiceDispatchPdf", summary = "The document as it was sent")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Pdf.MEDIA_TYPE, schema = @Schema(type = "string", format = "binary")))
    public Response pdf(@Context SecurityContext security, @Context Request request, @PathParam("id") String id) {
        Pdf pdf = dispatches.pdf(actor(security), id).orElseThrow(() -> Problem.notFound("The document is gone."));
        return PdfAnswer.of(pdf, request);
    }

    @POST
    @Path("{id}/bounce")
    @Operation(
            operationId = "registerBounce",
            summary = "Tell that the e-mail came back; the document goes on paper instead")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DispatchAnswer.class)))
    public Response bounce(@Context SecurityContext security, @PathParam("id") String id, Bounce bounce) {
        String reason = bounce == null ? null : bounce.reason();
        return Response.ok(DispatchAnswer.of(dispatches.bounced(actor(security), id, reason)))
                .build();
    }

    private static List<String> ids(String field, List<String> ids) {
        if (ids == null) {
            return List.of();
        }
        if (ids.stream().anyMatch(id -> id == null || !id.matches("[0-9a-f-]{36}"))) {
            throw Problem.invalid("/" + field, "ID_INVALID", field + " must hold ids as the ledger gives them.");
        }
        return ids.stream().distinct().toList();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
