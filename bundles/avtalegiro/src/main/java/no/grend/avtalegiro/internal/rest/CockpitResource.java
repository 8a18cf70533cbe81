package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.avtalegiro.internal.Cockpit;
import no.grend.avtalegiro.internal.Inquiries;
import no.grend.avtalegiro.internal.Inquiries.Wanted;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The cockpit, and the pages behind its counts. */
@Component(service = CockpitResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("avtalegiro")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class CockpitResource {

    private final Cockpit cockpit;
    private final Inquiries inquiries;

    @Activate
    public CockpitResource(@Reference Cockpit cockpit, @Reference Inquiries inquiries) {
        this.cockpit = cockpit;
        this.inquiries = inquiries;
    }

    @GET
    @Path("cockpit")
    @Operation(
            operationId = "avtaleGiroCockpit",
            summary = "Coming deadlines, what can be stopped, what is awaited, what is unpaid")
    public CockpitAnswer cockpit(@Context SecurityContext security) {
        return CockpitAnswer.of(cockpit.view(Fields.actor(security)));
    }

    @GET
    @Path("claims")
    @Operation(operationId = "claims", summary = "Claims in one state in order of due date, each explained")
    public Page<InquiryAnswer> claims(
            @Context SecurityContext security,
            @QueryParam("state") Wanted state,
            @QueryParam("dueDate") LocalDate dueDate,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Wanted wanted = Asked.given("state", state, "give one of AWAITING, UNPAID, SETTLED, CANCELLED and REJECTED");
        return inquiries
                .claims(Fields.actor(security), wanted, dueDate, limit, cursor)
                .map(InquiryAnswer::of);
    }

    @GET
    @Path("unclaimed")
    @Operation(
            operationId = "unclaimedInvoices",
            summary =
                    "Open invoices of a due date without a claim, each with the reason; a page may be short and go on")
    public Page<InquiryAnswer> unclaimed(
            @Context SecurityContext security,
            @QueryParam("dueDate") LocalDate dueDate,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        LocalDate due = Asked.given("dueDate", dueDate, "give the due date of the invoices, such as 2027-01-15");
        return inquiries.unclaimed(Fields.actor(security), due, limit, cursor).map(InquiryAnswer::of);
    }
}
