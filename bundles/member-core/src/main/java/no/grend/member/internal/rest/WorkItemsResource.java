package no.grend.member.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.WorkItems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Work items («arbeidsoppgaver») for staff. */
@Component(service = WorkItemsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("work-items")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "contacts")
public final class WorkItemsResource {

    private final WorkItems workItems;

    @Activate
    public WorkItemsResource(@Reference MemberCore core) {
        this.workItems = core.workItems();
    }

    /** What was done about it. */
    public record Closing(String note) {}

    /** Which items to list. */
    public enum Which {
        OPEN,
        CLOSED,
        ALL
    }

    @GET
    @Operation(operationId = "listWorkItems", summary = "Work items, oldest first; open ones unless asked otherwise")
    public Page<WorkItems.Item> list(
            @Context SecurityContext security,
            @QueryParam("status") @DefaultValue("OPEN") Which status,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Boolean open =
                switch (status) {
                    case OPEN -> Boolean.TRUE;
                    case CLOSED -> Boolean.FALSE;
                    case ALL -> null;
                };
        return workItems.page(actor(security), open, limit, cursor);
    }

    @POST
    @Path("{id}/close")
    @Operation(operationId = "closeWorkItem", summary = "Closes a work item")
    public WorkItems.Item close(@Context SecurityContext security, @PathParam("id") String id, Closing closing) {
        return workItems.close(actor(security), id, closing == null ? null : closing.note());
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
