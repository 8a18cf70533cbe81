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
import javax.ws.rs.DELETE;
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
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.Series;
import no.grend.booking.internal.timetable.Conflict;
import no.grend.booking.internal.timetable.NewSeries;
import no.grend.booking.internal.timetable.SeriesEnding;
import no.grend.booking.internal.timetable.SeriesPlanner;
import no.grend.booking.internal.timetable.SeriesPlanner.Planned;
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

/** Classes that come again («timeserier») for staff. */
@Component(service = ClassSeriesResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("class-series")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "booking")
public final class ClassSeriesResource {

    private final SeriesPlanner planner;
    private final SeriesEnding ending;

    @Activate
    public ClassSeriesResource(@Reference SeriesPlanner planner, @Reference SeriesEnding ending) {
        this.planner = planner;
        this.ending = ending;
    }

    /**
     * A series that is wanted; in a copy what is null is as in the one that is copied.
     *
     * @param startsAt time of day in Oslo, {@code 17:30}
     * @param recurrence RFC 5545, {@code FREQ=WEEKLY;BYDAY=MO,TH}
     * @param holidays false leaves public holidays out, which 24 and 31 December are not
     * @param acceptConflicts true holds the classes although a hall or an instructor is taken
     */
    public record WantedSeries(
            String classTypeId,
            LocalDate firstDay,
            String startsAt,
            String recurrence,
            Integer minutes,
            Integer capacity,
            String hallId,
            String instructorId,
            Boolean holidays,
            Boolean acceptConflicts) {

        NewSeries series() {
            return new NewSeries(
                    classTypeId, firstDay, startsAt, recurrence, minutes, capacity, hallId, instructorId, holidays);
        }
    }

    /** A series. @param madeUntil its occurrences are made until this day, and the rest as time goes */
    public record SeriesView(
            String id,
            String classTypeId,
            LocalDate firstDay,
            String startsAt,
            String recurrence,
            int minutes,
            int capacity,
            String hallId,
            String instructorId,
            boolean holidays,
            LocalDate madeUntil,
            boolean ended) {

        static SeriesView of(Series series) {
            return new SeriesView(
                    series.id(),
                    series.classTypeId(),
                    series.firstDay(),
                    series.first().toLocalTime().toString(),
                    series.recurrence(),
                    series.minutes(),
                    series.capacity(),
                    series.hallId(),
                    series.instructorId(),
                    series.holidays(),
                    series.madeUntil(),
                    series.ended());
        }
    }

    /** What was set up. @param holidays public holidays among the days @param conflicts that were accepted */
    public record PlannedView(SeriesView series, int occurrences, List<LocalDate> holidays, List<Conflict> conflicts) {}

    /**
     * How a series is to end.
     *
     * @param from first day without it
     * @param booked what becomes of classes that somebody has booked or waits for
     * @param reason 1-500 characters, told to those who are released
     * @param preview true only counts; null is no
     */
    public record WantedEnding(LocalDate from, SeriesEnding.Booked booked, String reason, Boolean preview) {

        SeriesEnding.Wanted wanted() {
            return new SeriesEnding.Wanted(from, booked, reason, Boolean.TRUE.equals(preview));
        }
    }

    /** A class that is held all the same. */
    public record KeptView(String id, OffsetDateTime startsAt) {

        static KeptView of(Occurrence kept) {
            return new KeptView(kept.id(), kept.startsAt().atZone(Oslo.ZONE).toOffsetDateTime());
        }
    }

    /**
     * What came of it, or would.
     *
     * @param calledOff classes that are called off
     * @param released people who lose a seat or a place on the list
     */
    public record EndedView(SeriesView series, int calledOff, int released, List<KeptView> kept) {}

    @POST
    @Operation(
            operationId = "planClassSeries",
            summary = "Set up a class that comes again, a year ahead",
            description = "409 with errors when a hall or an instructor is taken, unless acceptConflicts is true.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PlannedView.class)))
    public Response plan(@Context SecurityContext security, WantedSeries wanted) {
        Asked.body(wanted);
        return planned(planner.plan(actor(security), wanted.series(), Boolean.TRUE.equals(wanted.acceptConflicts())));
    }

    @POST
    @Path("{id}/copies")
    @Operation(
            operationId = "copyClassSeries",
            summary = "Set up the same class on other days or at another time, without who takes part")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PlannedView.class)))
    public Response copy(@Context SecurityContext security, @PathParam("id") String id, WantedSeries changes) {
        Asked.body(changes);
        return planned(
                planner.copy(actor(security), id, changes.series(), Boolean.TRUE.equals(changes.acceptConflicts())));
    }

    @GET
    @Operation(operationId = "classSeries", summary = "Series, oldest first")
    public Page<SeriesView> list(
            @Context SecurityContext security,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return planner.page(actor(security), limit, cursor).map(SeriesView::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "oneClassSeries", summary = "One series")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SeriesView.class)))
    public Response one(@Context SecurityContext security, @PathParam("id") String id) {
        return answer(planner.one(actor(security), id));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "endClassSeries",
            summary = "Make no more occurrences of a series",
            description = "Those that stand are held; class-series/{id}/ending calls them off too.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SeriesView.class)))
    public Response end(
            @Context SecurityContext security, @PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        return answer(planner.end(actor(security), id, ETag.required(ifMatch).version()));
    }

    @POST
    @Path("{id}/ending")
    @Operation(
            operationId = "endClassSeriesFrom",
            summary = "End a series from a day on: call off what stands, or count it first",
            description =
                    "Of classes that somebody has booked or waits for, RELEASE calls them off too, and all are told"
                            + " the reason; KEEP holds them.")
    @ApiResponse(
            responseCode = "200",
            description = "What was called off, or would be",
            content = @Content(schema = @Schema(implementation = EndedView.class)))
    public Response endFrom(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            WantedEnding wanted) {
        int version = ETag.required(ifMatch).version();
        SeriesEnding.Ended ended =
                ending.end(actor(security), id, version, Asked.body(wanted).wanted());
        return Response.ok(new EndedView(
                        SeriesView.of(ended.series()),
                        ended.calledOff(),
                        ended.released(),
                        ended.kept().stream().map(KeptView::of).toList()))
                .tag(new ETag(ended.series().version()).unquoted())
                .build();
    }

    private static Response planned(Planned planned) {
        return Response.created(URI.create("class-series/" + planned.series().id()))
                .tag(new ETag(planned.series().version()).unquoted())
                .entity(new PlannedView(
                        SeriesView.of(planned.series()),
                        planned.occurrences(),
                        planned.holidays(),
                        planned.conflicts()))
                .build();
    }

    private static Response answer(Series series) {
        return Response.ok(SeriesView.of(series))
                .tag(new ETag(series.version()).unquoted())
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
