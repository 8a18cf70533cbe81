package no.grend.message.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import no.grend.message.internal.OutboxReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The outbox over HTTP. */
@Component(service = MessageResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("messages")
@Tag(name = "messages")
@Produces(MediaType.APPLICATION_JSON)
public final class MessageResource {

    private final OutboxReader outbox;

    @Activate
    public MessageResource(@Reference OutboxReader outbox) {
        this.outbox = outbox;
    }

    @GET
    @Operation(operationId = "listMessages", summary = "The outbox, newest first")
    public Page<OutboxReader.Shown> list(
            @QueryParam("to") String to,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor,
            @Context SecurityContext security) {
        return outbox.newest((Actor) security.getUserPrincipal(), to, limit, cursor);
    }
}
