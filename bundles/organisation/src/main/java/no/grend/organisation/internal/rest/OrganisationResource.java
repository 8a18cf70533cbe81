package no.grend.organisation.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.ETag;
import no.grend.kernel.Oslo;
import no.grend.organisation.Organisation.Profile;
import no.grend.organisation.internal.OrganisationProfile;
import no.grend.organisation.internal.store.StoredProfile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/**
 * The organisation's profile over HTTP. It is the only one of its kind and has one keeper, so a change needs no
 * {@code If-Match}; one that is sent is checked.
 */
@Component(service = OrganisationResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("organisation")
@Tag(name = "organisation")
@Produces(MediaType.APPLICATION_JSON)
public final class OrganisationResource {

    private final OrganisationProfile organisation;
    private final Clock clock;

    @Activate
    public OrganisationResource(@Reference OrganisationProfile organisation, @Reference Clock clock) {
        this.organisation = organisation;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "getOrganisation",
            summary = "The organisation's profile",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = @Content(schema = @Schema(implementation = Profile.class))))
    public Response get(@Context SecurityContext security) {
        return answer(organisation.read((Actor) security.getUserPrincipal()));
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "changeOrganisation",
            summary = "Change the fields that are sent; null empties one",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = Profile.class))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = @Content(schema = @Schema(implementation = Profile.class))))
    public Response change(
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch, @Context SecurityContext security) {
        ETag seen = ifMatch == null ? null : ETag.required(ifMatch);
        ProfilePatch change = new ProfilePatch(patch);
        return answer(organisation.change((Actor) security.getUserPrincipal(), seen, change::applyTo));
    }

    @GET
    @Path("billing-dates")
    @Operation(
            operationId = "getBillingDates",
            summary = "What joining leads to, and the next twelve billing dates",
            description = "Each date is later than today: who joins on a billing day is invoiced on the next one.")
    public BillingDatesAnswer billingDates(@Context SecurityContext security) {
        return BillingDatesAnswer.of(
                organisation.read((Actor) security.getUserPrincipal()).profile(), Oslo.today(clock));
    }

    private static Response answer(StoredProfile stored) {
        return Response.ok(stored.profile())
                .header(HttpHeaders.ETAG, new ETag(stored.version()).toString())
                .build();
    }
}
