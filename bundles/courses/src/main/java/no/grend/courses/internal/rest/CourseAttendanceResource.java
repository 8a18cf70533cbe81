package no.grend.courses.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.courses.internal.Courses;
import no.grend.courses.internal.Participants;
import no.grend.courses.internal.store.AttendanceTable.Mark;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Who was there («oppmøte», S1-41). */
@Component(service = CourseAttendanceResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("courses/{id}/attendance")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "courses")
public final class CourseAttendanceResource {

    private final Participants participants;

    @Activate
    public CourseAttendanceResource(@Reference Courses courses) {
        this.participants = courses.participants();
    }

    /** Those who were there. @param present ids of registrations; those left out were not there */
    public record Attendance(List<String> present) {}

    @GET
    @Operation(operationId = "courseAttendance", summary = "Who was at which session, as far as it is noted")
    public Page<Mark> attendance(@Context SecurityContext security, @PathParam("id") String id) {
        return new Page<>(participants.attendance(actor(security), id), null);
    }

    @PUT
    @Path("{sessionId}")
    @Operation(
            operationId = "noteCourseAttendance",
            summary = "Notes who was at a session: those named were, the others were not")
    public Page<Mark> attend(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @PathParam("sessionId") String sessionId,
            Attendance asked) {
        return new Page<>(
                participants.attend(
                        actor(security), id, sessionId, Asked.body(asked).present()),
                null);
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
