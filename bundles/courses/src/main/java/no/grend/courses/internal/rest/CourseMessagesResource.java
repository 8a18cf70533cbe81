package no.grend.courses.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.Consumes;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.courses.internal.Courses;
import no.grend.courses.internal.Participants;
import no.grend.courses.internal.Participants.Told;
import no.grend.courses.internal.Participants.Words;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.message.Message.Channel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Messages to all who come to a course. */
@Component(service = CourseMessagesResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("courses/{id}/messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "courses")
public final class CourseMessagesResource {

    private final Participants participants;

    @Activate
    public CourseMessagesResource(@Reference Courses courses) {
        this.participants = courses.participants();
    }

    /** What is said to all. @param channel EMAIL or SMS @param subject of an e-mail @param includeWaiting those on the list too */
    public record NewWords(Channel channel, String subject, String text, Boolean includeWaiting) {}

    @POST
    @Operation(
            operationId = "tellCourseParticipants",
            summary = "Sends a message to all participants, and to those who wait if that is wanted",
            description = "With the same Idempotency-Key nobody is sent it twice.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Told.class)))
    public Response tell(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            NewWords asked) {
        Asked.body(asked);
        Words words =
                new Words(asked.channel(), asked.subject(), asked.text(), Boolean.TRUE.equals(asked.includeWaiting()));
        return Response.ok(participants.tell(actor(security), id, words, IdempotencyKey.of(idempotencyKey, asked)))
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
