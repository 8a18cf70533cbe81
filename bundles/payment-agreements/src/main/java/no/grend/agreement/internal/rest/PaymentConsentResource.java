package no.grend.agreement.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import no.grend.agreement.Consent;
import no.grend.agreement.Consents;
import no.grend.agreement.NewConsent;
import no.grend.agreement.Payment;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.member.Members;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Consents of payers to be charged («samtykker til trekk»), and charging by them. */
@Component(service = PaymentConsentResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("payment-consents")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payments")
public final class PaymentConsentResource {

    private final Consents consents;
    private final Members members;

    @Activate
    public PaymentConsentResource(@Reference Consents consents, @Reference Members members) {
        this.consents = consents;
        this.members = members;
    }

    /**
     * A consent to ask for.
     *
     * @param provider null for the first on the route that takes charges
     * @param purpose {@code membership}, {@code gift}
     * @param subject what in particular; null for all invoices of the purpose
     * @param most the most that may be charged a period
     * @param everyMonths how long a period is, 1-12; null for 12
     * @param text what the payer reads, at most 45 characters; null for words made of the purpose
     * @param returnTo where the payer comes back to; null for Min Side
     */
    public record ConsentRequest(
            String contactId,
            String provider,
            String purpose,
            String subject,
            Ore most,
            Integer everyMonths,
            String text,
            String returnTo) {}

    /** A charge. @param dueOn null for the invoice's due date, or the first day that is possible */
    public record ChargeRequest(String invoiceId, String dueOn) {}

    @GET
    @Operation(
            operationId = "listPaymentConsents",
            summary = "Consents to be charged, newest first, without what happened to each")
    public Page<Consent> list(
            @Context SecurityContext security,
            @QueryParam("contactId") String contactId,
            @QueryParam("state") Consent.State state,
            @Parameter(description = "Only those of this provider that are still to be moved to another, by id")
                    @QueryParam("movingFrom")
                    String movingFrom,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Actor actor = actor(security);
        if (movingFrom != null) {
            requireAlone(contactId, state);
            return consents.moving(actor, movingFrom, limit, cursor);
        }
        return contactId == null
                ? consents.inState(actor, state, limit, cursor)
                : new Page<>(
                        consents.ofContact(actor, contactId).stream()
                                .filter(consent -> state == null || consent.state() == state)
                                .toList(),
                        null);
    }

    private static void requireAlone(String contactId, Consent.State state) {
        if (contactId != null || state != null) {
            throw Problem.invalid(
                    "/movingFrom", "FILTERS_TOGETHER", "Give movingFrom alone, without contactId and state.");
        }
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getPaymentConsent", summary = "A consent to be charged, and all that happened to it")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Consent.class)))
    public Consent get(@Context SecurityContext security, @PathParam("id") String id) {
        return consents.consent(actor(security), id).orElseThrow(() -> Problem.notFound("There is no such consent."));
    }

    @POST
    @Operation(operationId = "askForPaymentConsent", summary = "Ask a payer for a consent to be charged")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Consent.class)))
    public Response begin(
            @Context SecurityContext security,
            @Context UriInfo uri,
            @HeaderParam("Idempotency-Key") String key,
            ConsentRequest asked) {
        Actor actor = actor(security);
        String contact = Asked.text("contactId", Asked.body(asked).contactId(), "say who shall be charged");
        if (members.contact(actor, contact).isEmpty()) {
            throw Problem.rule("/contactId", "CONTACT_UNKNOWN", "There is no such contact.");
        }
        NewConsent wanted = new NewConsent(
                contact,
                asked.provider(),
                asked.purpose(),
                asked.subject(),
                asked.most(),
                asked.everyMonths() == null ? 12 : asked.everyMonths(),
                asked.text(),
                Address.of("returnTo", asked.returnTo()));
        Consent consent = consents.begin(actor, wanted, IdempotencyKey.of(key, wanted));
        URI location = uri.getBaseUriBuilder()
                .path("payment-consents")
                .path(consent.id())
                .build();
        return Response.created(location).entity(consent).build();
    }

    @POST
    @Path("{id}/inquiry")
    @Operation(operationId = "askAboutPaymentConsent", summary = "Ask the provider now how a consent stands")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Consent.class)))
    public Consent ask(@Context SecurityContext security, @PathParam("id") String id) {
        return consents.ask(actor(security), id);
    }

    @POST
    @Path("{id}/moving")
    @Operation(
            operationId = "movePaymentConsent",
            summary = "Ask the payer for the consent that takes over from one whose provider is taken out of use")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Consent.class)))
    public Response move(@Context SecurityContext security, @Context UriInfo uri, @PathParam("id") String id) {
        Consent heir = consents.move(actor(security), id);
        URI location =
                uri.getBaseUriBuilder().path("payment-consents").path(heir.id()).build();
        return Response.created(location).entity(heir).build();
    }

    @POST
    @Path("{id}/ending")
    @Operation(operationId = "endPaymentConsent", summary = "End a consent: nothing is charged by it any more")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Consent.class)))
    public Consent end(@Context SecurityContext security, @PathParam("id") String id) {
        return consents.end(actor(security), id);
    }

    @POST
    @Path("{id}/charges")
    @Operation(operationId = "chargeByPaymentConsent", summary = "Charge what is open on an invoice by a consent")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Payment.class)))
    public Response charge(
            @Context SecurityContext security,
            @Context UriInfo uri,
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            ChargeRequest asked) {
        String invoice = Asked.text("invoiceId", Asked.body(asked).invoiceId(), "say which invoice is charged");
        Payment payment = consents.charge(
                actor(security),
                id,
                invoice,
                asked.dueOn() == null ? null : Asked.date("dueOn", asked.dueOn()),
                IdempotencyKey.of(key, id + " " + asked));
        URI location = uri.getBaseUriBuilder()
                .path("provider-payments")
                .path(payment.id())
                .build();
        return Response.created(location).entity(payment).build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
