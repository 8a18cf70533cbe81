package no.grend.ledger.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.CreditNotes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Credit notes («kreditnotaer»), read; they are made under their invoice. */
@Component(service = CreditNoteResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("credit-notes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "credit-notes")
public final class CreditNoteResource {

    private final CreditNotes notes;

    @Activate
    public CreditNoteResource(@Reference CreditNotes notes) {
        this.notes = notes;
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getCreditNote", summary = "A credit note and the lines that it takes back")
    public CreditNoteAnswer get(@Context SecurityContext security, @PathParam("id") String id) {
        return notes.creditNote(actor(security), id)
                .map(CreditNoteAnswer::of)
                .orElseThrow(() -> Problem.notFound("There is no such credit note."));
    }

    @GET
    @Operation(
            operationId = "listCreditNotes",
            summary = "The credit notes of an invoice, oldest first; all on one page")
    public Page<CreditNoteAnswer> list(@Context SecurityContext security, @QueryParam("invoiceId") String invoiceId) {
        String id = Asked.text("invoiceId", invoiceId, "give the id of the invoice that they refer to");
        return new Page<>(
                notes.ofInvoices(actor(security), List.of(id)).getOrDefault(id, List.of()).stream()
                        .map(CreditNoteAnswer::of)
                        .toList(),
                null);
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
