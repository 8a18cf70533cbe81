package no.grend.member.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.exchange.ContactExports;
import no.grend.member.internal.store.ReportHistoryTable.Taken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The report history («rapporthistorikk», S3-12), for those who may read the audit log. */
@Component(service = ReportHistoryResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("report-history")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "contacts")
public final class ReportHistoryResource {

    private final ContactExports exports;

    @Activate
    public ReportHistoryResource(@Reference MemberCore core) {
        this.exports = new ContactExports(core);
    }

    @GET
    @Operation(operationId = "listReportHistory", summary = "Who has taken out which report, newest first")
    public Page<Taken> list(
            @Context SecurityContext security,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return exports.history((Actor) security.getUserPrincipal(), limit, cursor);
    }
}
