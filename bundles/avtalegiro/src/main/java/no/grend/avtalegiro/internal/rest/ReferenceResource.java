package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import no.grend.avtalegiro.internal.References;
import no.grend.kernel.Oslo;
import no.grend.member.ContactReports.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Every member's AvtaleGiro reference as a file, for enclosures and mailings (S4-09, S4-10). */
@Component(service = ReferenceResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("avtalegiro/references")
@Tag(name = "AvtaleGiro")
public final class ReferenceResource {

    private static final String CSV = "text/csv";

    private final References references;
    private final Clock clock;

    @Activate
    public ReferenceResource(@Reference References references, @Reference Clock clock) {
        this.references = references;
        this.clock = clock;
    }

    @GET
    @Produces(CSV)
    @Operation(
            operationId = "avtaleGiroReferences",
            summary = "Every member's number, name and AvtaleGiro reference as CSV; written into the report history",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = @Content(mediaType = CSV, schema = @Schema(type = "string"))))
    public Response export(@Context SecurityContext security, @QueryParam("purpose") String purpose) {
        Table table = references.export(Fields.actor(security), purpose);
        StreamingOutput body = table::sendTo;
        String name = "avtalegiro-referanser-" + Oslo.today(clock) + ".csv";
        return Response.ok(body, CSV + "; charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
