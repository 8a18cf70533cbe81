package no.grend.dunning.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.dunning.internal.Dunning;
import no.grend.identity.Actor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What dunning has done with an invoice and will do. */
@Component(service = InvoiceDunningResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("invoices/{id}/dunning")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dunning")
public final class InvoiceDunningResource {

    private final Dunning dunning;

    @Activate
    public InvoiceDunningResource(@Reference Dunning dunning) {
        this.dunning = dunning;
    }

    @GET
    @Operation(
            operationId = "invoiceDunning",
            summary = "Letters, fees and interest so far, and what happens next, explained")
    public Response timeline(@Context SecurityContext security, @PathParam("id") String id) {
        return Response.ok(Told.InvoiceDunning.of(dunning.timeline((Actor) security.getUserPrincipal(), id)))
                .build();
    }
}
