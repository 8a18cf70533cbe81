package no.grend.booking.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
import no.grend.booking.internal.place.Bookings;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.seats.Place;
import no.grend.seats.SeatEvent;
import no.grend.seats.Taken;
import no.grend.seats.Wish;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Bookings («bestillinger») and places on the list, for staff. */
@Component(service = BookingsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("bookings")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "booking")
public final class BookingsResource {

    private final Bookings bookings;

    @Activate
    public BookingsResource(@Reference Bookings bookings) {
        this.bookings = bookings;
    }

    /**
     * Who comes to what.
     *
     * @param contactIds 1-20 contacts that come together
     * @param guests who come along and are not in the register; null for none
     * @param orWait whether to go on the list when it is full; null is no
     */
    public record WantedBooking(String occurrenceId, List<String> contactIds, Integer guests, Boolean orWait) {

        Bookings.Wanted wanted() {
            Asked.text("occurrenceId", occurrenceId, "say which class");
            int along = guests == null ? 0 : guests;
            List<String> who = Asked.given("contactIds", contactIds, "say who comes");
            Set<String> different = new TreeSet<>();
            who.stream().filter(Objects::nonNull).forEach(different::add);
            if (who.isEmpty() || who.size() > Wish.MOST || different.size() < who.size()) {
                throw Problem.invalid("/contactIds", "PARTY_INVALID", "contactIds must be 1-20 different ids.");
            }
            if (along < 0 || along > Wish.MOST) {
                throw Problem.invalid("/guests", "GUESTS_INVALID", "guests must be 0-20.");
            }
            return new Bookings.Wanted(occurrenceId, who, along, Boolean.TRUE.equals(orWait));
        }
    }

    /** Why a seat is given back. @param reason null for none */
    public record GivingBack(String reason) {}

    /** Something that happened to a place. @param reason null for none */
    public record HistoryView(Instant at, SeatEvent.Kind kind, String reason, String by) {

        static HistoryView of(SeatEvent event) {
            return new HistoryView(event.at(), event.kind(), event.reason(), event.by());
        }
    }

    @POST
    @Operation(
            operationId = "book",
            summary = "Book a class, or go on its list",
            description = "422 names who may not come and why; 409 says that it is full, not open yet or closed.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = BookingView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The same Idempotency-Key again: what it gave the first time, as it is now",
            content = @Content(schema = @Schema(implementation = BookingView.class)))
    public Response book(
            @Context SecurityContext security, @HeaderParam("Idempotency-Key") String key, WantedBooking wanted) {
        Taken taken = bookings.book(actor(security), Asked.body(wanted).wanted(), IdempotencyKey.of(key, wanted));
        BookingView view = BookingView.of(taken.place());
        return taken.repeated()
                ? Response.ok(view).build()
                : Response.created(URI.create("bookings/" + view.id()))
                        .entity(view)
                        .build();
    }

    @GET
    @Operation(
            operationId = "bookings",
            summary = "What a contact has or waits for, or who has booked a class",
            description =
                    "Give contactId or occurrenceId. Of a class: who has a seat in the order they came, then the list.")
    public Page<BookingView> list(
            @Context SecurityContext security,
            @QueryParam("contactId") String contactId,
            @QueryParam("occurrenceId") String occurrenceId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        if ((contactId == null) == (occurrenceId == null)) {
            throw Problem.invalid(null, "FILTER_MISSING", "Give contactId or occurrenceId, one of them.");
        }
        List<Place> all = contactId == null
                ? bookings.of(actor(security), occurrenceId)
                : bookings.live(actor(security), contactId);
        int size = Page.limit(limit);
        int from = cursor == null ? 0 : Math.min(all.size(), Integer.parseInt(cursor));
        int to = Math.min(all.size(), from + size);
        return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null).map(BookingView::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "booking", summary = "One booking")
    public BookingView one(@Context SecurityContext security, @PathParam("id") String id) {
        return BookingView.of(bookings.one(actor(security), id));
    }

    @GET
    @Path("{id}/history")
    @Operation(
            operationId = "bookingHistory",
            summary = "What happened to a booking: why it is where it is on the list")
    public Page<HistoryView> history(@Context SecurityContext security, @PathParam("id") String id) {
        return new Page<>(
                bookings.history(actor(security), id).stream()
                        .map(HistoryView::of)
                        .toList(),
                null);
    }

    @POST
    @Path("{id}/cancellation")
    @Operation(operationId = "cancelBooking", summary = "Give the seats back, or leave the list; again changes nothing")
    @ApiResponse(
            responseCode = "200",
            description = "Given back",
            content = @Content(schema = @Schema(implementation = BookingView.class)))
    public Response cancel(@Context SecurityContext security, @PathParam("id") String id, GivingBack wanted) {
        String reason =
                wanted == null || wanted.reason() == null || wanted.reason().isBlank() ? null : wanted.reason();
        if (reason != null && reason.length() > 100) {
            throw Problem.invalid("/reason", "REASON_TOO_LONG", "reason may have 100 characters.");
        }
        return Response.ok(BookingView.of(bookings.cancel(actor(security), id, reason)))
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
