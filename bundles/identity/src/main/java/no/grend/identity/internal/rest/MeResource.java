package no.grend.identity.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What the signed-in account may know and do about itself. */
@Component(service = MeResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class MeResource {

    /** @param id {@code staff:<account id>} */
    public record Me(String id, String name, Set<Role> roles) {}

    @GET
    @Operation(operationId = "getMe", summary = "Who is signed in")
    public Me me(@Context SecurityContext security) {
        Actor actor = (Actor) security.getUserPrincipal();
        return new Me(actor.id(), actor.name(), new TreeSet<>(actor.roles()));
    }
}
