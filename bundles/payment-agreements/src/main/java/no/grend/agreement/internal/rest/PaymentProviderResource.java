package no.grend.agreement.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.agreement.PaymentProviders;
import no.grend.agreement.PaymentProviders.Standing;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The payment providers of the moment. */
@Component(service = PaymentProviderResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("payment-providers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payments")
public final class PaymentProviderResource {

    private final PaymentProviders providers;

    @Activate
    public PaymentProviderResource(@Reference PaymentProviders providers) {
        this.providers = providers;
    }

    /** A provider to drain. @param to where new payments go instead; null for AvtaleGiro @param force null for false */
    public record NewDraining(String to, Boolean force) {}

    @GET
    @Operation(operationId = "listPaymentProviders", summary = "Every payment provider, and why one is not used")
    public List<Standing> list(@Context SecurityContext security) {
        return providers.providers(actor(security));
    }

    @GET
    @Path("{id}/draining")
    @Operation(
            operationId = "getPaymentProviderDraining",
            summary = "How far the draining of a provider has come: what is in flight, and its consents")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Standing.class)))
    public Standing draining(@Context SecurityContext security, @PathParam("id") String id) {
        return providers.providers(actor(security)).stream()
                .filter(standing -> standing.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no such payment provider."));
    }

    @POST
    @Path("{id}/draining")
    @Operation(
            operationId = "drainPaymentProvider",
            summary = "Start no more payments with a provider; those that run finish")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Standing.class)))
    public Standing drain(@Context SecurityContext security, @PathParam("id") String id, NewDraining asked) {
        NewDraining body = Asked.body(asked);
        return providers.drain(actor(security), id, body.to(), Boolean.TRUE.equals(body.force()));
    }

    @DELETE
    @Path("{id}/draining")
    @Operation(operationId = "resumePaymentProvider", summary = "Let a drained provider take payments again")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Standing.class)))
    public Standing resume(@Context SecurityContext security, @PathParam("id") String id) {
        return providers.resume(actor(security), id);
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
