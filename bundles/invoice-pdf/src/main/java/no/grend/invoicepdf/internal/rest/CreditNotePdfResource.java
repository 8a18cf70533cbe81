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

/** A credit note as PDF («kreditnota»), for whoever may read the credit note. */
@Component(service = CreditNotePdfResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("credit-notes/{id}/pdf")
@Tag(name = "credit-notes")
public final class CreditNotePdfResource {

    private final InvoicePdf pdfs;

    @Activate
    public CreditNotePdfResource(@Reference InvoicePdf pdfs) {
        this.pdfs = pdfs;
    }

    @GET
    @Produces({Pdf.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(operationId = "getCreditNotePdf", summary = "The credit note as an accessible PDF, the same each time")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Pdf.MEDIA_TYPE, schema = @Schema(type = "string", format = "binary")))
    public Response get(@Context SecurityContext security, @Context Request request, @PathParam("id") String id) {
        Pdf pdf = pdfs.creditNote((Actor) security.getUserPrincipal(), id)
                .orElseThrow(() -> Problem.notFound("There is no such credit note."));
        return PdfAnswer.of(pdf, request);
    }
}
