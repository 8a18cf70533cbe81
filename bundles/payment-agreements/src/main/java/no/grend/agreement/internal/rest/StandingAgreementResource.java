package no.grend.agreement.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
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
import no.grend.agreement.DebitDay;
import no.grend.agreement.NewStandingAgreement;
import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreements;
import no.grend.agreement.StandingAgreements.Act;
import no.grend.agreement.StandingAgreements.AgreementEvent;
import no.grend.agreement.StandingAgreements.Debit;
import no.grend.agreement.StandingAgreements.Effect;
import no.grend.agreement.internal.rest.AgreementAnswer.EffectAnswer;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Standing payment agreements for staff, who change them on behalf of the payer and say why (S0-34). */
@Component(service = StandingAgreementResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("standing-agreements")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "standing agreements")
public final class StandingAgreementResource {

    private static final String WHY = "say why, such as who asked for it and when";

    private final StandingAgreements agreements;

    @Activate
    public StandingAgreementResource(@Reference StandingAgreements agreements) {
        this.agreements = agreements;
    }

    /**
     * An agreement to begin.
     *
     * @param debitDay 1-28, or LAST for the last day of the month
     * @param every null for MONTH
     * @param collection null for INVOICE
     * @param provider who holds the payer's consent; only with PROVIDER
     * @param start nothing is debited before this day; null for today
     * @param endsOn the last day on which anything is debited; null for no end
     * @param why may be null
     */
    public record NewAgreement(
            String contactId,
            Purpose purpose,
            Ore amount,
            String debitDay,
            Every every,
            CollectedBy collection,
            String provider,
            String start,
            String endsOn,
            String why) {}

    /** What to change; what is null or left out stays. @param why must be there */
    public record AgreementChange(
            Ore amount, String debitDay, Every every, CollectedBy collection, String provider, String why) {}

    /** A pause. @param until the first day on which it may be debited again; null until it is resumed */
    public record AgreementPause(String until, String why) {}

    /** An end. @param on the last day on which it may be debited; null for today */
    public record AgreementEnd(String on, String why) {}

    /** Why something is done. */
    public record AgreementReason(String why) {}

    @POST
    @Operation(
            operationId = "beginStandingAgreement",
            summary = "Begin a standing agreement",
            description = "Some days before each debit date it becomes an ordinary invoice that is due on it."
                    + " nextDebit tells when that is the first time.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = AgreementAnswer.class)))
    public Response begin(
            @Context SecurityContext security, @HeaderParam("Idempotency-Key") String key, NewAgreement asked) {
        Asked.body(asked);
        NewStandingAgreement wanted = new NewStandingAgreement(
                asked.contactId(),
                asked.purpose(),
                asked.amount(),
                DebitDay.parse("debitDay", asked.debitDay()),
                asked.every(),
                asked.collection(),
                asked.provider(),
                asked.start() == null ? null : Asked.date("start", asked.start()),
                asked.endsOn() == null ? null : Asked.date("endsOn", asked.endsOn()),
                asked.why());
        StandingAgreement begun = agreements.begin(actor(security), wanted, IdempotencyKey.of(key, wanted));
        return Response.created(URI.create("standing-agreements/" + begun.id()))
                .tag(new ETag(begun.version()).unquoted())
                .entity(AgreementAnswer.of(begun))
                .build();
    }

    @GET
    @Operation(
            operationId = "listStandingAgreements",
            summary = "Standing agreements, newest first; of a contact, or in a state, or all")
    public Page<AgreementAnswer> list(
            @Context SecurityContext security,
            @QueryParam("contactId") String contactId,
            @QueryParam("state") StandingAgreement.State state,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return agreements
                .agreements(actor(security), contactId, state, limit, cursor)
                .map(AgreementAnswer::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getStandingAgreement", summary = "A standing agreement")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AgreementAnswer.class)))
    public Response get(@Context SecurityContext security, @PathParam("id") String id) {
        StandingAgreement agreement = agreements
                .agreement(actor(security), id)
                .orElseThrow(() -> Problem.notFound("There is no such agreement."));
        return Response.ok(AgreementAnswer.of(agreement))
                .tag(new ETag(agreement.version()).unquoted())
                .build();
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "changeStandingAgreement",
            summary = "Change what is debited, and when",
            description = "from tells the first debit date for which it counts: an invoice that is made is not changed."
                    + " With dryRun=true it is only told.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EffectAnswer.class)))
    public Response change(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            @QueryParam("dryRun") boolean dryRun,
            AgreementChange asked) {
        Asked.body(asked);
        Act act = new Act.Change(
                asked.amount(),
                DebitDay.parse("debitDay", asked.debitDay()),
                asked.every(),
                asked.collection(),
                asked.provider());
        ETag seen = dryRun ? null : ETag.required(ifMatch);
        return done(actor(security), id, seen, dryRun, act, asked.why());
    }

    @POST
    @Path("{id}/pause")
    @Operation(
            operationId = "pauseStandingAgreement",
            summary = "Debit nothing for a time; periods that pass meanwhile are not debited later")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EffectAnswer.class)))
    public Response pause(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            @QueryParam("dryRun") boolean dryRun,
            AgreementPause asked) {
        Asked.body(asked);
        Act act = new Act.Pause(asked.until() == null ? null : Asked.date("until", asked.until()));
        return done(actor(security), id, seen(ifMatch), dryRun, act, asked.why());
    }

    @POST
    @Path("{id}/resumption")
    @Operation(operationId = "resumeStandingAgreement", summary = "End a pause")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EffectAnswer.class)))
    public Response resume(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            @QueryParam("dryRun") boolean dryRun,
            AgreementReason asked) {
        Asked.body(asked);
        return done(actor(security), id, seen(ifMatch), dryRun, new Act.Resume(), asked.why());
    }

    @POST
    @Path("{id}/end")
    @Operation(
            operationId = "endStandingAgreement",
            summary = "End an agreement",
            description = "An AvtaleGiro mandate lives on in the payer's bank, where only the payer can end it.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EffectAnswer.class)))
    public Response end(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            @QueryParam("dryRun") boolean dryRun,
            AgreementEnd asked) {
        Asked.body(asked);
        Act act = new Act.End(asked.on() == null ? null : Asked.date("on", asked.on()));
        return done(actor(security), id, seen(ifMatch), dryRun, act, asked.why());
    }

    @GET
    @Path("{id}/history")
    @Operation(operationId = "standingAgreementHistory", summary = "All that was done to an agreement, oldest first")
    public List<AgreementEvent> history(@Context SecurityContext security, @PathParam("id") String id) {
        return agreements.history(actor(security), id);
    }

    @GET
    @Path("{id}/debits")
    @Operation(
            operationId = "standingAgreementDebits",
            summary = "The invoices that an agreement became, newest first, at most 200")
    public List<Debit> debits(@Context SecurityContext security, @PathParam("id") String id) {
        return agreements.debits(actor(security), id);
    }

    private Response done(Actor actor, String id, ETag seen, boolean dryRun, Act act, String why) {
        Effect effect = dryRun
                ? agreements.foresee(actor, id, act)
                : agreements.act(actor, id, seen, act, Asked.text("why", why, WHY));
        return Response.ok(EffectAnswer.of(dryRun, effect))
                .tag(new ETag(effect.after().version()).unquoted())
                .build();
    }

    private static ETag seen(String ifMatch) {
        return ifMatch == null ? null : ETag.required(ifMatch);
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
