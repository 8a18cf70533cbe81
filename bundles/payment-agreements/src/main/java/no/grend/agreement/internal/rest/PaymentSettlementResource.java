package no.grend.agreement.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.agreement.Settlement;
import no.grend.agreement.Settlements;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What providers have settled, day by day («oppgjør»). */
@Component(service = PaymentSettlementResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("payment-settlements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payments")
public final class PaymentSettlementResource {

    private final Settlements settlements;

    @Activate
    public PaymentSettlementResource(@Reference Settlements settlements) {
        this.settlements = settlements;
    }

    @GET
    @Operation(
            operationId = "listPaymentSettlements",
            summary = "What providers settled, the latest day first, without the lines")
    public Page<Settlement> list(
            @Context SecurityContext security,
            @QueryParam("provider") String provider,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return settlements.settlements((Actor) security.getUserPrincipal(), provider, limit, cursor);
    }

    @GET
    @Path("{provider}/{day}")
    @Operation(operationId = "getPaymentSettlement", summary = "A provider's settlement of a day, with its lines")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Settlement.class)))
    public Settlement get(
            @Context SecurityContext security, @PathParam("provider") String provider, @PathParam("day") String day) {
        return settlements
                .settlement((Actor) security.getUserPrincipal(), provider, Asked.date("day", day))
                .orElseThrow(() -> Problem.notFound("There is no settlement of that provider and day."));
    }
}
