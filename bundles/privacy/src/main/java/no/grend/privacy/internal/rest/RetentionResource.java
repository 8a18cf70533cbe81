package no.grend.privacy.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import no.grend.privacy.internal.PersonalData;
import no.grend.privacy.internal.PersonalData.Kept;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** How long what is kept («lagringstid») for staff. */
@Component(service = RetentionResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("personal-data-retention")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "privacy")
public final class RetentionResource {

    private final PersonalData data;

    @Activate
    public RetentionResource(@Reference PersonalData data) {
        this.data = data;
    }

    @GET
    @Operation(operationId = "listRetention", summary = "How long each module keeps personal data, and why")
    public Page<Kept> list(@Context SecurityContext security) {
        return new Page<>(data.retention((Actor) security.getUserPrincipal()), null);
    }
}
