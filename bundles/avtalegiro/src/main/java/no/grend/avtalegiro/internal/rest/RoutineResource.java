package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.avtalegiro.internal.BankFiles;
import no.grend.avtalegiro.internal.Routine;
import no.grend.avtalegiro.internal.Routine.AssignmentChoice;
import no.grend.avtalegiro.internal.Routine.Made;
import no.grend.avtalegiro.internal.Routine.RunChoice;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.ledger.spi.Collector.Notice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The routine «Sending av AvtaleGiro-fil»: what can be chosen, and the file that it gives. */
@Component(service = RoutineResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("avtalegiro/routine")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class RoutineResource {

    private final Routine routine;
    private final FileShelf claimFiles;
    private final FileShelf cancellationFiles;

    @Activate
    public RoutineResource(@Reference Routine routine, @Reference BankFiles files) {
        this.routine = routine;
        this.claimFiles = new FileShelf(files, Kind.CLAIMS, "claim-files");
        this.cancellationFiles = new FileShelf(files, Kind.CANCELLATIONS, "cancellation-files");
    }

    /** What the routine can do. */
    public enum What {
        /** The claim file of a renewal period («betalingskrav»). */
        CLAIMS,
        /** What is marked to be stopped («nye sletteanmodninger»). */
        NEW_CANCELLATIONS,
        /** A whole claim file («reverser et helt oppdrag»). */
        REVERSAL
    }

    /**
     * What to do.
     *
     * @param what {@code CLAIMS}, {@code NEW_CANCELLATIONS} or {@code REVERSAL}
     * @param run for {@code CLAIMS}: the renewal run
     * @param notice for {@code CLAIMS}: {@code BANK} or {@code SELF}
     * @param claimFileId for {@code REVERSAL}
     */
    public record Order(String what, String run, String notice, String claimFileId) {}

    /** A renewal period. @param file the newest with living claims of it, to be fetched again; null for none */
    public record Run(
            String run,
            String kind,
            LocalDate dueDate,
            Instant issuedAt,
            long invoices,
            Ore total,
            Map<State, Long> claims,
            long withoutClaim,
            FileAnswer file,
            boolean possible,
            List<NoticeUntil> notices,
            String explanation) {}

    /** A way to tell the payers. @param until Europe/Oslo with offset */
    public record NoticeUntil(Notice notice, boolean possible, String until) {}

    /** An assignment. @param until Europe/Oslo with offset */
    public record Assignment(
            FileAnswer file, Map<State, Long> claims, boolean possible, String until, String explanation) {}

    /** What can be chosen, newest first. @param newCancellations how many claims are marked to be stopped */
    public record Dialog(List<Run> runs, long newCancellations, List<Assignment> assignments) {}

    @GET
    @Operation(
            operationId = "avtaleGiroRoutine",
            summary =
                    "What the AvtaleGiro routine can make: renewal periods, new cancellations, assignments to reverse")
    public Dialog dialog(@Context SecurityContext security, @QueryParam("limit") Integer limit) {
        Routine.Choices choices = routine.choices(Fields.actor(security), limit);
        return new Dialog(
                choices.runs().stream().map(RoutineResource::run).toList(),
                choices.newCancellations(),
                choices.assignments().stream().map(RoutineResource::assignment).toList());
    }

    @POST
    @Operation(
            operationId = "runAvtaleGiroRoutine",
            summary = "Make the file, or give the one that was made before (200); send it in the bank's web solution",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        content = @Content(schema = @Schema(implementation = FileAnswer.class))),
                @ApiResponse(
                        responseCode = "200",
                        description = "The file was made before; its bytes are the same",
                        content = @Content(schema = @Schema(implementation = FileAnswer.class)))
            })
    public Response make(
            @Context SecurityContext security, @HeaderParam("Idempotency-Key") String header, Order asked) {
        Actor actor = Fields.actor(security);
        What what = Asked.given(
                "what",
                Asked.oneOf(What.class, "what", Asked.body(asked).what()),
                "give CLAIMS, NEW_CANCELLATIONS or REVERSAL");
        IdempotencyKey key = IdempotencyKey.of(header, asked);
        return switch (what) {
            case CLAIMS -> claims(actor, asked, key);
            case NEW_CANCELLATIONS -> cancellationFiles.created(routine.newCancellations(actor, key));
            case REVERSAL ->
                cancellationFiles.created(routine.reversal(
                        actor, Asked.text("claimFileId", asked.claimFileId(), "say which claim file to reverse"), key));
        };
    }

    private Response claims(Actor actor, Order asked, IdempotencyKey key) {
        String run = Asked.text("run", asked.run(), "say which renewal run to make the file for");
        Made made = routine.claims(actor, run, Asked.oneOf(Notice.class, "notice", asked.notice()), key);
        return made.again() ? claimFiles.again(made.file()) : claimFiles.created(made.file());
    }

    private static Run run(RunChoice choice) {
        return new Run(
                choice.run(),
                choice.kind(),
                choice.dueDate(),
                choice.issuedAt(),
                choice.invoices(),
                choice.total(),
                choice.claims(),
                choice.withoutClaim(),
                choice.latestFile() == null ? null : FileAnswer.of(choice.latestFile(), null),
                choice.possible(),
                choice.windows().stream()
                        .map(window ->
                                new NoticeUntil(window.notice(), window.possible(), Fields.instant(window.until())))
                        .toList(),
                choice.explanation());
    }

    private static Assignment assignment(AssignmentChoice choice) {
        return new Assignment(
                FileAnswer.of(choice.file(), null),
                choice.claims(),
                choice.possible(),
                Fields.instant(choice.until()),
                choice.explanation());
    }
}
