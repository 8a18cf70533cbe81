package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.avtalegiro.internal.Inquiries;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Why an invoice is collected by AvtaleGiro, or is not. */
@Component(service = InvoiceInquiryResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("invoices/{id}/avtalegiro")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class InvoiceInquiryResource {

    private final Inquiries inquiries;

    @Activate
    public InvoiceInquiryResource(@Reference Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    @GET
    @Operation(
            operationId = "invoiceAvtaleGiro",
            summary = "Why the invoice is collected by AvtaleGiro, or is not, and its claims")
    public InquiryAnswer invoice(@Context SecurityContext security, @PathParam("id") String id) {
        return InquiryAnswer.of(inquiries.invoice(Fields.actor(security), id));
    }
}
