package no.grend.member.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import no.grend.identity.Actor;
import no.grend.kernel.Oslo;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.exchange.ContactExports;
import no.grend.member.internal.exchange.ContactExports.Export;
import no.grend.member.internal.exchange.ContactExports.Format;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Contacts as a file to save; every one is written into the report history. */
@Component(service = ContactExportsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("contact-exports")
@Tag(name = "contacts")
public final class ContactExportsResource {

    private final MemberCore core;
    private final ContactExports exports;

    @Activate
    public ContactExportsResource(@Reference MemberCore core) {
        this.core = core;
        this.exports = new ContactExports(core);
    }

    @GET
    @Operation(operationId = "exportContacts", summary = "Contacts as csv or xlsx, limited as in search by q")
    public Response export(
            @Context SecurityContext security,
            @QueryParam("format") @DefaultValue("CSV") Format format,
            @QueryParam("q") String query,
            @QueryParam("purpose") String purpose) {
        Export export = exports.export((Actor) security.getUserPrincipal(), format, query, purpose);
        String name = "kontakter-" + Oslo.today(core.clock()) + export.format().suffix();
        StreamingOutput body = export::sendTo;
        return Response.ok(body, export.format().mediaType())
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }
}
