package no.grend.ledger.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Ore;
import no.grend.ledger.internal.CsvTable;
import no.grend.ledger.internal.SubLedger;
import no.grend.ledger.internal.store.Entry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** A member's account with the organisation («kontoutskrift», S1-44). */
@Component(service = StatementResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("statements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sub-ledger")
public final class StatementResource {

    private static final List<String> HEADERS =
            List.of("Bokføringsdato", "Valutadato", "Art", "Fakturanummer", "KID", "Kanal", "Beløp", "Saldo");

    private final SubLedger books;

    @Activate
    public StatementResource(@Reference SubLedger books) {
        this.books = books;
    }

    /** A line of it. @param change what the member owes more by it, credit deducted @param balance right after it */
    public record LineAnswer(EntryAnswer entry, Ore change, Ore balance) {}

    /**
     * Some days of it.
     *
     * @param opening what the member owed before the first day, credit deducted; negative when to the good
     * @param closing the same at the end of the last day
     * @param next cursor to the next page; null on the last
     */
    public record StatementAnswer(
            int memberNumber,
            LocalDate from,
            LocalDate to,
            Ore opening,
            List<LineAnswer> items,
            Ore closing,
            String next) {}

    @GET
    @Path("{memberNumber}")
    @Operation(operationId = "memberStatement", summary = "A member's account: balance before, entries, balance after")
    public StatementAnswer statement(
            @Context SecurityContext security,
            @PathParam("memberNumber") String memberNumber,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        int member = Asked.memberNumber("memberNumber", memberNumber);
        SubLedger.Statement statement = books.statement(actor(security), member, books.days(from, to), limit, cursor);
        return new StatementAnswer(
                member,
                statement.days().from(),
                statement.days().to(),
                Ore.of(statement.opening()),
                statement.lines().stream()
                        .map(line -> new LineAnswer(
                                EntryAnswer.of(line.entry()),
                                Ore.of(line.entry().change()),
                                Ore.of(line.balance())))
                        .toList(),
                Ore.of(statement.closing()),
                statement.next());
    }

    @GET
    @Path("{memberNumber}")
    @Produces(CsvTable.BESIDE_JSON)
    @Operation(operationId = "memberStatementTable", summary = "A member's account as a table")
    public Response table(
            @Context SecurityContext security,
            @PathParam("memberNumber") String memberNumber,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to) {
        Actor actor = actor(security);
        int member = Asked.memberNumber("memberNumber", memberNumber);
        SubLedger.Days days = books.days(from, to);
        long opening = books.statement(actor, member, days, 1, null).opening();
        return Tables.answer("kontoutskrift-" + member, HEADERS, table -> {
            table.row(days.from(), days.from(), "Inngående saldo", null, null, null, null, Ore.of(opening));
            long closing = books.eachLine(actor, member, days, opening, line -> {
                Entry entry = line.entry();
                table.row(
                        entry.bookedOn(),
                        entry.valueOn(),
                        EntryAnswer.words(entry.kind(), entry.creditAccount()),
                        entry.invoiceNumber(),
                        entry.kid(),
                        entry.channel(),
                        Ore.of(entry.change()),
                        Ore.of(line.balance()));
            });
            table.row(days.to(), days.to(), "Utgående saldo", null, null, null, null, Ore.of(closing));
        });
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
