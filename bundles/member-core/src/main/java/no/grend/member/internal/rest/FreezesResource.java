package no.grend.member.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
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
import no.grend.member.internal.Freezes;
import no.grend.member.internal.Freezes.Consequence;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.store.FreezeTable.Freeze;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Freezing memberships («frys») for staff. */
@Component(service = FreezesResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("memberships/{id}/freezes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "memberships")
public final class FreezesResource {

    private final Freezes freezes;

    @Activate
    public FreezesResource(@Reference MemberCore core) {
        this.freezes = core.freezes();
    }

    /** Which days are frozen, both included. @param reason may be null */
    public record NewFreeze(LocalDate first, LocalDate last, String reason) {}

    /** How a freeze is shortened. @param on its last day; null for as soon as can be */
    public record FreezeEnding(LocalDate on) {}

    /**
     * A freeze as staff read it.
     *
     * @param last its last day; the day before {@code first} when it was called off before it began
     * @param askedLast the last day that was asked for
     */
    record FreezeView(
            String id,
            String membershipId,
            LocalDate first,
            LocalDate last,
            LocalDate askedLast,
            String reason,
            String askedBy) {}

    @GET
    @Operation(operationId = "listFreezes", summary = "A membership's freezes, oldest first")
    public Page<FreezeView> list(@Context SecurityContext security, @PathParam("id") String id) {
        return new Page<>(
                freezes.ofMembership(actor(security), id).stream()
                        .map(FreezesResource::view)
                        .toList(),
                null);
    }

    @GET
    @Path("preview")
    @Operation(
            operationId = "previewFreeze",
            summary = "What a freeze would come to: days not billed, paid until, the next period and its price")
    public Consequence preview(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @QueryParam("first") LocalDate first,
            @QueryParam("last") LocalDate last) {
        return freezes.preview(actor(security), id, first, last);
    }

    @POST
    @Operation(
            operationId = "freezeMembership",
            summary = "Freezes a membership for some whole days, of which none is billed",
            description = "It thaws by itself. What is paid for lasts as many days longer, and the next period begins"
                    + " that much later and costs the rest of it by days.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FreezeView.class)))
    public Response freeze(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String key,
            NewFreeze asked) {
        Asked.body(asked);
        Freeze freeze = freezes.freeze(
                actor(security), id, asked.first(), asked.last(), asked.reason(), IdempotencyKey.of(key, asked));
        return Response.created(URI.create("memberships/" + id + "/freezes/" + freeze.id()))
                .entity(view(freeze))
                .build();
    }

    @POST
    @Path("{freezeId}/end")
    @Operation(
            operationId = "endFreeze",
            summary = "Lets a freeze end early, or calls it off before it begins",
            description = "Days that have passed stay frozen, and what was invoiced meanwhile stands.")
    @ApiResponse(
            responseCode = "200",
            description = "Ended",
            content = @Content(schema = @Schema(implementation = FreezeView.class)))
    public FreezeView end(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @PathParam("freezeId") String freezeId,
            FreezeEnding ending) {
        return view(
                freezes.end(actor(security), id, freezeId, Asked.body(ending).on()));
    }

    private static FreezeView view(Freeze freeze) {
        return new FreezeView(
                freeze.id(),
                freeze.membershipId(),
                freeze.first(),
                freeze.last(),
                freeze.askedLast(),
                freeze.reason(),
                freeze.askedBy());
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
