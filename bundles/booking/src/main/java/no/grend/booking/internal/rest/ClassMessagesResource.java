package no.grend.booking.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.booking.internal.message.Notices;
import no.grend.booking.internal.message.Notices.Said;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Messages to all who have booked a class (S1-35, S1-36), for staff. */
@Component(service = ClassMessagesResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("class-occurrences/{id}/messages")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "booking")
public final class ClassMessagesResource {

    private final Notices notices;

    @Activate
    public ClassMessagesResource(@Reference Notices notices) {
        this.notices = notices;
    }

    /**
     * A message. It goes by e-mail, and by SMS to those who have no e-mail.
     *
     * @param waitingToo whether those on the list get it too; null is no
     * @param preview true only counts; null is no
     */
    public record NewMessage(String subject, String text, Boolean waitingToo, Boolean preview) {}

    @POST
    @Operation(operationId = "messageClass", summary = "Write to all who have booked a class, or count them first")
    @ApiResponse(
            responseCode = "200",
            description = "Whom it reaches",
            content = @Content(schema = @Schema(implementation = Said.class)))
    public Response say(@Context SecurityContext security, @PathParam("id") String id, NewMessage wanted) {
        Asked.body(wanted);
        return Response.ok(notices.say(
                        (Actor) security.getUserPrincipal(),
                        id,
                        wanted.subject(),
                        wanted.text(),
                        Boolean.TRUE.equals(wanted.waitingToo()),
                        Boolean.TRUE.equals(wanted.preview())))
                .build();
    }
}
