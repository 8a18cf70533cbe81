package no.grend.ledger.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.ledger.internal.CsvTable;
import no.grend.ledger.internal.SubLedger;
import no.grend.ledger.internal.store.SubLedgerReader.MemberBalance;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What each member owes and has to the good at a day («saldoliste», S1-44). */
@Component(service = MemberBalanceResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("member-balances")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sub-ledger")
public final class MemberBalanceResource {

    private static final List<String> HEADERS = List.of("Medlemsnummer", "Skyldig", "Til gode", "Saldo");

    private final SubLedger books;

    @Activate
    public MemberBalanceResource(@Reference SubLedger books) {
        this.books = books;
    }

    /** A member's. @param owed on invoices @param credit to the good @param balance owed less credit */
    public record MemberBalanceAnswer(int memberNumber, Ore owed, Ore credit, Ore balance) {

        static MemberBalanceAnswer of(MemberBalance row) {
            return new MemberBalanceAnswer(
                    row.memberNumber(),
                    Ore.of(row.receivable()),
                    Ore.of(-row.credit()),
                    Ore.of(row.receivable() + row.credit()));
        }
    }

    @GET
    @Operation(
            operationId = "memberBalances",
            summary = "Members with a balance at the end of a day (on, today when left out), by member number")
    public Page<MemberBalanceAnswer> balances(
            @Context SecurityContext security,
            @QueryParam("on") LocalDate on,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return books.balances(actor(security), books.day(on), limit, cursor).map(MemberBalanceAnswer::of);
    }

    @GET
    @Produces(CsvTable.BESIDE_JSON)
    @Operation(operationId = "memberBalancesTable", summary = "All of them as a table")
    public Response table(@Context SecurityContext security, @QueryParam("on") LocalDate on) {
        Actor actor = actor(security);
        LocalDate day = books.day(on);
        books.balances(actor, day, 1, null);
        return Tables.answer(
                "saldoliste-" + day,
                HEADERS,
                table -> books.eachBalance(actor, day, row -> {
                    MemberBalanceAnswer answer = MemberBalanceAnswer.of(row);
                    table.row(answer.memberNumber(), answer.owed(), answer.credit(), answer.balance());
                }));
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
