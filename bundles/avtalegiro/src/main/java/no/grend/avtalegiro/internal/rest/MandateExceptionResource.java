package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.avtalegiro.internal.MandateQueue;
import no.grend.avtalegiro.internal.store.MandateException;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The queue of mandates whose KID no member has (S4-14), and a person's answers. */
@Component(service = MandateExceptionResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("mandate-exceptions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class MandateExceptionResource {

    private final MandateQueue queue;

    @Activate
    public MandateExceptionResource(@Reference MandateQueue queue) {
        this.queue = queue;
    }

    /** A mandate in the queue. @param memberNumber whom it was given to; null unless assigned */
    public record Item(
            String id,
            String kid,
            int registrationType,
            boolean writtenNotice,
            LocalDate receivedOn,
            String source,
            String reason,
            String state,
            Integer memberNumber,
            String resolvedBy,
            Instant resolvedAt,
            String resolution) {}

    /** Whose it is. @param why kept for good */
    public record Assignment(Integer memberNumber, String why) {}

    /** That it is nobody's. @param why kept for good */
    public record Dismissal(String why) {}

    @GET
    @Operation(
            operationId = "mandateExceptions",
            summary = "Mandates that nobody has; the open ones unless a state is given")
    public Page<Item> list(
            @Context SecurityContext security,
            @QueryParam("state") String state,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        MandateException.State wanted = Fields.oneOf(MandateException.State.class, "state", state);
        return queue.list(Fields.actor(security), wanted, limit, cursor).map(MandateExceptionResource::item);
    }

    @POST
    @Path("{id}/assignments")
    @Operation(operationId = "assignMandate", summary = "Say whose a mandate is; the KID is remembered")
    public Item assign(@Context SecurityContext security, @PathParam("id") String id, Assignment assignment) {
        if (assignment == null) {
            throw Fields.bodyMissing();
        }
        if (assignment.memberNumber() == null) {
            throw Problem.invalid("/memberNumber", "MEMBER_NUMBER_MISSING", "Give the member's number.");
        }
        return item(queue.assign(Fields.actor(security), id, assignment.memberNumber(), assignment.why()));
    }

    @POST
    @Path("{id}/dismissals")
    @Operation(operationId = "dismissMandate", summary = "Say that a mandate is nobody's")
    public Item dismiss(@Context SecurityContext security, @PathParam("id") String id, Dismissal dismissal) {
        if (dismissal == null) {
            throw Fields.bodyMissing();
        }
        return item(queue.dismiss(Fields.actor(security), id, dismissal.why()));
    }

    private static Item item(MandateException found) {
        return new Item(
                found.id(),
                found.kid(),
                found.registrationType(),
                found.writtenNotice(),
                found.receivedOn(),
                found.source(),
                found.reason(),
                found.state().name(),
                found.memberNumber(),
                found.resolvedBy(),
                found.resolvedAt(),
                found.resolution());
    }
}
