package no.grend.ledger.internal.rest;

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
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import no.grend.identity.Actor;
import no.grend.job.Started;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.ledger.internal.InvoiceRuns;
import no.grend.ledger.internal.RenewalDialog;
import no.grend.ledger.internal.RunOrder;
import no.grend.ledger.spi.Collector.Notice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Invoice runs («fakturakjøringer»), such as the yearly renewal. */
@Component(service = InvoiceRunResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("invoice-runs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "invoice-runs")
public final class InvoiceRunResource {

    private final InvoiceRuns runs;

    private final RenewalDialog dialog;

    @Activate
    public InvoiceRunResource(@Reference InvoiceRuns runs, @Reference RenewalDialog dialog) {
        this.runs = runs;
        this.dialog = dialog;
    }

    /**
     * A run to start.
     *
     * @param kind {@code RENEWAL}
     * @param dueDate of the invoices; what begins on or before it is invoiced
     * @param collectByAvtaleGiro whether those with a mandate are claimed; null is no
     * @param notice {@code BANK} or {@code SELF}; needed when collecting
     * @param dryRun whether to count only; null is no
     */
    public record NewRun(String kind, String dueDate, Boolean collectByAvtaleGiro, String notice, Boolean dryRun) {}

    @GET
    @Path("renewal-dialog")
    @Operation(
            operationId = "renewalDialog",
            summary =
                    "What a renewal run would invoice, how many have AvtaleGiro, and which notices are still possible")
    public RenewalDialogAnswer dialog(@Context SecurityContext security, @QueryParam("dueDate") LocalDate dueDate) {
        LocalDate due = Asked.given("dueDate", dueDate, "give the due date of the run, such as 2027-01-15");
        return RenewalDialogAnswer.of(dialog.open((Actor) security.getUserPrincipal(), due));
    }

    @POST
    @Operation(operationId = "startInvoiceRun", summary = "Invoice everything due; follow the job it gives")
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
        RunOrder order = new RunOrder(
                Asked.text("kind", asked.kind(), "say which kind of run, such as RENEWAL"),
                Asked.date("dueDate", asked.dueDate()),
                Boolean.TRUE.equals(asked.collectByAvtaleGiro()),
                Asked.oneOf(Notice.class, "notice", asked.notice()),
                Boolean.TRUE.equals(asked.dryRun()));
        String job = runs.order((Actor) security.getUserPrincipal(), order, IdempotencyKey.of(key, asked));
        URI location = uri.getBaseUriBuilder().path("jobs").path(job).build();
        return Response.accepted(Started.of(job)).location(location).build();
    }
}
