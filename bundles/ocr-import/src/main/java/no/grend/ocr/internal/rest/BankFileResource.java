package no.grend.ocr.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.net.URI;
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
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import no.grend.ocr.internal.BankFiles;
import no.grend.ocr.internal.ExceptionQueue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The bank's files in, over HTTP. */
@Component(service = BankFileResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("bank-files")
@Tag(name = "bank-files")
@Produces(MediaType.APPLICATION_JSON)
public final class BankFileResource {

    private final BankFiles files;
    private final ExceptionQueue queue;

    @Activate
    public BankFileResource(@Reference BankFiles files, @Reference ExceptionQueue queue) {
        this.files = files;
        this.queue = queue;
    }

    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "takeBankFile",
            summary = "Take a bank file in, all or nothing; the same file again gives the earlier report")
    public Response take(@QueryParam("name") String name, InputStream bytes, @Context SecurityContext security) {
        BankFiles.Taken taken = files.take(actor(security), name, bytes);
        BankFileReport report = BankFileReport.of(taken.file(), taken.duplicate());
        return taken.duplicate()
                ? Response.ok(report).build()
                : Response.created(URI.create("bank-files/" + report.id()))
                        .entity(report)
                        .build();
    }

    @GET
    @Operation(operationId = "listBankFiles", summary = "Bank files, newest first")
    public Page<BankFileReport> list(
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor,
            @Context SecurityContext security) {
        return files.files(actor(security), cursor, limit).map(file -> BankFileReport.of(file, false));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getBankFile", summary = "The report on a bank file")
    public BankFileReport get(@PathParam("id") String id, @Context SecurityContext security) {
        return BankFileReport.of(files.file(actor(security), id), false);
    }

    @GET
    @Path("{id}/lines")
    @Operation(operationId = "listBankFileLines", summary = "The file's payments that a person should look at")
    public Page<BankFileLine> lines(
            @PathParam("id") String id,
            @QueryParam("status") String status,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor,
            @Context SecurityContext security) {
        files.file(actor(security), id);
        return queue.ofFile(actor(security), id, BankFileLine.status(status), cursor, limit)
                .map(BankFileLine::of);
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
