package no.grend.member.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import no.grend.identity.Actor;
import no.grend.job.Jobs;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.exchange.ContactImportHandler;
import no.grend.member.internal.exchange.ContactImports;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** CSV files of contacts, taken in by a job. */
@Component(service = ContactImportsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("contact-imports")
@Tag(name = "contacts")
public final class ContactImportsResource {

    private static final String CSV = "text/csv";

    private final ContactImports imports;
    private final Jobs jobs;

    @Activate
    public ContactImportsResource(@Reference MemberCore core, @Reference Jobs jobs) {
        this.imports = new ContactImports(core);
        this.jobs = jobs;
    }

    /**
     * An import that has been taken in.
     *
     * @param id of the job that does it, as in every 202
     * @param jobId the same
     * @param importId what {@code /contact-imports/{id}} knows it by
     */
    record Received(String id, String jobId, String importId, List<String> columns, Map<String, String> mapping) {}

    @POST
    @Consumes({CSV, MediaType.APPLICATION_OCTET_STREAM})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "importContacts",
            summary = "Takes in a CSV file; map=<column>:<field> once for each column, or none to guess by the headers")
    @ApiResponse(
            responseCode = "202",
            description = "Taken in; follow the job at Location",
            content = @Content(schema = @Schema(implementation = Received.class)))
    public Response receive(
            @Context SecurityContext security,
            @Context UriInfo uri,
            @HeaderParam("Idempotency-Key") String key,
            @QueryParam("dryRun") boolean dryRun,
            @QueryParam("map") List<String> map,
            byte[] file) {
        Actor actor = actor(security);
        String request = dryRun + " " + map + " " + java.util.Arrays.hashCode(file);
        ContactImports.Report report =
                imports.receive(actor, file, mapping(map), dryRun, IdempotencyKey.of(key, request));
        String job = jobs.submit(
                actor,
                "contact-import",
                Map.of(ContactImportHandler.IMPORT, report.id()),
                IdempotencyKey.of("contact-import:" + report.id(), report.id()));
        return Response.accepted(new Received(job, job, report.id(), report.columns(), report.mapping()))
                .location(URI.create(uri.getBaseUri() + "jobs/" + job))
                .build();
    }

    /** Null when none is given, so that it is guessed. */
    private static Map<String, String> mapping(List<String> map) {
        if (map == null || map.isEmpty()) {
            return null;
        }
        Map<String, String> mapping = new LinkedHashMap<>();
        for (String pair : map) {
            int colon = pair.lastIndexOf(':');
            if (colon < 1) {
                throw Problem.invalid(
                        "/map", "MAPPING_INVALID", "Write map=<column>:<field>, as map=Fornavn:givenName.");
            }
            mapping.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return mapping;
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getContactImport", summary = "Where an import stands, and how its columns are read")
    public ContactImports.Report get(@Context SecurityContext security, @PathParam("id") String id) {
        return imports.report(actor(security), id);
    }

    @GET
    @Path("{id}/errors")
    @Produces(CSV)
    @Operation(operationId = "getContactImportErrors", summary = "The refused rows, to be mended and sent again")
    public Response errors(@Context SecurityContext security, @PathParam("id") String id) {
        byte[] csv = imports.errorsAsCsv(actor(security), id).getBytes(StandardCharsets.UTF_8);
        return Response.ok(csv, CSV + "; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"feil.csv\"")
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
