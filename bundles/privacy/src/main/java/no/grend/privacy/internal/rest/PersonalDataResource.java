package no.grend.privacy.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.privacy.internal.PersonalData;
import no.grend.privacy.internal.PersonalData.Copy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** A copy of what is held about a contact («innsyn») for staff. */
@Component(service = PersonalDataResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("contacts/{id}/personal-data")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "privacy")
public final class PersonalDataResource {

    private final PersonalData data;

    @Activate
    public PersonalDataResource(@Reference PersonalData data) {
        this.data = data;
    }

    @GET
    @Operation(
            operationId = "exportPersonalData",
            summary = "All that every module holds about a contact; every time is audited",
            description = "Identity numbers are hidden from those who may not read them.")
    public Copy get(@Context SecurityContext security, @PathParam("id") String id) {
        return data.of((Actor) security.getUserPrincipal(), id);
    }
}
