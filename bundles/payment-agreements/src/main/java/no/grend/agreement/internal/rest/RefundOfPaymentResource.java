package no.grend.agreement.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
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
import no.grend.agreement.Refund;
import no.grend.agreement.Refunds;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Asks for a refund of a payment, and tells what was given back of it. */
@Component(service = RefundOfPaymentResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("provider-payments/{id}/refunds")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payments")
public final class RefundOfPaymentResource {

    private final Refunds refunds;

    @Activate
    public RefundOfPaymentResource(@Reference Refunds refunds) {
        this.refunds = refunds;
    }

    /** A refund to ask for. @param amount null for all that is left of the payment @param why in words */
    public record RefundRequest(Ore amount, String why) {}

    @GET
    @Operation(operationId = "listRefundsOfPayment", summary = "A payment's refunds, oldest first")
    public List<Refund> list(@Context SecurityContext security, @PathParam("id") String id) {
        return refunds.ofPayment((Actor) security.getUserPrincipal(), id);
    }

    @POST
    @Operation(
            operationId = "requestPaymentRefund",
            summary = "Ask for money to be given back; another member of staff must approve it")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Refund.class)))
    public Response request(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            RefundRequest asked) {
        String why = Asked.text("why", Asked.body(asked).why(), "say why it is given back");
        Refund refund = refunds.request(
                (Actor) security.getUserPrincipal(), id, asked.amount(), why, IdempotencyKey.of(key, id + " " + asked));
        return Response.status(Response.Status.CREATED).entity(refund).build();
    }
}
