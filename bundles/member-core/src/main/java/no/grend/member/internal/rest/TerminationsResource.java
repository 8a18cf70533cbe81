package no.grend.member.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
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
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.StopPlan;
import no.grend.member.internal.StopPlan.Coming;
import no.grend.member.internal.Stopping;
import no.grend.member.internal.Stopping.Bill;
import no.grend.member.internal.Stopping.Preview;
import no.grend.member.internal.Terminations;
import no.grend.member.internal.store.TerminationTable.Termination;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Notices to stop memberships («oppsigelser») for staff. */
@Component(service = TerminationsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("memberships/{id}/terminations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "memberships")
public final class TerminationsResource {

    private final Terminations terminations;
    private final Stopping stopping;

    @Activate
    public TerminationsResource(@Reference MemberCore core, @Reference Stopping stopping) {
        this.terminations = core.terminations();
        this.stopping = stopping;
    }

    /**
     * How a membership is stopped.
     *
     * @param last its last day; null for the one that the preview proposes
     * @param reason must be there when it is earlier than a member could stop; else may be null
     */
    public record NewTermination(LocalDate last, String reason) {}

    /**
     * A notice as staff read it.
     *
     * @param last the last day of the membership
     * @param noticeUntil the last day of the notice period; null when there was none
     * @param boundUntil the last day of the binding time; null when the membership was not bound any more
     * @param stands whether it was not withdrawn
     */
    record TerminationView(
            String id,
            String membershipId,
            LocalDate givenOn,
            LocalDate last,
            LocalDate noticeUntil,
            LocalDate boundUntil,
            String reason,
            String askedBy,
            boolean stands,
            String withdrawnBy) {

        static TerminationView of(Termination given) {
            return new TerminationView(
                    given.id(),
                    given.membershipId(),
                    given.givenOn(),
                    given.lastDay(),
                    given.noticeUntil(),
                    given.boundUntil(),
                    given.reason(),
                    given.askedBy(),
                    given.stands(),
                    given.withdrawnBy());
        }
    }

    /**
     * What stopping comes to.
     *
     * @param earliest the earliest last day that a member can have; staff may set an earlier one with a reason
     * @param proposed the last day when none is asked for: not before what is paid for is over
     * @param periods still to be invoiced, each begun on the last day or before; prices before a family discount
     * @param invoices that are open, or for the time after; null when the ledger is away
     */
    record StoppingView(
            LocalDate last,
            LocalDate noticeUntil,
            LocalDate boundUntil,
            LocalDate earliest,
            LocalDate proposed,
            LocalDate paidUntil,
            List<Coming> periods,
            List<Bill> invoices) {

        static StoppingView of(Preview preview) {
            StopPlan plan = preview.plan();
            return new StoppingView(
                    plan.lastDay(),
                    plan.noticeUntil(),
                    plan.boundUntil(),
                    plan.earliest(),
                    plan.proposed(),
                    plan.paidUntil(),
                    plan.coming(),
                    preview.invoices());
        }
    }

    @GET
    @Operation(operationId = "listTerminations", summary = "A membership's notices, oldest first; withdrawn ones too")
    public Page<TerminationView> list(@Context SecurityContext security, @PathParam("id") String id) {
        return new Page<>(
                terminations.ofMembership(actor(security), id).stream()
                        .map(TerminationView::of)
                        .toList(),
                null);
    }

    @GET
    @Path("preview")
    @Operation(
            operationId = "previewTermination",
            summary =
                    "What stopping would come to: the last day and why, what is still invoiced, what becomes of invoices")
    public StoppingView preview(
            @Context SecurityContext security, @PathParam("id") String id, @QueryParam("last") LocalDate last) {
        return StoppingView.of(stopping.preview(actor(security), id, last));
    }

    @POST
    @Operation(
            operationId = "stopMembership",
            summary = "Gives notice: the membership gets a last day, and its member a receipt",
            description =
                    "Invoices for the time after are credited when nothing of them is paid. Until the last day is over"
                            + " the notice can be withdrawn. A last day earlier than notice period and binding time let a member"
                            + " have needs a reason.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TerminationView.class)))
    public Response stop(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            NewTermination asked) {
        Asked.body(asked);
        Termination given =
                terminations.give(actor(security), id, asked.last(), asked.reason(), IdempotencyKey.of(key, asked));
        return Response.created(URI.create("memberships/" + id + "/terminations/" + given.id()))
                .entity(TerminationView.of(given))
                .build();
    }

    @POST
    @Path("{terminationId}/withdraw")
    @Operation(
            operationId = "withdrawTermination",
            summary = "Withdraws a notice: the membership goes on as if it had never been given",
            description =
                    "Periods whose invoices were credited for its sake are invoiced again by the next renewal run.")
    @ApiResponse(
            responseCode = "200",
            description = "Withdrawn",
            content = @Content(schema = @Schema(implementation = TerminationView.class)))
    public TerminationView withdraw(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @PathParam("terminationId") String terminationId) {
        return TerminationView.of(terminations.withdraw(actor(security), id, terminationId));
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
