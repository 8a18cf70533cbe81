package no.grend.courses.internal.rest;

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
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.agreement.MoneyReturn.State;
import no.grend.courses.internal.Courses;
import no.grend.courses.internal.Returning;
import no.grend.courses.internal.store.Return;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Money of courses that is given back («tilbakebetalinger», P14), and what of it a person must see to. */
@Component(service = CourseReturnsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("course-returns")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "courses")
public final class CourseReturnsResource {

    private final Returning returning;

    @Activate
    public CourseReturnsResource(@Reference Courses courses) {
        this.returning = courses.returning();
    }

    /** How it was paid back. @param note 1-300 characters; no personal data */
    public record Settlement(String note) {}

    @GET
    @Operation(
            operationId = "listCourseReturns",
            summary = "What is given back, newest first",
            description =
                    "Of all, or of one registration. state=STAFF is what a person must pay back; note says why and what to do.")
    public Page<Return> list(
            @Context SecurityContext security,
            @QueryParam("registrationId") String registrationId,
            @QueryParam("state") State state,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Actor actor = (Actor) security.getUserPrincipal();
        return registrationId == null
                ? returning.returns().page(actor, state, limit, cursor)
                : returning.of(actor, registrationId);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "courseReturn", summary = "One of them")
    public Return one(@Context SecurityContext security, @PathParam("id") String id) {
        return returning.returns().one((Actor) security.getUserPrincipal(), id);
    }

    @POST
    @Path("{id}/settlement")
    @Operation(operationId = "settleCourseReturn", summary = "A person has paid it back")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Return.class)))
    public Response settle(@Context SecurityContext security, @PathParam("id") String id, Settlement asked) {
        return Response.ok(returning
                        .returns()
                        .settle(
                                (Actor) security.getUserPrincipal(),
                                id,
                                Asked.body(asked).note()))
                .build();
    }
}
