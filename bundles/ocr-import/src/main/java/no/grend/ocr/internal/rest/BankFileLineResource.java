package no.grend.ocr.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ocr.internal.ExceptionQueue;
import no.grend.ocr.internal.store.LineRow.Status;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The exception queue over HTTP: looking, placing a payment, taking it back. */
@Component(service = BankFileLineResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("bank-file-lines")
@Tag(name = "bank-files")
@Produces(MediaType.APPLICATION_JSON)
public final class BankFileLineResource {

    private static final int LONGEST_WHY = 500;

    private final ExceptionQueue queue;

    @Activate
    public BankFileLineResource(@Reference ExceptionQueue queue) {
        this.queue = queue;
    }

    /** Where a payment goes. @param why null when no reason is given */
    public record Allocation(String invoiceId, String why) {}

    /** Why a payment is set aside. */
    public record Dismissal(String why) {}

    @GET
    @Operation(operationId = "listOpenBankFileLines", summary = "Payments of all files with a status, oldest first")
    public Page<BankFileLine> list(
            @QueryParam("status") String status,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor,
            @Context SecurityContext security) {
        Status asked = BankFileLine.status(status);
        return queue.queue(actor(security), asked == null ? Status.UNMATCHED : asked, cursor, limit)
                .map(BankFileLine::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getBankFileLine", summary = "A payment in the queue")
    public BankFileLine get(@PathParam("id") String id, @Context SecurityContext security) {
        return BankFileLine.of(queue.line(actor(security), id));
    }

    @POST
    @Path("{id}/allocations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "allocateBankFileLine", summary = "Place a payment on an invoice")
    public Response allocate(@PathParam("id") String id, Allocation allocation, @Context SecurityContext security) {
        if (allocation == null
                || allocation.invoiceId() == null
                || allocation.invoiceId().isBlank()) {
            throw Problem.invalid("/invoiceId", "REQUIRED", "Say which invoice the payment goes to.");
        }
        BankFileLine line = BankFileLine.of(
                queue.allocate(actor(security), id, allocation.invoiceId(), bounded("/why", allocation.why())));
        return Response.created(URI.create("bank-file-lines/" + id))
                .entity(line)
                .build();
    }

    @DELETE
    @Path("{id}/allocations")
    @Operation(operationId = "takeBankFileLineBack", summary = "Take a person's decision back")
    public BankFileLine takeBack(
            @PathParam("id") String id, @QueryParam("why") String why, @Context SecurityContext security) {
        return BankFileLine.of(queue.takeBack(actor(security), id, bounded(null, why)));
    }

    @POST
    @Path("{id}/dismissals")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "dismissBankFileLine",
            summary = "Set a suspected copy aside: it is one, nothing is posted")
    public Response dismiss(@PathParam("id") String id, Dismissal dismissal, @Context SecurityContext security) {
        String why = dismissal == null ? null : bounded("/why", dismissal.why());
        BankFileLine line = BankFileLine.of(queue.dismiss(actor(security), id, why));
        return Response.created(URI.create("bank-file-lines/" + id))
                .entity(line)
                .build();
    }

    private static String bounded(String pointer, String why) {
        if (why != null && why.length() > LONGEST_WHY) {
            throw Problem.invalid(pointer, "TOO_LONG", "A reason has at most " + LONGEST_WHY + " characters.");
        }
        return why == null || why.isBlank() ? null : why;
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
