package no.grend.ledger.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import no.grend.ledger.internal.CsvTable;
import no.grend.ledger.internal.SubLedger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The journal («hovedjournal», S1-44), each entry with its booking date and its value date. */
@Component(service = LedgerEntryResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("ledger-entries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sub-ledger")
public final class LedgerEntryResource {

    private final SubLedger books;

    @Activate
    public LedgerEntryResource(@Reference SubLedger books) {
        this.books = books;
    }

    @GET
    @Operation(operationId = "ledgerEntries", summary = "Entries booked from a day to a day, in order of number")
    public Page<EntryAnswer> entries(
            @Context SecurityContext security,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return books.journal(actor(security), books.days(from, to), limit, cursor)
                .map(EntryAnswer::of);
    }

    @GET
    @Produces(CsvTable.BESIDE_JSON)
    @Operation(operationId = "ledgerEntriesTable", summary = "All of them as a table")
    public Response table(
            @Context SecurityContext security, @QueryParam("from") LocalDate from, @QueryParam("to") LocalDate to) {
        Actor actor = actor(security);
        SubLedger.Days days = books.days(from, to);
        books.journal(actor, days, 1, null);
        return Tables.answer(
                "posteringer",
                EntryAnswer.headers(),
                table -> books.eachEntry(actor, days, entry -> EntryAnswer.row(table, entry)));
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
