package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.avtalegiro.MandateSignings;
import no.grend.avtalegiro.MandateSignings.MandateStanding;
import no.grend.avtalegiro.MandateSignings.Signing;
import no.grend.kernel.Asked;
import no.grend.kernel.Ore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The limit of a contact's mandate as far as it is known, and signing the mandate anew (S0-36 to S0-40); on behalf of the payer. */
@Component(service = MandateSigningResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("avtalegiro/signings/{contactId}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class MandateSigningResource {

    private final MandateSignings signings;

    @Activate
    public MandateSigningResource(@Reference MandateSignings signings) {
        this.signings = signings;
    }

    /** A limit, in øre a calendar month. */
    public record MandateLimit(Ore most) {}

    /** What the bank said. */
    public record SigningFailure(String why) {}

    /** How a mandate stands, and the signings of it, newest first. */
    public record SigningsAnswer(MandateStanding mandate, List<Signing> signings) {}

    @GET
    @Operation(
            operationId = "mandateSignings",
            summary = "A contact's mandate, its limit as far as it is known, and signings of it, newest first")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SigningsAnswer.class)))
    public SigningsAnswer read(@Context SecurityContext security, @PathParam("contactId") String contactId) {
        return new SigningsAnswer(
                signings.standing(Fields.actor(security), contactId),
                signings.signings(Fields.actor(security), contactId));
    }

    @PUT
    @Path("limit")
    @Operation(
            operationId = "sayMandateLimit",
            summary = "Write down the limit that stands in the payer's bank, as the payer says it")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MandateStanding.class)))
    public MandateStanding say(
            @Context SecurityContext security, @PathParam("contactId") String contactId, MandateLimit asked) {
        return signings.say(Fields.actor(security), contactId, most(asked));
    }

    @POST
    @Operation(operationId = "startMandateSigning", summary = "Start signing a mandate anew, for a higher limit")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Signing.class)))
    public Response start(
            @Context SecurityContext security, @PathParam("contactId") String contactId, MandateLimit asked) {
        Signing started = signings.start(Fields.actor(security), contactId, most(asked));
        return Response.status(Response.Status.CREATED).entity(started).build();
    }

    @POST
    @Path("{id}/cancellation")
    @Operation(operationId = "cancelMandateSigning", summary = "The payer turned back")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Signing.class)))
    public Signing cancel(
            @Context SecurityContext security, @PathParam("contactId") String contactId, @PathParam("id") String id) {
        return signings.cancel(Fields.actor(security), contactId, id);
    }

    @POST
    @Path("{id}/failure")
    @Operation(operationId = "failMandateSigning", summary = "The bank said no")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Signing.class)))
    public Signing fail(
            @Context SecurityContext security,
            @PathParam("contactId") String contactId,
            @PathParam("id") String id,
            SigningFailure asked) {
        String why = Asked.text("why", Asked.body(asked).why(), "say what the bank said");
        return signings.fail(Fields.actor(security), contactId, id, why);
    }

    private static Ore most(MandateLimit asked) {
        return Asked.given("most", Asked.body(asked).most(), "give {\"value\": <øre>, \"currency\": \"NOK\"}");
    }
}
