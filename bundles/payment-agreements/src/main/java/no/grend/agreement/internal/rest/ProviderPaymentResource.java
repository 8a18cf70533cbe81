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
import no.grend.agreement.Payment;
import no.grend.agreement.Payments;
import no.grend.agreement.Payments.Decision;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Payments by providers, and what becomes of them; started at their invoice. */
@Component(service = ProviderPaymentResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("provider-payments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payments")
public final class ProviderPaymentResource {

    private final Payments payments;

    @Activate
    public ProviderPaymentResource(@Reference Payments payments) {
        this.payments = payments;
    }

    /** What a person found out at the provider. @param reference the provider's own; only when paid */
    public record PaymentDecision(Boolean paid, String reference, String paidOn, String why) {}

    @GET
    @Operation(
            operationId = "listProviderPayments",
            summary = "Payments by providers, newest first, without what happened to each; all, or those in a state")
    public Page<Payment> list(
            @Context SecurityContext security,
            @QueryParam("state") Payment.State state,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return payments.inState(actor(security), state, limit, cursor);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getProviderPayment", summary = "A payment by a provider, and all that happened to it")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Payment.class)))
    public Payment get(@Context SecurityContext security, @PathParam("id") String id) {
        return payments.payment(actor(security), id).orElseThrow(() -> Problem.notFound("There is no such payment."));
    }

    @POST
    @Path("{id}/cancellation")
    @Operation(operationId = "callOffPayment", summary = "Call a payment off that the payer has not completed")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Payment.class)))
    public Payment cancel(@Context SecurityContext security, @PathParam("id") String id) {
        return payments.cancel(actor(security), id);
    }

    @POST
    @Path("{id}/inquiry")
    @Operation(operationId = "askAboutPayment", summary = "Ask the provider now what has become of a payment")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Payment.class)))
    public Payment ask(@Context SecurityContext security, @PathParam("id") String id) {
        return payments.ask(actor(security), id);
    }

    @POST
    @Path("{id}/decision")
    @Operation(
            operationId = "decidePayment",
            summary = "Say what became of a payment that waits for a person's decision")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Payment.class)))
    public Payment decide(@Context SecurityContext security, @PathParam("id") String id, PaymentDecision asked) {
        boolean paid = Asked.given("paid", Asked.body(asked).paid(), "say whether the payer paid, true or false");
        Decision decision = new Decision(
                paid,
                asked.reference(),
                asked.paidOn() == null ? null : Asked.date("paidOn", asked.paidOn()),
                Asked.text("why", asked.why(), "say how it was found out"));
        return payments.decide(actor(security), id, decision);
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
