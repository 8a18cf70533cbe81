package no.grend.agreement.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.agreement.Refund;
import no.grend.agreement.Refunds;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Refunds («refusjoner»), and the second person's word on them; asked for at their payment. */
@Component(service = PaymentRefundResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("payment-refunds")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payments")
public final class PaymentRefundResource {

    private final Refunds refunds;

    @Activate
    public PaymentRefundResource(@Reference Refunds refunds) {
        this.refunds = refunds;
    }

    /** That a refund is turned down. @param why in words */
    public record RefundRefusal(String why) {}

    @GET
    @Operation(operationId = "listPaymentRefunds", summary = "Refunds, newest first; all, or those in a state")
    public Page<Refund> list(
            @Context SecurityContext security,
            @QueryParam("state") Refund.State state,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return refunds.inState(actor(security), state, limit, cursor);
    }

    @POST
    @Path("{id}/approval")
    @Operation(
            operationId = "approvePaymentRefund",
            summary = "Approve a refund that another member of staff asked for, and give the money back")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Refund.class)))
    public Refund approve(@Context SecurityContext security, @PathParam("id") String id) {
        return refunds.approve(actor(security), id);
    }

    @POST
    @Path("{id}/refusal")
    @Operation(operationId = "turnDownPaymentRefund", summary = "Turn a refund down, or take one's own back")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Refund.class)))
    public Refund turnDown(@Context SecurityContext security, @PathParam("id") String id, RefundRefusal asked) {
        return refunds.turnDown(
                actor(security), id, Asked.text("why", Asked.body(asked).why(), "say why it is turned down"));
    }

    @POST
    @Path("{id}/inquiry")
    @Operation(operationId = "askAboutPaymentRefund", summary = "Ask the provider now what has become of a refund")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Refund.class)))
    public Refund ask(@Context SecurityContext security, @PathParam("id") String id) {
        return refunds.ask(actor(security), id);
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
