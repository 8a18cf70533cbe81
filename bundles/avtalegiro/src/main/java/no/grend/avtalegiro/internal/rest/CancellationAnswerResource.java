package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
import no.grend.avtalegiro.internal.BankAnswers;
import no.grend.avtalegiro.internal.CancellationAnswers;
import no.grend.avtalegiro.internal.rest.RegisteredAnswers.Item;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What the bank network answered to a cancellation file, registered by hand. */
@Component(service = CancellationAnswerResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("cancellation-files/{id}/answers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class CancellationAnswerResource {

    private final CancellationAnswers answers;
    private final BankAnswers kept;

    @Activate
    public CancellationAnswerResource(@Reference CancellationAnswers answers, @Reference BankAnswers kept) {
        this.answers = answers;
        this.kept = kept;
    }

    @POST
    @Operation(
            operationId = "registerCancellationAnswer",
            summary = "Register what the bank answered to the file or to lines of it; the same again changes nothing")
    @ApiResponse(
            responseCode = "200",
            description = "Registered, now or before",
            content = @Content(schema = @Schema(implementation = RegisteredAnswers.class)))
    public RegisteredAnswers register(@Context SecurityContext security, @PathParam("id") String id, NewAnswer asked) {
        return RegisteredAnswers.of(
                answers.register(Fields.actor(security), id, Asked.body(asked).told()));
    }

    @GET
    @Operation(operationId = "cancellationAnswers", summary = "What the bank answered: to the file, then line by line")
    public Page<Item> answers(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return kept.answers(Fields.actor(security), Kind.CANCELLATIONS, id, limit, cursor)
                .map(Item::of);
    }
}
