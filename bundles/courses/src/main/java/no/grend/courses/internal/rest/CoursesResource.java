package no.grend.courses.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import javax.ws.rs.Consumes;
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
import no.grend.courses.internal.CourseBook;
import no.grend.courses.internal.CourseBook.Standing;
import no.grend.courses.internal.Courses;
import no.grend.courses.internal.store.Course;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Courses («kurs») for staff (S1-37, S1-38). */
@Component(service = CoursesResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("courses")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "courses")
public final class CoursesResource {

    private final CourseBook book;

    @Activate
    public CoursesResource(@Reference Courses courses) {
        this.book = courses.book();
    }

    /** Why a course is called off. @param reason 1-500 characters, told to everybody as it stands */
    public record CallingOff(String reason) {}

    @POST
    @Operation(
            operationId = "makeCourse",
            summary = "Sets up a course",
            description = "Give sessions, or a frequency: so many times, every so many weeks, at one local time.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CourseView.class)))
    public Response make(
            @Context SecurityContext security,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            CourseBody asked) {
        Course made = book.create(actor(security), Asked.body(asked).draft(), IdempotencyKey.of(idempotencyKey, asked));
        Standing standing = book.one(actor(security), made.id());
        return Response.created(URI.create("courses/" + made.id()))
                .tag(new ETag(made.version()).unquoted())
                .entity(CourseView.of(standing))
                .build();
    }

    @GET
    @Operation(operationId = "listCourses", summary = "Courses, newest first")
    public Page<CourseView> list(
            @Context SecurityContext security,
            @QueryParam("from") LocalDate from,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return book.page(actor(security), from, limit, cursor).map(CourseView::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getCourse", summary = "One course")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CourseView.class)))
    public Response one(@Context SecurityContext security, @PathParam("id") String id) {
        return answer(actor(security), id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "changeCourse",
            summary = "Changes the fields that are sent; null takes a field away",
            description = "sessions are sent whole. More seats let in from the list; fewer send nobody away.",
            requestBody = @RequestBody(content = @Content(schema = @Schema(implementation = CourseBody.class))))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CourseView.class)))
    public Response change(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            JsonNode patch) {
        ETag seen = ETag.required(ifMatch);
        CoursePatch change = new CoursePatch(Asked.body(patch));
        book.change(actor(security), id, seen, change::applyTo);
        return answer(actor(security), id);
    }

    @POST
    @Path("{id}/cancellation")
    @Operation(
            operationId = "callOffCourse",
            summary = "Calls it off: everybody is released, gets the money back and is told",
            description = "Again it changes nothing.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CourseView.class)))
    public Response callOff(@Context SecurityContext security, @PathParam("id") String id, CallingOff asked) {
        book.callOff(actor(security), id, Asked.body(asked).reason());
        return answer(actor(security), id);
    }

    private Response answer(Actor actor, String id) {
        Standing standing = book.one(actor, id);
        return Response.ok(CourseView.of(standing))
                .tag(new ETag(standing.course().version()).unquoted())
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
