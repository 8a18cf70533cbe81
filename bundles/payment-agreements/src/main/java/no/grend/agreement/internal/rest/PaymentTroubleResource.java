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
import no.grend.agreement.Payments;
import no.grend.agreement.Payments.Trouble;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What a person must look at about payments («unntakskø»). */
@Component(service = PaymentTroubleResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("payment-troubles")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payments")
public final class PaymentTroubleResource {

    private final Payments payments;

    @Activate
    public PaymentTroubleResource(@Reference Payments payments) {
        this.payments = payments;
    }

    /** That it was looked at. @param why what was done */
    public record TroubleClosing(String why) {}

    /** Which to list. */
    public enum Which {
        OPEN,
        ALL
    }

    @GET
    @Operation(operationId = "listPaymentTroubles", summary = "What a person must look at, oldest first")
    public Page<Trouble> list(
            @Context SecurityContext security,
            @QueryParam("status") Which status,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return payments.troubles((Actor) security.getUserPrincipal(), status != Which.ALL, limit, cursor);
    }

    @POST
    @Path("{id}/closing")
    @Operation(operationId = "closePaymentTrouble", summary = "Say that it was looked at, and what was done")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Trouble.class)))
    public Trouble close(@Context SecurityContext security, @PathParam("id") String id, TroubleClosing asked) {
        String why = Asked.text("why", Asked.body(asked).why(), "say what was done");
        return payments.close((Actor) security.getUserPrincipal(), id, why);
    }
}
