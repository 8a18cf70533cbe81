package no.grend.agreement.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import no.grend.agreement.NewPayment;
import no.grend.agreement.Payment;
import no.grend.agreement.Payments;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Pays an invoice by a payment provider, and tells what was tried. */
@Component(service = InvoicePaymentResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("invoices/{id}/payments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payments")
public final class InvoicePaymentResource {

    private final Payments payments;

    @Activate
    public InvoicePaymentResource(@Reference Payments payments) {
        this.payments = payments;
    }

    /**
     * A payment to start.
     *
     * @param amount null for all that is open
     * @param provider null for the one that the routes choose
     * @param purpose {@code membership}, {@code gift}; null for none
     * @param returnTo an address; null when nobody waits in a browser
     * @param particulars what the provider asks for, by name; null for nothing
     */
    public record StartPayment(
            Ore amount, String provider, String purpose, String returnTo, Map<String, String> particulars) {}

    @GET
    @Operation(
            operationId = "listPaymentsOfInvoice",
            summary = "An invoice's payments by providers, newest first, at most 200")
    public List<Payment> list(@Context SecurityContext security, @PathParam("id") String id) {
        return payments.ofInvoice((Actor) security.getUserPrincipal(), id);
    }

    @POST
    @Operation(operationId = "startPayment", summary = "Start a payment of an invoice with a payment provider")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Payment.class)))
    public Response start(
            @Context SecurityContext security,
            @Context UriInfo uri,
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            StartPayment asked) {
        Asked.body(asked);
        NewPayment wanted = new NewPayment(
                id,
                asked.amount(),
                asked.provider(),
                asked.purpose(),
                Address.of("returnTo", asked.returnTo()),
                asked.particulars());
        Payment payment = payments.start((Actor) security.getUserPrincipal(), wanted, IdempotencyKey.of(key, wanted));
        URI location = uri.getBaseUriBuilder()
                .path("provider-payments")
                .path(payment.id())
                .build();
        return Response.created(location).entity(payment).build();
    }
}
