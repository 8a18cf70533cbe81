package no.grend.booking.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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
import no.grend.booking.internal.resource.Reservations;
import no.grend.booking.internal.store.Reservation;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Reservations of resources («leie»), for staff. */
@Component(service = ReservationsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("reservations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "booking")
public final class ReservationsResource {

    private final Reservations reservations;

    @Activate
    public ReservationsResource(@Reference Reservations reservations) {
        this.reservations = reservations;
    }

    /**
     * What is wanted.
     *
     * @param resourceIds 1-10, all of them or none
     * @param kind null is {@code RESERVED}; {@code BLOCKED} closes them and needs no contactId
     * @param endsAt several slots in a row are had together or not at all, and each is paid for
     * @param beyondLimits true lets for longer, or oftener, than the terms say
     */
    public record WantedReservation(
            List<String> resourceIds,
            Reservation.Kind kind,
            String contactId,
            OffsetDateTime startsAt,
            OffsetDateTime endsAt,
            String note,
            Boolean beyondLimits) {

        Reservations.Wanted wanted() {
            if (note != null && note.length() > 500) {
                throw Problem.invalid("/note", "TEXT_TOO_LONG", "note may have 500 characters.");
            }
            return new Reservations.Wanted(
                    resourceIds,
                    contactId,
                    startsAt == null ? null : startsAt.toInstant(),
                    endsAt == null ? null : endsAt.toInstant(),
                    note,
                    Boolean.TRUE.equals(beyondLimits));
        }
    }

    /**
     * A reservation.
     *
     * @param contactId null for a block
     * @param price of all of it
     * @param payerId who pays; null when nobody does
     * @param invoiceId null when there is none
     */
    public record ReservationView(
            String id,
            Reservation.Kind kind,
            List<String> resourceIds,
            String contactId,
            OffsetDateTime startsAt,
            OffsetDateTime endsAt,
            boolean cancelled,
            String note,
            Ore price,
            String payerId,
            String invoiceId) {

        static ReservationView of(Reservation it) {
            return new ReservationView(
                    it.id(),
                    it.kind(),
                    it.resourceIds(),
                    it.contactId(),
                    OccurrenceView.oslo(it.startsAt()),
                    OccurrenceView.oslo(it.endsAt()),
                    it.cancelled(),
                    it.note(),
                    it.price(),
                    it.payerId(),
                    it.invoiceId());
        }
    }

    /** How it is given back. @param kept of the price; null for nothing */
    public record GivingBack(Ore kept) {}

    @POST
    @Operation(
            operationId = "reserve",
            summary = "Reserve resources, all of them or none, or close them for a while",
            description =
                    "409 TAKEN when somebody has one of them then, with who and when. 422 TOO_LONG and TOO_MANY beyond the"
                            + " limits of the terms. What has a price is invoiced; 422 NO_INVOICES without a ledger.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReservationView.class)))
    public Response reserve(
            @Context SecurityContext security, @HeaderParam("Idempotency-Key") String key, WantedReservation wanted) {
        Asked.body(wanted);
        IdempotencyKey name = IdempotencyKey.of(key, wanted);
        Reservation made = wanted.kind() == Reservation.Kind.BLOCKED
                ? reservations.block(actor(security), wanted.wanted(), name)
                : reservations.reserve(actor(security), wanted.wanted(), name);
        return Response.created(URI.create("reservations/" + made.id()))
                .entity(ReservationView.of(made))
                .build();
    }

    @GET
    @Operation(
            operationId = "reservations",
            summary = "A contact's reservations, latest first, or those of a resource on a day",
            description = "Give contactId, or resourceId and day.")
    public Page<ReservationView> list(
            @Context SecurityContext security,
            @QueryParam("contactId") String contactId,
            @QueryParam("resourceId") String resourceId,
            @QueryParam("day") LocalDate day) {
        if ((contactId == null) == (resourceId == null)) {
            throw Problem.invalid(null, "FILTER_MISSING", "Give contactId, or resourceId and day.");
        }
        List<Reservation> found = contactId == null
                ? reservations.ofResource(
                        actor(security), resourceId, Asked.given("day", day, "give a date such as 2027-01-15"))
                : reservations.ofContact(actor(security), contactId);
        return new Page<>(found.stream().map(ReservationView::of).toList(), null);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "reservation", summary = "One reservation")
    public ReservationView one(@Context SecurityContext security, @PathParam("id") String id) {
        return ReservationView.of(reservations.one(actor(security), id));
    }

    @POST
    @Path("{id}/cancellation")
    @Operation(
            operationId = "cancelReservation",
            summary = "Give resources back; again changes nothing",
            description = "What is not kept of the price is credited, or given back if it is paid.")
    @ApiResponse(
            responseCode = "200",
            description = "Given back",
            content = @Content(schema = @Schema(implementation = ReservationView.class)))
    public Response cancel(@Context SecurityContext security, @PathParam("id") String id, GivingBack how) {
        Ore kept = how == null ? null : how.kept();
        return Response.ok(ReservationView.of(reservations.cancel(actor(security), id, kept)))
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
