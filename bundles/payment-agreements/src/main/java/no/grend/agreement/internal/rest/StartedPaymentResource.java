package no.grend.agreement.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.net.URISyntaxException;
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
import no.grend.agreement.NewPayment;
import no.grend.agreement.Payment;
import no.grend.agreement.Payments;
import no.grend.agreement.Payments.Decision;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Payments that are started with a provider, and what becomes of them. */
@Component(service = StartedPaymentResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("payments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payments")
public final class StartedPaymentResource {

    private final Payments payments;

    @Activate
    public StartedPaymentResource(@Reference Payments payments) {
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
            String invoiceId,
            Ore amount,
            String provider,
            String purpose,
            String returnTo,
            Map<String, String> particulars) {}

    /** What a person found out at the provider. @param reference the provider's own; only when paid */
    public record PaymentDecision(Boolean paid, String reference, String paidOn, String why) {}

    @POST
    @Operation(operationId = "startPayment", summary = "Start a payment of an invoice with a payment provider")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Payment.class)))
    public Response start(
            @Context SecurityContext security, @HeaderParam("Idempotency-Key") String key, StartPayment asked) {
        Asked.body(asked);
        NewPayment wanted = new NewPayment(
                Asked.text("invoiceId", asked.invoiceId(), "give the id of the invoice to pay"),
                asked.amount(),
                asked.provider(),
                asked.purpose(),
                address(asked.returnTo()),
                asked.particulars());
        Payment payment = payments.start(actor(security), wanted, IdempotencyKey.of(key, wanted));
        return Response.created(URI.create("payments/" + payment.id()))
                .entity(payment)
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getStartedPayment", summary = "A payment by a provider, and all that happened to it")
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

    private static URI address(String text) {
        if (text == null) {
            return null;
        }
        try {
            URI address = new URI(text);
            if (address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException unreadable) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static Problem unreadable() {
        return Problem.invalid("/returnTo", "ADDRESS_INVALID", "returnTo must be a whole address, https://…");
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
