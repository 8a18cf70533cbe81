package no.grend.courses.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.courses.internal.Cancelling.Consequence;
import no.grend.courses.internal.Courses;
import no.grend.courses.internal.Registering.Wanted;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.Ending;
import no.grend.courses.internal.store.Registration.Pays;
import no.grend.courses.internal.store.Registration.Person;
import no.grend.courses.internal.store.Registration.State;
import no.grend.identity.Actor;
import no.grend.invoicepdf.Pdf;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.seats.Place;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Registrations for courses («påmeldinger»), made and cancelled by staff for anybody (S1-40, S1-41). */
@Component(service = CourseRegistrationsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("course-registrations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "courses")
public final class CourseRegistrationsResource {

    private final Courses courses;

    @Activate
    public CourseRegistrationsResource(@Reference Courses courses) {
        this.courses = courses;
    }

    /**
     * Who comes to what.
     *
     * @param payerId who pays; null for who comes
     * @param invoice whether an invoice is sent, which books at once; else a link to pay by, while the seat is held
     * @param orWait whether to go on the list when there is no seat
     */
    public record NewRegistration(String courseId, String contactId, String payerId, Boolean invoice, Boolean orWait) {}

    /** How it is cancelled. @param kept of the price, instead of what the course's rules say; null by the rules @param reason for staff */
    public record Cancellation(Ore kept, String reason) {}

    /**
     * Who it is.
     *
     * @param contactId who comes, of the register; null for somebody new
     * @param payerId who buys for them, likewise; null as well when the applicant comes themselves
     * @param alike true when whoever is new only looks like somebody in the register; null for no
     */
    public record Approval(String contactId, String payerId, Boolean alike) {}

    /** Why not. @param reason 1-300 characters, told to the applicant as it stands */
    public record Refusal(String reason) {}

    /**
     * A registration as staff read it.
     *
     * @param position on the waiting list, from 1; 0 when not waiting
     * @param until until when the seat is held; null else
     * @param possibleDuplicateOf a contact that the applicant may be; null for none
     */
    record RegistrationView(
            String id,
            String courseId,
            State state,
            String contactId,
            String payerId,
            Pays pays,
            Ore price,
            int position,
            Instant until,
            String invoiceId,
            Ending ending,
            String reason,
            String possibleDuplicateOf,
            String language,
            String createdBy,
            Instant createdAt,
            Instant changedAt) {

        static RegistrationView of(Registration one, Optional<Place> place) {
            return new RegistrationView(
                    one.id(),
                    one.courseId(),
                    one.state(),
                    one.contactId(),
                    one.payerId(),
                    one.pays(),
                    one.price(),
                    place.map(Place::position).orElse(0),
                    place.map(Place::until).orElse(null),
                    one.invoiceId(),
                    one.ending(),
                    one.reason(),
                    one.likeContactId(),
                    one.language(),
                    one.createdBy(),
                    one.createdAt(),
                    one.changedAt());
        }
    }

    @POST
    @Operation(
            operationId = "registerForCourse",
            summary = "Registers a contact for a course",
            description = "The price is worked out here. 409 says why there is no seat.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RegistrationView.class)))
    public Response register(
            @Context SecurityContext security,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            NewRegistration asked) {
        Asked.body(asked);
        Wanted wanted = new Wanted(
                asked.courseId(),
                asked.contactId(),
                asked.payerId(),
                Boolean.TRUE.equals(asked.invoice()),
                Boolean.TRUE.equals(asked.orWait()));
        Registration made =
                courses.registering().begin(actor(security), wanted, null, IdempotencyKey.of(idempotencyKey, asked));
        return Response.created(URI.create("course-registrations/" + made.id()))
                .entity(view(made))
                .build();
    }

    @GET
    @Operation(operationId = "listCourseRegistrations", summary = "Registrations, newest first")
    public Page<RegistrationView> list(
            @Context SecurityContext security,
            @QueryParam("courseId") String courseId,
            @QueryParam("contactId") String contactId,
            @QueryParam("state") State state,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return courses.registrations()
                .page(actor(security), courseId, contactId, state, limit, cursor)
                .map(this::view);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getCourseRegistration", summary = "One registration")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RegistrationView.class)))
    public RegistrationView one(@Context SecurityContext security, @PathParam("id") String id) {
        return view(courses.registrations().one(actor(security), id));
    }

    @GET
    @Path("{id}/cancellation")
    @Operation(operationId = "courseCancellationConsequence", summary = "What cancelling it now would come to")
    public Consequence consequence(@Context SecurityContext security, @PathParam("id") String id) {
        return courses.cancelling().consequence(actor(security), id);
    }

    @POST
    @Path("{id}/cancellation")
    @Operation(
            operationId = "cancelCourseRegistration",
            summary = "Cancels it: the seat goes to the next, and what is not kept is credited or given back",
            description = "Again it changes nothing.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RegistrationView.class)))
    public Response cancel(@Context SecurityContext security, @PathParam("id") String id, Cancellation asked) {
        Cancellation how = asked == null ? new Cancellation(null, null) : asked;
        return Response.ok(view(courses.cancelling().cancel(actor(security), id, null, how.kept(), how.reason())))
                .build();
    }

    @GET
    @Path("{id}/applicant")
    @Operation(operationId = "courseApplicant", summary = "What an applicant told who waits for staff, state=REVIEW")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Person.class)))
    public Person applicant(@Context SecurityContext security, @PathParam("id") String id) {
        courses.registrations().one(actor(security), id);
        return courses.strangers().applicant(actor(security), id);
    }

    @POST
    @Path("{id}/approval")
    @Operation(
            operationId = "approveCourseRegistration",
            summary = "Lets an applicant go on who waits for staff",
            description =
                    "Name contactId when whoever comes is in the register already, and payerId when whoever buys for"
                            + " them is. A new child gets the buyer as guardian; of one in the register staff confirm guardians.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RegistrationView.class)))
    public Response approve(@Context SecurityContext security, @PathParam("id") String id, Approval asked) {
        String contactId = asked == null ? null : asked.contactId();
        String payerId = asked == null ? null : asked.payerId();
        boolean alike = asked != null && Boolean.TRUE.equals(asked.alike());
        return Response.ok(view(courses.strangers().approve(actor(security), id, contactId, payerId, alike)))
                .build();
    }

    @POST
    @Path("{id}/refusal")
    @Operation(operationId = "refuseCourseRegistration", summary = "Refuses an applicant who waits for staff")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RegistrationView.class)))
    public Response refuse(@Context SecurityContext security, @PathParam("id") String id, Refusal asked) {
        return Response.ok(view(courses.strangers()
                        .refuse(actor(security), id, Asked.body(asked).reason())))
                .build();
    }

    @GET
    @Path("{id}/certificate")
    @Produces(Pdf.MEDIA_TYPE)
    @Operation(
            operationId = "courseCertificate",
            summary = "The certificate of a participant who was at enough of the sessions, as PDF/UA",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = Pdf.MEDIA_TYPE,
                                            schema = @Schema(type = "string", format = "binary"))))
    public Response certificate(@Context SecurityContext security, @PathParam("id") String id) {
        Registration registration = courses.registrations().one(actor(security), id);
        return Response.ok(courses.participants().certificate(registration), Pdf.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"kursbevis.pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private RegistrationView view(Registration registration) {
        return RegistrationView.of(registration, courses.registrations().place(registration));
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
