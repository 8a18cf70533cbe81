package no.grend.invoicepdf.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.core.UriInfo;
import no.grend.identity.Actor;
import no.grend.invoicepdf.Pdf;
import no.grend.invoicepdf.internal.dispatch.Stacks;
import no.grend.invoicepdf.internal.store.StackTable.Stack;
import no.grend.job.Started;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Letters to print («brevbunker»): each letter in one stack, each stack one PDF whose bytes stay. */
@Component(service = LetterStackResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("letter-stacks")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "letter-stacks")
public final class LetterStackResource {

    private final Stacks stacks;

    @Activate
    public LetterStackResource(@Reference Stacks stacks) {
        this.stacks = stacks;
    }

    /**
     * A stack to make.
     *
     * @param run only letters of this invoice run; null for all that wait
     * @param twoSided whether paper is printed on both sides, so that every letter begins on a front side; null is no
     */
    public record NewStack(String run, Boolean twoSided) {}

    /** A stack whose file is made. */
    public record StackAnswer(
            String id, String run, boolean twoSided, int letters, long size, String sha256, Instant createdAt) {

        static StackAnswer of(Stack stack) {
            return new StackAnswer(
                    stack.id(),
                    stack.run(),
                    stack.twoSided(),
                    stack.letters(),
                    stack.size(),
                    stack.sha256(),
                    stack.createdAt());
        }
    }

    @POST
    @Operation(
            operationId = "printLetters",
            summary = "Set all letters that wait as one PDF and mark them as printed; follow the job it gives")
    @ApiResponse(
            responseCode = "202",
            description = "Begun; follow the job at Location. Its result names the stack",
            content = @Content(schema = @Schema(implementation = Started.class)))
    public Response print(
            @Context SecurityContext security,
            @Context UriInfo uri,
            @HeaderParam("Idempotency-Key") String key,
            NewStack asked) {
        NewStack wanted = asked == null ? new NewStack(null, null) : asked;
        String job = stacks.order(
                actor(security), wanted.run(), Boolean.TRUE.equals(wanted.twoSided()), IdempotencyKey.of(key, wanted));
        URI location = uri.getBaseUriBuilder().path("jobs").path(job).build();
        return Response.accepted(Started.of(job)).location(location).build();
    }

    @GET
    @Operation(operationId = "listLetterStacks", summary = "Stacks of letters, newest first")
    public Page<StackAnswer> list(
            @Context SecurityContext security,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return stacks.page(actor(security), limit, cursor).map(StackAnswer::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getLetterStack", summary = "A stack of letters")
    public StackAnswer get(@Context SecurityContext security, @PathParam("id") String id) {
        return StackAnswer.of(stacks.one(actor(security), id));
    }

    @GET
    @Path("{id}/content")
    @Produces({Pdf.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(operationId = "getLetterStackContent", summary = "The very PDF, the same each time")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = Pdf.MEDIA_TYPE, schema = @Schema(type = "string", format = "binary")))
    public Response content(@Context SecurityContext security, @Context Request request, @PathParam("id") String id) {
        Stack stack = stacks.one(actor(security), id);
        EntityTag tag = new EntityTag(stack.sha256());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.tag(tag).build();
        }
        stacks.fetched(actor(security), stack);
        StreamingOutput bytes = out -> stacks.copy(stack, out);
        return Response.ok(bytes, Pdf.MEDIA_TYPE)
                .tag(tag)
                .header(HttpHeaders.CONTENT_LENGTH, stack.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"brev-" + stack.id() + ".pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
