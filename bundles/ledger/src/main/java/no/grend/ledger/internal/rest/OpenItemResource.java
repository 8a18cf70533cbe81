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
import no.grend.kernel.Asked;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.ledger.internal.CsvTable;
import no.grend.ledger.internal.SubLedger;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.SubLedgerReader.OpenInvoice;
import no.grend.ledger.internal.store.SubLedgerReader.OpenPayment;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What was open at a day («åpne poster», S1-44): invoices, credit, and money that no invoice was found for. */
@Component(service = OpenItemResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("open-items")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sub-ledger")
public final class OpenItemResource {

    private static final List<String> HEADERS = List.of(
            "Art", "Medlemsnummer", "Navn", "Fakturanummer", "KID", "Dato", "Forfall", "Dager over forfall", "Beløp");

    private final SubLedger books;

    @Activate
    public OpenItemResource(@Reference SubLedger books) {
        this.books = books;
    }

    /** What is open. */
    public enum Type {
        INVOICE,
        CREDIT,
        SUSPENSE
    }

    /**
     * Something open.
     *
     * @param payment source key; null for an invoice
     * @param date an invoice's date of issue, a payment's value date
     * @param dueDate null for a payment
     * @param daysOverdue at that day; 0 when not due yet
     * @param amount what was open: owed on an invoice, else unallocated of a payment
     */
    public record OpenItemAnswer(
            Type type,
            Integer memberNumber,
            String invoiceId,
            Long invoiceNumber,
            String payment,
            String kid,
            LocalDate date,
            LocalDate dueDate,
            long daysOverdue,
            Ore amount) {

        static OpenItemAnswer of(OpenInvoice row, LocalDate on) {
            return new OpenItemAnswer(
                    Type.INVOICE,
                    row.memberNumber(),
                    row.id(),
                    row.number(),
                    null,
                    row.kid(),
                    row.issuedOn(),
                    row.dueOn(),
                    SubLedger.daysOverdue(row.dueOn(), on),
                    Ore.of(row.amount()));
        }

        static OpenItemAnswer of(Type type, OpenPayment row) {
            return new OpenItemAnswer(
                    type,
                    row.memberNumber() == 0 ? null : row.memberNumber(),
                    null,
                    null,
                    row.sourceKey(),
                    row.kid(),
                    row.settledOn(),
                    null,
                    0,
                    Ore.of(row.amount()));
        }
    }

    @GET
    @Operation(
            operationId = "openItems",
            summary = "What was open at the end of a day (on, today when left out): INVOICE, CREDIT or SUSPENSE")
    public Page<OpenItemAnswer> items(
            @Context SecurityContext security,
            @QueryParam("type") Type asked,
            @QueryParam("on") LocalDate on,
            @QueryParam("memberNumber") String memberNumber,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Actor actor = actor(security);
        Type type = asked == null ? Type.INVOICE : asked;
        LocalDate day = books.day(on);
        Integer member = Asked.memberNumber("memberNumber", memberNumber);
        return type == Type.INVOICE
                ? books.openInvoices(actor, day, member, limit, cursor).map(row -> OpenItemAnswer.of(row, day))
                : books.openPayments(actor, account(type), day, member, limit, cursor)
                        .map(row -> OpenItemAnswer.of(type, row));
    }

    @GET
    @Produces(CsvTable.BESIDE_JSON)
    @Operation(operationId = "openItemsTable", summary = "All of them as a table; of every type when none is given")
    public Response table(
            @Context SecurityContext security,
            @QueryParam("type") Type type,
            @QueryParam("on") LocalDate on,
            @QueryParam("memberNumber") String memberNumber) {
        Actor actor = actor(security);
        LocalDate day = books.day(on);
        Integer member = Asked.memberNumber("memberNumber", memberNumber);
        books.openInvoices(actor, day, member, 1, null);
        return Tables.answer("apne-poster-" + day, HEADERS, table -> {
            if (type == null || type == Type.INVOICE) {
                books.eachOpenInvoice(
                        actor,
                        day,
                        member,
                        row -> table.row(
                                "Faktura",
                                row.memberNumber(),
                                row.payerName(),
                                row.number(),
                                row.kid(),
                                row.issuedOn(),
                                row.dueOn(),
                                SubLedger.daysOverdue(row.dueOn(), day),
                                Ore.of(row.amount())));
            }
            for (Type other : List.of(Type.CREDIT, Type.SUSPENSE)) {
                if (type == null || type == other) {
                    payments(actor, other, day, member, table);
                }
            }
        });
    }

    private void payments(Actor actor, Type type, LocalDate day, Integer member, CsvTable table) {
        books.eachOpenPayment(
                actor,
                account(type),
                day,
                member,
                row -> table.row(
                        type == Type.CREDIT ? "Til gode" : "Uidentifisert",
                        row.memberNumber() == 0 ? null : row.memberNumber(),
                        null,
                        null,
                        row.kid(),
                        row.settledOn(),
                        null,
                        null,
                        Ore.of(-row.amount())));
    }

    private static Account account(Type type) {
        return type == Type.CREDIT ? Account.MEMBER_CREDIT : Account.SUSPENSE;
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
