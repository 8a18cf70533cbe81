package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
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
import no.grend.avtalegiro.internal.BankAnswers;
import no.grend.avtalegiro.internal.BankAnswers.Registered;
import no.grend.avtalegiro.internal.BankAnswers.Told;
import no.grend.avtalegiro.internal.store.Answer;
import no.grend.avtalegiro.internal.store.Answer.Outcome;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What the bank network answered to a claim file, registered by hand. */
@Component(service = ClaimAnswerResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("claim-files/{id}/answers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class ClaimAnswerResource {

    private final BankAnswers answers;

    @Activate
    public ClaimAnswerResource(@Reference BankAnswers answers) {
        this.answers = answers;
    }

    /**
     * An answer to register.
     *
     * @param outcome {@code ACCEPTED} or {@code REJECTED}
     * @param reason needed when rejected
     * @param text what the receipt says; needed with the reason {@code OTHER}
     * @param answeredOn the receipt's date; null for today
     * @param invoiceIds the lines that it is about; null for the whole file
     */
    public record NewAnswer(String outcome, String reason, String text, String answeredOn, List<String> invoiceIds) {

        Told told() {
            return new Told(
                    Asked.oneOf(Outcome.class, "outcome", outcome),
                    Asked.oneOf(RejectionReason.class, "reason", reason),
                    text,
                    answeredOn == null ? null : Asked.date("answeredOn", answeredOn),
                    invoiceIds);
        }
    }

    /** An answer. @param transactionNumber of the line; null for the whole file @param freed claims that it changed */
    public record Item(
            String id,
            Integer transactionNumber,
            Outcome outcome,
            RejectionReason reason,
            String text,
            LocalDate answeredOn,
            int freed,
            String registeredBy,
            Instant registeredAt) {

        static Item of(Answer answer) {
            return new Item(
                    answer.id(),
                    answer.place() == Answer.WHOLE_FILE ? null : answer.place(),
                    answer.outcome(),
                    answer.reason(),
                    answer.words(),
                    answer.answeredOn(),
                    answer.freed(),
                    answer.recordedBy(),
                    answer.recordedAt());
        }
    }

    /** What was registered. @param freed how many claims became ordinary invoices by this call */
    public record Result(int freed, List<Item> answers) {}

    @POST
    @Operation(
            operationId = "registerBankAnswer",
            summary = "Register what the bank answered to the file or to lines of it; the same again changes nothing",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = @Content(schema = @Schema(implementation = Result.class))))
    public Response register(@Context SecurityContext security, @PathParam("id") String id, NewAnswer asked) {
        Registered registered =
                answers.register(Fields.actor(security), id, Asked.body(asked).told());
        return Response.ok(new Result(
                        registered.freed(),
                        registered.answers().stream().map(Item::of).toList()))
                .build();
    }

    @GET
    @Operation(operationId = "bankAnswers", summary = "What the bank answered: to the file, then line by line")
    public Page<Item> answers(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return answers.answers(Fields.actor(security), Kind.CLAIMS, id, limit, cursor)
                .map(Item::of);
    }
}
