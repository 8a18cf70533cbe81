package no.grend.member.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
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
import no.grend.kernel.Page;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.Wards;
import no.grend.member.internal.store.GuardianTable.Guardian;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Who acts for a child («foresatte») for staff. */
@Component(service = GuardiansResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("contacts/{id}/guardians")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "contacts")
public final class GuardiansResource {

    private final Wards wards;

    @Activate
    public GuardiansResource(@Reference MemberCore core) {
        this.wards = core.wards();
    }

    /** Who shall act for the child. */
    public record NewGuardian(String contactId) {}

    @GET
    @Operation(operationId = "listGuardians", summary = "Who may act for a child on Min Side")
    public Page<Guardian> list(@Context SecurityContext security, @PathParam("id") String id) {
        return new Page<>(wards.guardians(actor(security), id), null);
    }

    @POST
    @Operation(
            operationId = "confirmGuardian",
            summary = "Confirms that a grown-up may see and act for a child",
            description =
                    "It ends by itself when the child is 18. Make sure first that it is so: the guardian sees what"
                            + " the child has and does here.")
    public Page<Guardian> confirm(@Context SecurityContext security, @PathParam("id") String id, NewGuardian guardian) {
        return new Page<>(
                wards.confirm(actor(security), id, Asked.body(guardian).contactId()), null);
    }

    @DELETE
    @Path("{guardianId}")
    @Operation(operationId = "withdrawGuardian", summary = "Lets a guardian act for the child no longer, at once")
    public Page<Guardian> withdraw(
            @Context SecurityContext security, @PathParam("id") String id, @PathParam("guardianId") String guardianId) {
        return new Page<>(wards.withdraw(actor(security), id, guardianId), null);
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
