package no.grend.dunning.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.dunning.internal.Dunning;
import no.grend.dunning.internal.store.Hold;
import no.grend.dunning.internal.store.Hold.Outcome;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The hold on an invoice while the payer objects («innsigelse»). */
@Component(service = InvoiceDisputeResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("invoices/{id}/dispute")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dunning")
public final class InvoiceDisputeResource {

    private final Dunning dunning;

    @Activate
    public InvoiceDisputeResource(@Reference Dunning dunning) {
        this.dunning = dunning;
    }

    /** Why it is held. @param since null for today */
    public record NewDispute(String reason, String since) {}

    @GET
    @Operation(operationId = "invoiceDispute", summary = "The hold on the invoice; 404 when it is not held")
    public Response hold(@Context SecurityContext security, @PathParam("id") String id) {
        return answer(dunning.hold(actor(security), id));
    }

    @PUT
    @Operation(
            operationId = "holdInvoice",
            summary = "Hold the invoice because the payer objects: nothing is sent meanwhile")
    public Response dispute(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            NewDispute asked) {
        Asked.body(asked);
        String reason = Asked.text("reason", asked.reason(), "say what the payer objects to");
        LocalDate since = asked.since() == null ? null : Asked.date("since", asked.since());
        Hold hold = dunning.dispute(actor(security), id, reason, since, ifMatch);
        return answer(hold);
    }

    @DELETE
    @Operation(operationId = "releaseInvoice", summary = "Lift the hold; the routine goes on from today")
    public Response lift(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            @QueryParam("outcome") String outcome) {
        Outcome ended = Asked.oneOf(Outcome.class, "outcome", outcome);
        dunning.lift(
                actor(security),
                id,
                Asked.given("outcome", ended, "say how it ended: UPHELD, REJECTED or WITHDRAWN"),
                ifMatch);
        return Response.noContent().build();
    }

    private static Response answer(Hold hold) {
        return Response.ok(Told.Dispute.of(hold))
                .tag(new ETag(hold.version()).unquoted())
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
