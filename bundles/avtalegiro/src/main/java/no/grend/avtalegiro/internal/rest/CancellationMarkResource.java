package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
import no.grend.avtalegiro.internal.CancellationMarks;
import no.grend.avtalegiro.internal.Deadlines;
import no.grend.avtalegiro.internal.store.MarkStore.Mark;
import no.grend.kernel.Asked;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The tick «Slett betalingskrav» on invoices, and what can be done next (S4-39 to S4-42). */
@Component(service = CancellationMarkResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("cancellation-marks")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class CancellationMarkResource {

    private static final String BASE = "/api/admin/";

    private final CancellationMarks marks;
    private final Deadlines deadlines;

    @Activate
    public CancellationMarkResource(@Reference CancellationMarks marks, @Reference Deadlines deadlines) {
        this.marks = marks;
        this.deadlines = deadlines;
    }

    /** Whose claims to mark. */
    public record Wanted(List<String> invoiceIds) {}

    /**
     * A claim that waits for the next cancellation file.
     *
     * @param deadline until when that file must be with the bank network, Europe/Oslo
     * @param stillInTime whether the deadline has not passed yet
     */
    public record Item(
            String invoiceId,
            long invoiceNumber,
            int memberNumber,
            String kid,
            Ore amount,
            LocalDate dueDate,
            String claimFileId,
            String claimFile,
            String deadline,
            boolean stillInTime,
            String markedBy,
            Instant markedAt) {}

    /** Something that can be done next. @param body what to send; null for nothing */
    public record Option(String name, String text, String method, String href, Map<String, Object> body) {}

    /** What became of it. @param refused invoices that were not marked, and why @param options what can be done next */
    public record Answer(List<Item> marked, List<Problem.Detail> refused, List<Option> options) {}

    @POST
    @Operation(
            operationId = "markCancellations",
            summary = "Mark claims for the next cancellation file; marked before is marked once",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = @Content(schema = @Schema(implementation = Answer.class))))
    public Response mark(@Context SecurityContext security, Wanted wanted) {
        CancellationMarks.Marking marking =
                marks.mark(Fields.actor(security), Asked.body(wanted).invoiceIds());
        List<Item> items = marking.marked().stream().map(this::item).toList();
        return Response.ok(new Answer(items, marking.refused(), options(items))).build();
    }

    @GET
    @Operation(operationId = "cancellationMarks", summary = "The claims that wait for the next cancellation file")
    public Page<Item> list(
            @Context SecurityContext security,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return marks.marked(Fields.actor(security), limit, cursor).map(this::item);
    }

    @DELETE
    @Path("{invoiceId}")
    @Operation(operationId = "unmarkCancellation", summary = "Take the mark away, as long as no file is made of it")
    public Response unmark(@Context SecurityContext security, @PathParam("invoiceId") String invoiceId) {
        marks.unmark(Fields.actor(security), invoiceId);
        return Response.noContent().build();
    }

    private Item item(Mark mark) {
        var claim = mark.claim();
        var deadline = deadlines.cancellation(claim.dueDate());
        return new Item(
                claim.invoiceId(),
                claim.invoiceNumber(),
                claim.memberNumber(),
                claim.kid(),
                claim.amount(),
                claim.dueDate(),
                claim.fileId(),
                mark.claimFile(),
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(deadline),
                deadlines.inTime(deadline),
                mark.markedBy(),
                mark.markedAt());
    }

    private static List<Option> options(List<Item> items) {
        Option send = new Option(
                "SEND_CANCELLATION_FILE",
                "Make the cancellation file at once, of all that is marked; then send it in the bank's web solution.",
                "POST",
                BASE + "cancellation-files",
                Map.of("marked", true));
        List<Option> single = items.size() != 1
                ? List.of()
                : List.of(
                        new Option(
                                "ORDINARY_INVOICE",
                                "When the cancellation file is made: the invoice as an ordinary one, to be paid by the"
                                        + " payer, as PDF to print.",
                                "GET",
                                BASE + "invoices/" + items.get(0).invoiceId() + "/pdf",
                                null),
                        new Option(
                                "SEND_ORDINARY_INVOICE",
                                "When the cancellation file is made: send the invoice as an ordinary one, by e-mail or"
                                        + " on paper.",
                                "POST",
                                BASE + "invoice-dispatches",
                                Map.of("invoiceIds", List.of(items.get(0).invoiceId()))),
                        new Option(
                                "UNDO",
                                "Take the mark away; possible until the cancellation file is made.",
                                "DELETE",
                                BASE + "cancellation-marks/" + items.get(0).invoiceId(),
                                null));
        return Stream.concat(Stream.of(send), single.stream()).toList();
    }
}
