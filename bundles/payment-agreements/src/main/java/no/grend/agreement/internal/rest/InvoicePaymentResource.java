package no.grend.agreement.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.agreement.Payment;
import no.grend.agreement.Payments;
import no.grend.identity.Actor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What was tried by payment providers to pay an invoice. */
@Component(service = InvoicePaymentResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("invoices/{id}/payments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payments")
public final class InvoicePaymentResource {

    private final Payments payments;

    @Activate
    public InvoicePaymentResource(@Reference Payments payments) {
        this.payments = payments;
    }

    @GET
    @Operation(
            operationId = "listPaymentsOfInvoice",
            summary = "An invoice's payments by providers, newest first, at most 200")
    public List<Payment> list(@Context SecurityContext security, @PathParam("id") String id) {
        return payments.ofInvoice((Actor) security.getUserPrincipal(), id);
    }
}
