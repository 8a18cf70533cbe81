package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.avtalegiro.internal.ClaimPlaceholders;
import no.grend.avtalegiro.internal.ClaimTexts;
import no.grend.avtalegiro.internal.ClaimTexts.Text;
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What the bank's notice tells the payers: read, changed, tried out. */
@Component(service = ClaimTextResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("avtalegiro/claim-text")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class ClaimTextResource {

    private final ClaimTexts texts;

    @Activate
    public ClaimTextResource(@Reference ClaimTexts texts) {
        this.texts = texts;
    }

    /** The text in force. @param placeholders what a template may hold */
    public record Answer(String template, boolean builtIn, int version, List<ClaimPlaceholders.Item> placeholders) {}

    /** A text to use from now on. */
    public record NewText(String template) {}

    /** What to try. @param template null for the one in force @param invoiceId null for a made-up invoice */
    public record Trial(String template, String invoiceId) {}

    @GET
    @Operation(
            operationId = "claimText",
            summary = "The text of the bank's notice, and its placeholders",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = @Content(schema = @Schema(implementation = Answer.class))))
    public Response text(@Context SecurityContext security) {
        return answer(texts.text(Fields.actor(security)));
    }

    @PUT
    @Operation(
            operationId = "changeClaimText",
            summary = "Word the bank's notice anew; files that are made keep theirs",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = @Content(schema = @Schema(implementation = Answer.class))))
    public Response change(
            @Context SecurityContext security, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, NewText asked) {
        String template =
                Asked.text("template", Asked.body(asked).template(), "write the text, or DELETE for the usual");
        return answer(texts.change(Fields.actor(security), template, ETag.required(ifMatch)));
    }

    @DELETE
    @Operation(
            operationId = "resetClaimText",
            summary = "Go back to the text that Grend comes with",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = @Content(schema = @Schema(implementation = Answer.class))))
    public Response reset(@Context SecurityContext security, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return answer(texts.change(Fields.actor(security), null, ETag.required(ifMatch)));
    }

    @POST
    @Path("preview")
    @Operation(
            operationId = "previewClaimText",
            summary = "What a payer would be told, row by row; changes nothing",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = @Content(schema = @Schema(implementation = ClaimTexts.Preview.class))))
    public Response preview(@Context SecurityContext security, Trial asked) {
        Trial trial = asked == null ? new Trial(null, null) : asked;
        return Response.ok(texts.preview(Fields.actor(security), trial.template(), trial.invoiceId()))
                .build();
    }

    private static Response answer(Text text) {
        return Response.ok(new Answer(text.template(), text.builtIn(), text.version(), ClaimPlaceholders.all()))
                .header(HttpHeaders.ETAG, new ETag(text.version()).toString())
                .build();
    }
}
