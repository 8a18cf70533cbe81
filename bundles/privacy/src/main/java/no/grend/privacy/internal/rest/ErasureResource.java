package no.grend.privacy.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.privacy.internal.Erasures;
import no.grend.privacy.internal.Erasures.ModuleFate;
import no.grend.privacy.internal.Erasures.Preview;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Erasing a contact («sletting») for staff: look first, then do it. */
@Component(service = ErasureResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("contacts/{id}/erasure")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "privacy")
public final class ErasureResource {

    private final Erasures erasures;

    @Activate
    public ErasureResource(@Reference Erasures erasures) {
        this.erasures = erasures;
    }

    /** The deed. @param confirmation from the preview @param reason for the audit log; may be null */
    public record ErasureOrder(String confirmation, String reason) {}

    /** What became of everything. */
    public record Erased(String contactId, List<ModuleFate> fates) {}

    @GET
    @Operation(
            operationId = "previewErasure",
            summary =
                    "What erasing a contact would take away, what the law keeps and until when, and what stands in the way")
    public Preview preview(@Context SecurityContext security, @PathParam("id") String id) {
        return erasures.preview(actor(security), id);
    }

    @POST
    @Operation(
            operationId = "eraseContact",
            summary = "Erases a contact, by the confirmation that the preview gave",
            description = "Cannot be undone. Refused with 409 and in words while something runs, and when what would be"
                    + " erased has changed since the preview.")
    public Erased erase(@Context SecurityContext security, @PathParam("id") String id, ErasureOrder order) {
        Asked.body(order);
        return new Erased(id, erasures.erase(actor(security), id, order.confirmation(), order.reason()));
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
