package no.grend.adminrest.internal.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import no.grend.adminrest.internal.AdminApplication;
import no.grend.adminrest.internal.gate.Gate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code GET /openapi.json}: the merged description of every staff resource that is there right now. */
@Component(service = OpenApiResource.class)
@JaxrsResource
@JaxrsApplicationSelect(AdminApplication.SELECT)
@Path("openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {

    private final ResourceClasses resources;
    private final ObjectMapper mapper = new ObjectMapper();
    private final AtomicReference<Made> last = new AtomicReference<>(new Made(List.of(), new byte[0]));

    @Activate
    public OpenApiResource(@Reference ResourceClasses resources) {
        this.resources = resources;
    }

    private record Made(List<Long> serviceIds, byte[] document) {}

    @GET
    @Operation(hidden = true)
    public Response document() throws JsonProcessingException {
        Made made = last.get();
        if (!made.serviceIds().equals(resources.serviceIds())) {
            ResourceClasses.Snapshot now = resources.snapshot();
            made = new Made(now.serviceIds(), mapper.writeValueAsBytes(OpenApiDocument.of(now.classes(), Gate.PUBLIC)));
            last.set(made);
        }
        return Response.ok(made.document()).build();
    }
}
