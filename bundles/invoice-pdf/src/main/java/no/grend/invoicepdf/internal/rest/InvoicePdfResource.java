package no.grend.invoicepdf.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.invoicepdf.InvoicePdf;
import no.grend.invoicepdf.Pdf;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** An invoice as PDF («faktura»), for whoever may read the invoice. */
@Component(service = InvoicePdfResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("invoices/{id}/pdf")
@Tag(name = "invoices")
public final class InvoicePdfResource {

    private final InvoicePdf invoices;

    @Activate
    public InvoicePdfResource(@Reference InvoicePdf invoices) {
        this.invoices = invoices;
    }

    @GET
    @Produces({Pdf.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(operationId = "getInvoicePdf", summary = "The invoice as an accessible PDF, the same each time")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Pdf.MEDIA_TYPE, schema = @Schema(type = "string", format = "binary")))
    public Response get(@Context SecurityContext security, @Context Request request, @PathParam("id") String id) {
        Pdf pdf = invoices.pdf((Actor) security.getUserPrincipal(), id)
                .orElseThrow(() -> Problem.notFound("There is no such invoice."));
        return PdfAnswer.of(pdf, request);
    }
}
