package no.grend.audit.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.audit.internal.AuditLog;
import no.grend.audit.internal.store.StoredEntry;
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The audit log over HTTP, for those who may read it. */
@Component(service = AuditResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("audit")
@Tag(name = "audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {

    private final AuditLog log;

    @Activate
    public AuditResource(@Reference AuditLog log) {
        this.log = log;
    }

    /** One entry as shown. */
    public record EntryView(
            String id,
            Instant at,
            String actor,
            String action,
            String object,
            String before,
            String after,
            String why) {

        static EntryView of(StoredEntry entry) {
            return new EntryView(
                    entry.id(),
                    entry.at(),
                    entry.actor(),
                    entry.action(),
                    entry.object(),
                    entry.before(),
                    entry.after(),
                    entry.why());
        }
    }

    @GET
    @Operation(
            operationId = "listAuditEntries",
            summary = "Who did what, newest first; about one object or by one actor")
    public Page<EntryView> list(
            @QueryParam("object") String object,
            @QueryParam("actor") String actor,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor,
            @Context SecurityContext security) {
        return log.entries((Actor) security.getUserPrincipal(), object, actor, cursor, Page.limit(limit))
                .map(EntryView::of);
    }
}
