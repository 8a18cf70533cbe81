package no.grend.dunning.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import no.grend.dunning.internal.Dunning;
import no.grend.identity.Actor;
import no.grend.job.Job;
import no.grend.job.Started;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Dunning runs («purrekjøringer»). */
@Component(service = DunningRunResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("dunning-runs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dunning")
public final class DunningRunResource {

    private final Dunning dunning;

    @Activate
    public DunningRunResource(@Reference Dunning dunning) {
        this.dunning = dunning;
    }

    /**
     * A run to start.
     *
     * @param asOf null for today; another day only in a dry run
     * @param dueUntil only invoices due on this day or before; null for all
     * @param dryRun whether to count only
     */
    public record NewRun(String asOf, String dueUntil, Boolean dryRun) {}

    @POST
    @Operation(operationId = "startDunningRun", summary = "Send every reminder that is due; follow the job it gives")
    @ApiResponse(
            responseCode = "202",
            description = "Begun; follow the job at Location",
            content = @Content(schema = @Schema(implementation = Started.class)))
    public Response start(
            @Context SecurityContext security,
            @Context UriInfo uri,
            @HeaderParam("Idempotency-Key") String key,
            NewRun asked) {
        Asked.body(asked);
        boolean dryRun = Asked.given("dryRun", asked.dryRun(), "say true to count only, or false to send");
        LocalDate asOf = asked.asOf() == null ? null : Asked.date("asOf", asked.asOf());
        LocalDate dueUntil = asked.dueUntil() == null ? null : Asked.date("dueUntil", asked.dueUntil());
        Actor actor = (Actor) security.getUserPrincipal();
        String job = dunning.order(actor, asOf, dueUntil, dryRun, IdempotencyKey.of(key, asked));
        URI location = uri.getBaseUriBuilder().path("jobs").path(job).build();
        return Response.accepted(Started.of(job)).location(location).build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "dunningRun", summary = "A dunning run: how far it has come, and its report")
    public Job run(@Context SecurityContext security, @PathParam("id") String id) {
        return dunning.run((Actor) security.getUserPrincipal(), id);
    }
}
