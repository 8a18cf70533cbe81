package no.grend.ledger.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.ws.rs.Consumes;
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
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.ledger.Credit;
import no.grend.ledger.CreditNote;
import no.grend.ledger.CreditNotes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Takes back an invoice, or some of it, by a credit note («kreditnota», S2-14). */
@Component(service = InvoiceCreditResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("invoices/{id}/credit-notes")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "credit-notes")
public final class InvoiceCreditResource {

    private final CreditNotes notes;

    @Activate
    public InvoiceCreditResource(@Reference CreditNotes notes) {
        this.notes = notes;
    }

    /**
     * A credit note to make: the whole of what is not credited yet, or lines.
     *
     * @param whole true for all; null is no
     * @param lines null when whole
     * @param reason as it shall stand on the credit note
     */
    public record NewCreditNote(Boolean whole, List<NewLine> lines, String reason) {}

    /** So much of one line. @param line its place on the invoice, from 1 @param amount with the line's own sign */
    public record NewLine(Integer line, Ore amount) {}

    /** What an Idempotency-Key stands for: the same body for another invoice is another request. */
    private record Request(String invoiceId, NewCreditNote asked) {}

    @POST
    @Operation(operationId = "creditInvoice", summary = "Credit an invoice, all of it or some lines")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CreditNoteAnswer.class)))
    public Response credit(
            @Context SecurityContext security,
            @Context UriInfo uri,
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            NewCreditNote asked) {
        Asked.body(asked);
        String reason = Asked.text("reason", asked.reason(), "say why the invoice is credited");
        Credit credit = new Credit(Boolean.TRUE.equals(asked.whole()), lines(asked), reason);
        CreditNote note = notes.credit(
                (Actor) security.getUserPrincipal(), id, credit, IdempotencyKey.of(key, new Request(id, asked)));
        URI location =
                uri.getBaseUriBuilder().path("credit-notes").path(note.id()).build();
        return Response.created(location).entity(CreditNoteAnswer.of(note)).build();
    }

    private static List<Credit.Line> lines(NewCreditNote asked) {
        List<Credit.Line> lines = new ArrayList<>();
        if (asked.lines() == null) {
            return lines;
        }
        for (NewLine line : asked.lines()) {
            String field = "lines/" + lines.size();
            Asked.given(field, line, "give a line as an object with line and amount");
            Asked.given(field + "/line", line.line(), "give the line's place on the invoice, from 1");
            Asked.given(field + "/amount", line.amount(), "give the amount to credit of it");
            lines.add(new Credit.Line(line.line(), line.amount()));
        }
        return lines;
    }
}
