package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
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
import no.grend.avtalegiro.internal.Cancellations;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.avtalegiro.internal.store.StoppedStore.Stopped;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Cancellation files: claims stopped, one by one or a whole file. */
@Component(service = CancellationFileResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("cancellation-files")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class CancellationFileResource {

    private final Cancellations cancellations;
    private final BankFiles files;
    private final FileShelf shelf;

    @Activate
    public CancellationFileResource(@Reference Cancellations cancellations, @Reference BankFiles files) {
        this.cancellations = cancellations;
        this.files = files;
        this.shelf = new FileShelf(files, Kind.CANCELLATIONS, "cancellation-files");
    }

    /** What to stop: some invoices' claims, a whole claim file, or all that is marked; one of the three. */
    public record NewFile(List<String> invoiceIds, String claimFileId, Boolean marked) {

        /** How many of the three are asked for. */
        int wishes() {
            return (invoiceIds == null ? 0 : 1) + (claimFileId == null ? 0 : 1) + (Boolean.TRUE.equals(marked) ? 1 : 0);
        }
    }

    /** A claim that the file stops. @param failed whether the bank rejected that, so that the claim stands again */
    public record Cancelled(
            String claimFileId,
            String invoiceId,
            long invoiceNumber,
            String kid,
            Ore amount,
            int transactionNumber,
            boolean failed) {}

    @POST
    @Operation(operationId = "createCancellationFile", summary = "Stop claims before they are debited")
    public Response create(
            @Context SecurityContext security, @HeaderParam("Idempotency-Key") String header, NewFile asked) {
        if (asked == null) {
            throw Fields.bodyMissing();
        }
        if (asked.wishes() != 1) {
            throw Problem.invalid(
                    null,
                    "ONE_OF_THREE",
                    "Give one of invoiceIds (single claims), claimFileId (a whole file) and marked: true (all that is"
                            + " marked).");
        }
        return shelf.created(made(Fields.actor(security), asked, IdempotencyKey.of(header, asked)));
    }

    private BankFile made(Actor actor, NewFile asked, IdempotencyKey key) {
        if (asked.invoiceIds() != null) {
            return cancellations.ofInvoices(actor, asked.invoiceIds(), key);
        }
        return asked.claimFileId() == null
                ? cancellations.ofMarked(actor, key)
                : cancellations.ofFile(actor, asked.claimFileId(), key);
    }

    @GET
    @Operation(operationId = "cancellationFiles", summary = "Cancellation files, newest first")
    public Page<FileAnswer> list(
            @Context SecurityContext security,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return shelf.list(security, limit, cursor);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "cancellationFile", summary = "A cancellation file")
    public FileAnswer file(@Context SecurityContext security, @PathParam("id") String id) {
        return shelf.file(security, id);
    }

    @GET
    @Path("{id}/content")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "cancellationFileContent", summary = "The very bytes to send to the bank, ISO-8859-1")
    public Response content(@Context SecurityContext security, @Context Request request, @PathParam("id") String id) {
        return shelf.content(security, request, id);
    }

    @GET
    @Path("{id}/claims")
    @Operation(operationId = "claimsCancelledByFile", summary = "The claims that the file stops")
    public Page<Cancelled> claims(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return files.cancelled(Fields.actor(security), id, limit, cursor).map(CancellationFileResource::cancelled);
    }

    @GET
    @Path("{id}/skipped")
    @Operation(operationId = "skippedByCancellationFile", summary = "The claims that could not be stopped, and why")
    public Page<FileAnswer.Skipped> skipped(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return shelf.skipped(security, id, limit, cursor);
    }

    private static Cancelled cancelled(Stopped line) {
        ClaimRow claim = line.claim();
        return new Cancelled(
                claim.fileId(),
                claim.invoiceId(),
                claim.invoiceNumber(),
                claim.kid(),
                claim.amount(),
                line.place(),
                line.failed());
    }
}
