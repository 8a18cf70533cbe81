package no.grend.booking.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.timetable.Conflict;
import no.grend.booking.internal.timetable.OccurrenceDesk;
import no.grend.booking.internal.timetable.Timetable;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The timetable («timeplan») and its single classes, for staff. */
@Component(service = ClassOccurrencesResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("class-occurrences")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "booking")
public final class ClassOccurrencesResource {

    private static final int WEEK = 7;

    private final Timetable timetable;
    private final OccurrenceDesk desk;

    @Activate
    public ClassOccurrencesResource(@Reference Timetable timetable, @Reference OccurrenceDesk desk) {
        this.timetable = timetable;
        this.desk = desk;
    }

    /**
     * A class that is wanted, or what is to be different: null is as it is, and the empty text takes hall, instructor or note
     * away.
     */
    public record WantedOccurrence(
            String classTypeId,
            OffsetDateTime startsAt,
            Integer minutes,
            Integer capacity,
            String hallId,
            String instructorId,
            String note,
            Boolean acceptConflicts) {

        OccurrenceDesk.Wanted wanted() {
            return new OccurrenceDesk.Wanted(
                    classTypeId,
                    startsAt == null ? null : startsAt.toInstant(),
                    minutes,
                    capacity,
                    hallId,
                    instructorId,
                    note);
        }

        boolean accepts() {
            return Boolean.TRUE.equals(acceptConflicts);
        }
    }

    /** When copies are held. */
    public record Copies(List<OffsetDateTime> startsAt, Boolean acceptConflicts) {}

    /** Why a class is called off. @param reason 1-500 characters, told to those who have booked */
    public record CallingOff(String reason) {}

    /** A class that was set up or changed. @param conflicts that were accepted */
    record SetView(OccurrenceView occurrence, List<Conflict> conflicts) {}

    @GET
    @Operation(
            operationId = "classOccurrences",
            summary = "The timetable of some days, in order of time",
            description = "from and to are dates; to is not included, and a week later when not given.")
    public Page<OccurrenceView> timetable(
            @Context SecurityContext security,
            @QueryParam("from") LocalDate from,
            @QueryParam("to") LocalDate to,
            @QueryParam("classTypeId") String classTypeId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        LocalDate first = Asked.given("from", from, "give a date such as 2027-01-15");
        LocalDate last = to == null ? first.plusDays(WEEK) : to;
        return timetable
                .between(actor(security), midnight(first), midnight(last), classTypeId, limit, cursor)
                .map(OccurrenceView::of);
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(Oslo.ZONE).toInstant();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "classOccurrence", summary = "One class with its seats as they are now")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OccurrenceView.class)))
    public Response one(@Context SecurityContext security, @PathParam("id") String id) {
        var slot = timetable.one(actor(security), id);
        return Response.ok(OccurrenceView.of(slot))
                .tag(new ETag(slot.occurrence().version()).unquoted())
                .build();
    }

    @POST
    @Operation(operationId = "planClass", summary = "Set up a class that stands alone")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SetView.class)))
    public Response create(@Context SecurityContext security, WantedOccurrence wanted) {
        OccurrenceDesk.Set set = desk.create(actor(security), Asked.body(wanted).wanted(), wanted.accepts());
        return Response.created(
                        URI.create("class-occurrences/" + set.occurrence().id()))
                .tag(new ETag(set.occurrence().version()).unquoted())
                .entity(view(actor(security), set))
                .build();
    }

    @POST
    @Path("{id}/copies")
    @Operation(operationId = "copyClass", summary = "Set up the same class at other times, without who takes part")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SetView.class)))
    public Response copy(@Context SecurityContext security, @PathParam("id") String id, Copies wanted) {
        List<Instant> times = Asked.given("startsAt", Asked.body(wanted).startsAt(), "give a list of times").stream()
                .map(OffsetDateTime::toInstant)
                .toList();
        List<SetView> made =
                desk.copy(actor(security), id, times, Boolean.TRUE.equals(wanted.acceptConflicts())).stream()
                        .map(set -> view(actor(security), set))
                        .toList();
        return Response.status(Response.Status.CREATED)
                .entity(new Page<>(made, null))
                .build();
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "changeClass",
            summary = "Move one class, or change its seats, hall, instructor or note",
            description = "Whoever has booked is told of another time or hall. More seats let in who waits; fewer send"
                    + " nobody away.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SetView.class)))
    public Response change(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            WantedOccurrence wanted) {
        int version = ETag.required(ifMatch).version();
        OccurrenceDesk.Set set =
                desk.change(actor(security), id, version, Asked.body(wanted).wanted(), wanted.accepts());
        return Response.ok(view(actor(security), set))
                .tag(new ETag(set.occurrence().version()).unquoted())
                .build();
    }

    @POST
    @Path("{id}/cancellation")
    @Operation(operationId = "callOffClass", summary = "Call a class off: all are released and told")
    @ApiResponse(
            responseCode = "200",
            description = "Called off",
            content = @Content(schema = @Schema(implementation = OccurrenceView.class)))
    public Response callOff(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            CallingOff wanted) {
        int version = ETag.required(ifMatch).version();
        Occurrence off =
                desk.callOff(actor(security), id, version, Asked.body(wanted).reason());
        return Response.ok(OccurrenceView.of(timetable.one(actor(security), id)))
                .tag(new ETag(off.version()).unquoted())
                .build();
    }

    private SetView view(Actor actor, OccurrenceDesk.Set set) {
        return new SetView(
                OccurrenceView.of(timetable.one(actor, set.occurrence().id())), set.conflicts());
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
