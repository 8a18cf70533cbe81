package no.grend.dunning.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.dunning.internal.PaperLetters;
import no.grend.dunning.internal.PrintQueue;
import no.grend.dunning.internal.store.Step.State;
import no.grend.identity.Actor;
import no.grend.invoicepdf.Pdf;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Letters on paper: the print queue («utskriftskø»). */
@Component(service = DunningLetterResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("dunning-letters")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dunning")
public final class DunningLetterResource {

    private static final int MOST_AT_ONCE = 1_000;

    private final PrintQueue queue;
    private final PaperLetters paper;

    @Activate
    public DunningLetterResource(@Reference PrintQueue queue, @Reference PaperLetters paper) {
        this.queue = queue;
        this.paper = paper;
    }

    /** Letters that were posted. */
    public record Posted(List<String> ids) {}

    /** Why a letter is taken back. */
    public record Withdrawal(String why) {}

    @GET
    @Operation(operationId = "dunningLetters", summary = "Letters on paper, in the order they were made")
    public Page<Told.Letter> list(
            @Context SecurityContext security,
            @QueryParam("state") String state,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        State wanted = Asked.oneOf(State.class, "state", state);
        return queue.letters(actor(security), wanted == null ? State.QUEUED : wanted, limit, cursor)
                .map(Told.Letter::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "dunningLetter", summary = "A letter, explained")
    public Response letter(@Context SecurityContext security, @PathParam("id") String id) {
        return Response.ok(Told.Letter.of(queue.letter(actor(security), id))).build();
    }

    @GET
    @Path("{id}/text")
    @Operation(operationId = "dunningLetterText", summary = "What the letter says, and to whom")
    public PaperLetters.Sheet text(@Context SecurityContext security, @PathParam("id") String id) {
        return paper.sheet(actor(security), id);
    }

    @GET
    @Path("{id}/pdf")
    @Produces({Pdf.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(operationId = "dunningLetterPdf", summary = "The letter for print")
    public Response pdf(@Context SecurityContext security, @PathParam("id") String id) {
        Pdf pdf = paper.pdf(actor(security), id);
        return Response.ok(pdf.content(), Pdf.MEDIA_TYPE)
                .header("Content-Disposition", "inline; filename=\"" + pdf.name() + "\"")
                .build();
    }

    @POST
    @Path("posted")
    @Operation(
            operationId = "dunningLettersPosted",
            summary = "Tell that letters were posted today: all of them or none")
    public List<Told.Letter> posted(@Context SecurityContext security, Posted asked) {
        Asked.body(asked);
        List<String> ids = Asked.given("ids", asked.ids(), "name the letters");
        if (ids.size() > MOST_AT_ONCE) {
            throw Problem.invalid(
                    "/ids", "TOO_MANY_IDS", "ids names more than 1,000 letters; send them in several calls.");
        }
        return queue.posted(actor(security), ids).stream().map(Told.Letter::of).toList();
    }

    @POST
    @Path("{id}/withdrawal")
    @Operation(
            operationId = "withdrawDunningLetter",
            summary = "Take back a letter that was not posted; its charges are waived")
    public Response withdraw(@Context SecurityContext security, @PathParam("id") String id, Withdrawal asked) {
        Asked.body(asked);
        String why = Asked.text("why", asked.why(), "say why it is taken back");
        return Response.ok(Told.Letter.of(queue.withdraw(actor(security), id, why)))
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
