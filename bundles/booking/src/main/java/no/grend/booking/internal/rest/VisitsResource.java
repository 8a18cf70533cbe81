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
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.booking.internal.store.Visit;
import no.grend.booking.internal.visit.Visits;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Visits («besøk») for staff: check-in and attendance. */
@Component(service = VisitsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("visits")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "booking")
public final class VisitsResource {

    private final Visits visits;

    @Activate
    public VisitsResource(@Reference Visits visits) {
        this.visits = visits;
    }

    /**
     * Who was here.
     *
     * @param occurrenceId the class; null for a visit without
     * @param kind null is {@code ATTENDED}
     * @param place where; null when not said
     */
    public record NewVisit(String contactId, String occurrenceId, Visit.Kind kind, String place) {}

    @POST
    @Operation(
            operationId = "recordVisit",
            summary = "Note that somebody came, or had a seat and stayed away",
            description = "For a class it is noted once; the other kind afterwards corrects it.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Visit.class)))
    public Response record(@Context SecurityContext security, NewVisit wanted) {
        String contactId = Asked.text("contactId", Asked.body(wanted).contactId(), "say who was here");
        Visit.Kind kind = wanted.kind() == null ? Visit.Kind.ATTENDED : wanted.kind();
        Visit visit = visits.record(actor(security), contactId, wanted.occurrenceId(), kind, wanted.place());
        return Response.status(Response.Status.CREATED).entity(visit).build();
    }

    @GET
    @Operation(
            operationId = "visits",
            summary = "A contact's visits, newest first, or who came to a class",
            description = "Give contactId or occurrenceId.")
    public Page<Visit> list(
            @Context SecurityContext security,
            @QueryParam("contactId") String contactId,
            @QueryParam("occurrenceId") String occurrenceId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        if ((contactId == null) == (occurrenceId == null)) {
            throw Problem.invalid(null, "FILTER_MISSING", "Give contactId or occurrenceId, one of them.");
        }
        return contactId == null
                ? new Page<>(visits.ofOccurrence(actor(security), occurrenceId), null)
                : visits.ofContact(actor(security), contactId, limit, cursor);
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
