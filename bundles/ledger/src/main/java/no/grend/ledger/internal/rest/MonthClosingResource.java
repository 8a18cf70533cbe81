package no.grend.ledger.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import javax.ws.rs.Consumes;
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
import javax.ws.rs.core.UriInfo;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.internal.AccountingExport;
import no.grend.ledger.internal.CsvTable;
import no.grend.ledger.internal.MonthClosings;
import no.grend.ledger.internal.store.MonthRows.Balance;
import no.grend.ledger.internal.store.MonthRows.Closing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Closed months («månedsavslutning», S1-44): the balances they were closed with, and the export to accounting. */
@Component(service = MonthClosingResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("month-closings")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "month-closings")
public final class MonthClosingResource {

    private final MonthClosings closings;
    private final AccountingExport accounting;
    private final Clock clock;

    @Activate
    public MonthClosingResource(
            @Reference MonthClosings closings, @Reference AccountingExport accounting, @Reference Clock clock) {
        this.closings = closings;
        this.accounting = accounting;
        this.clock = clock;
    }

    /** A month to close. @param month {@code 2027-01} */
    public record NewClosing(String month) {}

    /** A month to open again. @param why in words, kept for ever */
    public record NewReopening(String why) {}

    /** Whether a closing counts. */
    public enum State {
        CLOSED,
        REOPENED
    }

    /** That it was opened again. */
    public record ReopeningAnswer(Instant at, String by, String why) {}

    /**
     * A closing.
     *
     * @param version 1, and one more each time the month was opened and closed again
     * @param turnover the sum of its entries
     * @param fingerprint SHA-256 of its entries and of the closing before; {@code grend:verify ledger} compares
     * @param reopening null as long as the closing counts
     */
    public record ClosingAnswer(
            String month,
            int version,
            State state,
            Instant closedAt,
            String closedBy,
            long entries,
            Ore turnover,
            String fingerprint,
            ReopeningAnswer reopening) {

        static ClosingAnswer of(Closing closing) {
            var reopening = closing.reopening();
            return new ClosingAnswer(
                    YearMonth.from(closing.month()).toString(),
                    closing.version(),
                    reopening == null ? State.CLOSED : State.REOPENED,
                    closing.closedAt(),
                    closing.closedBy(),
                    closing.entries(),
                    Ore.of(closing.turnover()),
                    closing.fingerprint(),
                    reopening == null ? null : new ReopeningAnswer(reopening.at(), reopening.by(), reopening.why()));
        }
    }

    /**
     * An account in the month, debit positive.
     *
     * @param closing opening and movements together
     * @param subledger what the invoices, credit notes, charges and payments behind it come to; equal to closing
     */
    public record AccountAnswer(
            int number, String account, Ore opening, Ore debit, Ore credit, Ore closing, Ore subledger) {

        static AccountAnswer of(Balance balance) {
            return new AccountAnswer(
                    balance.account().number(),
                    balance.account().name(),
                    Ore.of(balance.opening()),
                    Ore.of(balance.debit()),
                    Ore.of(balance.credit()),
                    Ore.of(balance.balance()),
                    Ore.of(balance.subledger()));
        }
    }

    /** A closing with its proof of balance («balansebevis»). */
    public record ReportAnswer(ClosingAnswer closing, List<AccountAnswer> accounts) {

        static ReportAnswer of(MonthClosings.Report report) {
            return new ReportAnswer(
                    ClosingAnswer.of(report.closing()),
                    report.balances().stream().map(AccountAnswer::of).toList());
        }
    }

    @POST
    @Operation(operationId = "closeMonth", summary = "Close a month that has ended, the earliest open one")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReportAnswer.class)))
    public Response close(@Context SecurityContext security, @Context UriInfo uri, NewClosing asked) {
        YearMonth month = month("month", Asked.body(asked).month());
        MonthClosings.Report report = closings.close(actor(security), month);
        URI location = uri.getBaseUriBuilder()
                .path("month-closings")
                .path(month.toString())
                .build();
        return Response.created(location).entity(ReportAnswer.of(report)).build();
    }

    @GET
    @Operation(operationId = "listMonthClosings", summary = "Closings, latest first, those undone too")
    public Page<ClosingAnswer> list(
            @Context SecurityContext security,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return closings.all(actor(security), limit, cursor).map(ClosingAnswer::of);
    }

    @GET
    @Path("{month}")
    @Operation(operationId = "getMonthClosing", summary = "A month's latest closing with its proof of balance")
    public ReportAnswer get(@Context SecurityContext security, @PathParam("month") String month) {
        return closings.find(actor(security), month("month", month))
                .map(ReportAnswer::of)
                .orElseThrow(() -> Problem.notFound("This month was never closed."));
    }

    /**
     * What closing a month would come to.
     *
     * @param ready whether it can be closed now
     * @param closableFrom the first day that it can be closed on
     * @param hindrances what must be put right first
     */
    public record PreviewAnswer(
            String month,
            boolean ready,
            LocalDate closableFrom,
            List<String> hindrances,
            long entries,
            List<AccountAnswer> accounts) {}

    @GET
    @Path("{month}/preview")
    @Operation(
            operationId = "previewMonthClosing",
            summary = "What closing the month would come to; nothing is written")
    public PreviewAnswer preview(@Context SecurityContext security, @PathParam("month") String month) {
        MonthClosings.Preview preview = closings.preview(actor(security), month("month", month));
        return new PreviewAnswer(
                preview.month().toString(),
                preview.isReady(Oslo.today(clock)),
                preview.closableFrom(),
                preview.hindrances().stream()
                        .map(one -> one.promise() + ": " + one.detail())
                        .toList(),
                preview.entries(),
                preview.balances().stream().map(AccountAnswer::of).toList());
    }

    @POST
    @Path("{month}/reopening")
    @Operation(operationId = "reopenMonth", summary = "Open the month that was closed last again; administrators only")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReportAnswer.class)))
    public ReportAnswer reopen(
            @Context SecurityContext security, @PathParam("month") String month, NewReopening asked) {
        String why = Asked.text("why", Asked.body(asked).why(), "say why the month is opened again");
        return ReportAnswer.of(closings.reopen(actor(security), month("month", month), why));
    }

    @GET
    @Path("{month}/accounting-export")
    @Produces(CsvTable.MEDIA_TYPE)
    @Operation(operationId = "exportMonthToAccounting", summary = "A closed month for accounting, per day and account")
    public Response export(@Context SecurityContext security, @PathParam("month") String month) {
        AccountingExport.Export export = accounting.export(actor(security), month("month", month));
        return Tables.answer("regnskap-" + export.month(), export::writeTo);
    }

    private static YearMonth month(String field, String text) {
        String given = Asked.text(field, text, "give a month such as 2027-01");
        try {
            return YearMonth.parse(given);
        } catch (java.time.DateTimeException e) {
            throw Problem.invalid(
                    "/" + field, "MONTH_INVALID", field + " must be a month that exists, such as 2027-01.");
        }
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
