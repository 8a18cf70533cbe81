package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.avtalegiro.internal.BankFiles;
import no.grend.avtalegiro.internal.ClaimFiles;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.ClaimStore;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.RejectionReason;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.ledger.spi.Collector.Notice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Claim files: made, listed, downloaded. */
@Component(service = ClaimFileResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("claim-files")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class ClaimFileResource {

    private final ClaimFiles claimFiles;
    private final BankFiles files;
    private final FileShelf shelf;

    @Activate
    public ClaimFileResource(@Reference ClaimFiles claimFiles, @Reference BankFiles files) {
        this.claimFiles = claimFiles;
        this.files = files;
        this.shelf = new FileShelf(files, Kind.CLAIMS, "claim-files");
    }

    /** What to claim. @param notice {@code BANK} or {@code SELF} @param run only this invoice run; may be null */
    public record NewFile(String dueDate, String notice, String run) {}

    /**
     * A claim in a file.
     *
     * @param cancellationFileId the file that stopped it; null unless one did
     * @param rejection why the bank rejected it; null unless it did
     */
    public record Claim(
            int transactionNumber,
            String invoiceId,
            long invoiceNumber,
            int memberNumber,
            String kid,
            Ore amount,
            State state,
            String cancellationFileId,
            RejectionReason rejection) {}

    @POST
    @Operation(
            operationId = "createClaimFile",
            summary = "Claim all open invoices of a due date whose members have a mandate")
    public Response create(
            @Context SecurityContext security, @HeaderParam("Idempotency-Key") String key, NewFile asked) {
        if (asked == null) {
            throw Fields.bodyMissing();
        }
        ClaimFiles.Order order = new ClaimFiles.Order(
                Fields.date("dueDate", asked.dueDate()),
                Fields.oneOf(Notice.class, "notice", asked.notice()),
                asked.run());
        Actor actor = Fields.actor(security);
        BankFile file = claimFiles.create(actor, order, IdempotencyKey.of(key, asked));
        return shelf.created(file);
    }

    @GET
    @Operation(operationId = "claimFiles", summary = "Claim files, newest first")
    public Page<FileAnswer> list(
            @Context SecurityContext security,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return shelf.list(security, limit, cursor);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "claimFile", summary = "A claim file")
    public FileAnswer file(@Context SecurityContext security, @PathParam("id") String id) {
        return shelf.file(security, id);
    }

    @GET
    @Path("{id}/content")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "claimFileContent", summary = "The very bytes to send to the bank, ISO-8859-1")
    public Response content(@Context SecurityContext security, @Context Request request, @PathParam("id") String id) {
        return shelf.content(security, request, id);
    }

    @GET
    @Path("{id}/claims")
    @Operation(operationId = "claimsOfFile", summary = "The claims in the file")
    public Page<Claim> claims(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return files.claims(Fields.actor(security), id, limit, cursor).map(ClaimFileResource::claim);
    }

    @GET
    @Path("{id}/skipped")
    @Operation(operationId = "skippedByClaimFile", summary = "The invoices that the file did not take, and why")
    public Page<FileAnswer.Skipped> skipped(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return shelf.skipped(security, id, limit, cursor);
    }

    private static Claim claim(ClaimStore.Standing row) {
        return new Claim(
                row.claim().place(),
                row.claim().invoiceId(),
                row.claim().invoiceNumber(),
                row.claim().memberNumber(),
                row.claim().kid(),
                row.claim().amount(),
                row.state(),
                row.cancellationFileId(),
                row.rejection());
    }
}
