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
import no.grend.kernel.ETag;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.Memberships;
import no.grend.member.internal.Standing;
import no.grend.member.internal.store.StoredMembership;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Memberships («medlemskap») for staff. */
@Component(service = MembershipsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("memberships")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "memberships")
public final class MembershipsResource {

    private final Memberships memberships;

    @Activate
    public MembershipsResource(@Reference MemberCore core) {
        this.memberships = core.memberships();
    }

    /** What a membership is begun from. @param paidUntil the last day already paid for; null when nothing is */
    public record NewMembership(String contactId, String categoryId, LocalDate from, LocalDate paidUntil) {}

    /** How a membership is ended. @param on its last day. @param reason may be null */
    public record Ending(LocalDate on, String reason) {}

    /**
     * A membership as staff read it.
     *
     * @param paidUntil the last day paid for, with the days by which a freeze makes it later
     * @param frozenFrom the first day of its latest freeze; null when there is none
     * @param nextPeriodFrom the first day of the next period to invoice; null when nothing more shall be
     * @param invoiceOn the billing date on which the first period is invoiced by itself (S2-40); null when it is not, or was
     * @param joiningFee paid with the first period; null when none is
     * @param explanation why it has this status, by which rule and dates
     */
    record MembershipView(
            String id,
            String contactId,
            int memberNumber,
            String categoryId,
            String categoryName,
            LocalDate from,
            LocalDate paidUntil,
            LocalDate invoicedUntil,
            LocalDate nextPeriodFrom,
            LocalDate invoiceOn,
            Ore joiningFee,
            LocalDate endedOn,
            String endReason,
            LocalDate frozenFrom,
            LocalDate frozenUntil,
            Standing.Status status,
            List<String> explanation) {}

    @POST
    @Operation(
            operationId = "beginMembership",
            summary = "Enrols a contact in a category",
            description =
                    "Refused with 409 when the contact has a membership of that category at the same time. When the"
                            + " organisation has a billing day, invoiceOn tells when the first period is invoiced by itself;"
                            + " otherwise invoice it at once: POST /memberships/{id}/invoices.")
    @ApiResponse(
            responseCode = "201",
            description = "Begun",
            content = @Content(schema = @Schema(implementation = MembershipView.class)))
    public Response begin(
            @Context SecurityContext security, @HeaderParam("Idempotency-Key") String key, NewMembership membership) {
        Asked.body(membership);
        StoredMembership stored = memberships.enrol(
                actor(security),
                membership.contactId(),
                membership.categoryId(),
                membership.from(),
                membership.paidUntil(),
                IdempotencyKey.of(key, membership));
        return Response.created(URI.create("memberships/" + stored.id()))
                .tag(new ETag(stored.version()).unquoted())
                .entity(view(stored))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getMembership", summary = "One membership, where it stands and why")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MembershipView.class)))
    public Response get(@Context SecurityContext security, @PathParam("id") String id) {
        StoredMembership stored = memberships.required(actor(security), id);
        return Response.ok(view(stored))
                .tag(new ETag(stored.version()).unquoted())
                .build();
    }

    @GET
    @Operation(operationId = "listMemberships", summary = "Memberships, oldest first")
    public Page<MembershipView> list(
            @Context SecurityContext security,
            @QueryParam("contactId") String contactId,
            @QueryParam("status") Standing.Status status,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return memberships
                .page(actor(security), contactId, status, limit, cursor)
                .map(this::view);
    }

    @POST
    @Path("{id}/end")
    @Operation(
            operationId = "endMembership",
            summary = "Ends a membership; on is its last day",
            description =
                    "A membership that has not begun is called off when on is its first day or earlier: the contact"
                            + " never was a member by it, and nothing is invoiced for it from now on.")
    @ApiResponse(
            responseCode = "200",
            description = "Ended",
            content = @Content(schema = @Schema(implementation = MembershipView.class)))
    public Response end(@Context SecurityContext security, @PathParam("id") String id, Ending ending) {
        Asked.body(ending);
        StoredMembership stored = memberships.end(actor(security), id, ending.on(), ending.reason());
        return Response.ok(view(stored))
                .tag(new ETag(stored.version()).unquoted())
                .build();
    }

    private MembershipView view(StoredMembership stored) {
        Standing standing = memberships.standing(stored);
        return new MembershipView(
                stored.id(),
                stored.contactId(),
                stored.memberNumber(),
                stored.category().id(),
                stored.category().name(),
                stored.from(),
                stored.coveredUntil(),
                stored.invoicedUntil(),
                stored.nextFrom(),
                stored.billOn(),
                stored.joiningFee(),
                stored.endedOn(),
                stored.endReason(),
                stored.frozenFrom(),
                stored.frozenUntil(),
                standing.status(),
                List.of(standing.explanation()));
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
