package no.grend.joining.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.joining.internal.ApplicationReview;
import no.grend.joining.internal.store.Application;
import no.grend.joining.internal.store.Application.Acceptance;
import no.grend.joining.internal.store.Application.Decision;
import no.grend.joining.internal.store.Application.Pays;
import no.grend.joining.internal.store.Application.Person;
import no.grend.joining.internal.store.Application.State;
import no.grend.joining.internal.store.Application.WaitsFor;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Applications to join («innmeldinger») for staff (S2-44 … S2-49). */
@Component(service = ApplicationsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("applications")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "joining")
public final class ApplicationsResource {

    private final ApplicationReview applications;

    @Activate
    public ApplicationsResource(@Reference ApplicationReview applications) {
        this.applications = applications;
    }

    /** Who the applicant is. @param contactId a contact of the register; null for somebody new */
    public record Approval(String contactId) {}

    /** Why not. @param reason 1-500 characters, told to the applicant as it stands */
    public record Refusal(String reason) {}

    /** The terms that were accepted. @param hash SHA-256 of them, hexadecimal */
    public record AcceptedTerms(String hash, Instant acceptedAt, String channel, String terms) {}

    /**
     * An application as staff read it.
     *
     * @param waitsFor why a person must look at it; null when nobody must
     * @param possibleDuplicateOf a contact of the same name and birth date; null for none
     * @param pays how the first period is paid; null before it is accepted
     * @param membershipId null before there is a membership
     */
    record ApplicationView(
            String id,
            State state,
            WaitsFor waitsFor,
            String categoryId,
            Person applicant,
            String language,
            Acceptance termsAccepted,
            String possibleDuplicateOf,
            String contactId,
            String membershipId,
            Pays pays,
            LocalDate from,
            String invoiceId,
            Instant invoiceSentAt,
            Instant createdAt,
            Instant changedAt,
            Decision decision) {

        static ApplicationView of(Application application) {
            boolean member = application.state() == State.JOINED;
            return new ApplicationView(
                    application.id(),
                    application.state(),
                    application.waitsFor(),
                    application.categoryId(),
                    application.person(),
                    application.language(),
                    application.acceptance(),
                    application.likeContactId(),
                    application.contactId(),
                    member ? application.membershipId() : null,
                    application.pays(),
                    application.from(),
                    application.invoiceId(),
                    application.invoiceSentAt(),
                    application.createdAt(),
                    application.changedAt(),
                    application.decision());
        }
    }

    @GET
    @Operation(
            operationId = "listApplications",
            summary = "Applications to join, newest first",
            description = "state=WAITING is «Sendt for godkjenning»: what staff must decide.")
    public Page<ApplicationView> list(
            @Context SecurityContext security,
            @QueryParam("state") State state,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return applications.page(actor(security), state, limit, cursor).map(ApplicationView::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getApplication", summary = "One application")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApplicationView.class)))
    public ApplicationView one(@Context SecurityContext security, @PathParam("id") String id) {
        return ApplicationView.of(applications.one(actor(security), id));
    }

    @GET
    @Path("{id}/terms")
    @Operation(operationId = "getAcceptedTerms", summary = "The terms that the applicant accepted, word for word")
    public AcceptedTerms terms(@Context SecurityContext security, @PathParam("id") String id) {
        Acceptance accepted = applications.one(actor(security), id).acceptance();
        return new AcceptedTerms(
                accepted.termsHash(),
                accepted.at(),
                accepted.channel(),
                applications.acceptedTerms(actor(security), id));
    }

    @POST
    @Path("{id}/approval")
    @Operation(
            operationId = "approveApplication",
            summary = "Approve: a member from today, invoiced as the organisation's settings say",
            description = "Again it gives the same. Name contactId when the applicant is in the register already.")
    @ApiResponse(
            responseCode = "200",
            description = "Approved",
            content = @Content(schema = @Schema(implementation = ApplicationView.class)))
    public ApplicationView approve(@Context SecurityContext security, @PathParam("id") String id, Approval asked) {
        return ApplicationView.of(applications.approve(actor(security), id, asked == null ? null : asked.contactId()));
    }

    @POST
    @Path("{id}/refusal")
    @Operation(operationId = "refuseApplication", summary = "Refuse, with a reason that the applicant is told")
    @ApiResponse(
            responseCode = "200",
            description = "Refused",
            content = @Content(schema = @Schema(implementation = ApplicationView.class)))
    public ApplicationView refuse(@Context SecurityContext security, @PathParam("id") String id, Refusal asked) {
        return ApplicationView.of(
                applications.refuse(actor(security), id, Asked.body(asked).reason()));
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
