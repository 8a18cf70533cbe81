package no.grend.member.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.member.internal.Households;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.store.HouseholdTable.Household;
import no.grend.member.internal.store.HouseholdTable.HouseholdPerson;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Households («husstander») for staff: who gets a family discount together, and who pays. */
@Component(service = HouseholdsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("households")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "households")
public final class HouseholdsResource {

    private final Households households;

    @Activate
    public HouseholdsResource(@Reference MemberCore core) {
        this.households = core.households();
    }

    /**
     * What a household is made from.
     *
     * @param payerContactId who pays for all in it; null when each pays
     * @param contactIds the persons, in the order that counts for the family discount
     */
    public record NewHousehold(String payerContactId, List<String> contactIds) {}

    /** Somebody who comes into it. */
    public record NewPerson(String contactId) {}

    /** A household as staff read it. */
    record HouseholdView(String id, String payerContactId, String payerName, List<HouseholdPerson> persons) {}

    @POST
    @Operation(operationId = "makeHousehold", summary = "Makes a household of persons who are in none")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response make(@Context SecurityContext security, NewHousehold asked) {
        Asked.body(asked);
        Household made = households.create(actor(security), asked.payerContactId(), asked.contactIds());
        return Response.created(URI.create("households/" + made.id()))
                .tag(new ETag(made.version()).unquoted())
                .entity(view(made))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getHousehold", summary = "One household")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response get(@Context SecurityContext security, @PathParam("id") String id) {
        return answer(households.required(actor(security), id));
    }

    @GET
    @Operation(operationId = "listHouseholds", summary = "The household that a contact is in; none or one")
    public Page<HouseholdView> list(@Context SecurityContext security, @QueryParam("contactId") String contactId) {
        String wanted = Asked.text("contactId", contactId, "say whose household you want");
        return new Page<>(
                households.ofContact(actor(security), wanted).stream()
                        .map(HouseholdsResource::view)
                        .toList(),
                null);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(operationId = "setHouseholdPayer", summary = "Sets who pays for all in it: payerContactId, or null")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response change(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            JsonNode patch) {
        ETag seen = ETag.required(ifMatch);
        JsonNode payer = Asked.body(patch).get("payerContactId");
        if (payer == null || patch.size() != 1 || !payer.isNull() && !payer.isTextual()) {
            throw Problem.invalid(
                    "/payerContactId", "BODY_INVALID", "Send {\"payerContactId\": \"…\"}, or null when each pays.");
        }
        return answer(households.setPayer(actor(security), id, seen, payer.textValue()));
    }

    @POST
    @Path("{id}/persons")
    @Operation(operationId = "joinHousehold", summary = "Takes a person into it, as the last")
    @ApiResponse(
            responseCode = "200",
            description = "Is in it now, or was",
            content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response join(@Context SecurityContext security, @PathParam("id") String id, NewPerson person) {
        return answer(households.join(actor(security), id, Asked.body(person).contactId()));
    }

    @DELETE
    @Path("{id}/persons/{contactId}")
    @Operation(operationId = "leaveHousehold", summary = "Takes a person out of it; those after move up")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response leave(
            @Context SecurityContext security, @PathParam("id") String id, @PathParam("contactId") String contactId) {
        return answer(households.leave(actor(security), id, contactId));
    }

    private static HouseholdView view(Household household) {
        return new HouseholdView(
                household.id(), household.payerContactId(), household.payerName(), household.persons());
    }

    private static Response answer(Household household) {
        return Response.ok(view(household))
                .tag(new ETag(household.version()).unquoted())
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
