package no.grend.booking.internal.rest;

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
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.agreement.MoneyReturn.State;
import no.grend.agreement.Returns;
import no.grend.booking.internal.resource.Billing;
import no.grend.booking.internal.store.Return;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Money of reservations that is given back («tilbakebetalinger», P14), and what of it a person must see to. */
@Component(service = ReservationReturnsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("reservation-returns")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "booking")
public final class ReservationReturnsResource {

    private final Returns<Return> returns;

    @Activate
    public ReservationReturnsResource(@Reference Billing billing) {
        this.returns = billing.returns();
    }

    /** How it was paid back. @param note 1-300 characters; no personal data */
    public record ReturnSettlement(String note) {}

    @GET
    @Operation(
            operationId = "listReservationReturns",
            summary = "What is given back of reservations, newest first",
            description = "state=STAFF is what a person must pay back; note says why and what to do.")
    public Page<Return> list(
            @Context SecurityContext security,
            @QueryParam("state") State state,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return returns.page((Actor) security.getUserPrincipal(), state, limit, cursor);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "reservationReturn", summary = "What is given back of one reservation, by its id")
    public Return one(@Context SecurityContext security, @PathParam("id") String reservationId) {
        return returns.one((Actor) security.getUserPrincipal(), reservationId);
    }

    @POST
    @Path("{id}/settlement")
    @Operation(operationId = "settleReservationReturn", summary = "A person has paid back what a reservation cost")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Return.class)))
    public Response settle(
            @Context SecurityContext security, @PathParam("id") String reservationId, ReturnSettlement asked) {
        String note = Asked.body(asked).note();
        return Response.ok(returns.settle((Actor) security.getUserPrincipal(), reservationId, note))
                .build();
    }
}
