package no.grend.licence.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.licence.Licences;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What is licensed, over HTTP. */
@Component(service = LicenceResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("licences")
@Tag(name = "licences")
@Produces(MediaType.APPLICATION_JSON)
public final class LicenceResource {

    private static final int LARGEST = 64 * 1024;

    private final Licences licences;

    @Activate
    public LicenceResource(@Reference Licences licences) {
        this.licences = licences;
    }

    /** One feature as it stands. */
    public record LicenceView(String feature, LocalDate validFrom, LocalDate validUntil, Licences.State state) {

        static LicenceView of(Licences.Standing standing) {
            return new LicenceView(standing.feature(), standing.validFrom(), standing.validUntil(), standing.state());
        }
    }

    @GET
    @Operation(operationId = "listLicences", summary = "Every feature in the licence in force")
    public List<LicenceView> list(@Context SecurityContext security) {
        return views(licences.standings((Actor) security.getUserPrincipal()));
    }

    @POST
    @Consumes({MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(operationId = "installLicence", summary = "Put a licence file in force; a refused one changes nothing")
    public Response install(InputStream body, @Context SecurityContext security) throws IOException {
        // As bytes, because a text body without charset would be read as Latin-1 and then no signature fits.
        String file = new String(body.readNBytes(LARGEST + 1), StandardCharsets.UTF_8);
        List<Licences.Standing> standings = licences.install((Actor) security.getUserPrincipal(), file);
        return Response.status(Response.Status.CREATED).entity(views(standings)).build();
    }

    private static List<LicenceView> views(List<Licences.Standing> standings) {
        return standings.stream().map(LicenceView::of).toList();
    }
}
