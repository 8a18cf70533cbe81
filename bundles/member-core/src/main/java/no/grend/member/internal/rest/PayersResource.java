package no.grend.member.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
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
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.Payers;
import no.grend.member.internal.store.PayerTable.Payer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Who pays for whom («betalere») for staff. */
@Component(service = PayersResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("payers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "payers")
public final class PayersResource {

    private final Payers payers;

    @Activate
    public PayersResource(@Reference MemberCore core) {
        this.payers = core.payers();
    }

    /**
     * Who shall pay for a member.
     *
     * @param from the first day, {@code 2027-01-01}; invoices due on it or later go to the payer
     * @param until the last day; null while it goes on
     */
    public record NewPayer(String contactId, String payerContactId, LocalDate from, LocalDate until) {}

    /** When it ends. @param on the last day; one before the first day says that it never was */
    public record PayerEnding(LocalDate on) {}

    @POST
    @Operation(
            operationId = "addPayer",
            summary = "Lets one contact pay for another, from a day on",
            description = "Refused with 409 when another pays for the member in that time.")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Payer.class)))
    public Response add(@Context SecurityContext security, NewPayer asked) {
        Asked.body(asked);
        Payer added =
                payers.add(actor(security), asked.contactId(), asked.payerContactId(), asked.from(), asked.until());
        return Response.created(URI.create("payers/" + added.id()))
                .entity(added)
                .build();
    }

    @GET
    @Operation(operationId = "listPayers", summary = "Who pays for contactId, or for whom payerContactId pays")
    public Page<Payer> list(
            @Context SecurityContext security,
            @QueryParam("contactId") String contactId,
            @QueryParam("payerContactId") String payerContactId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        if (payerContactId != null && contactId == null) {
            return payers.ofPayer(actor(security), payerContactId, limit, cursor);
        }
        String wanted = Asked.text("contactId", contactId, "give contactId, or payerContactId instead");
        return new Page<>(payers.ofContact(actor(security), wanted), null);
    }

    @POST
    @Path("{id}/end")
    @Operation(operationId = "endPayer", summary = "Sets the last day that another pays")
    @ApiResponse(
            responseCode = "200",
            description = "Ended",
            content = @Content(schema = @Schema(implementation = Payer.class)))
    public Payer end(@Context SecurityContext security, @PathParam("id") String id, PayerEnding ending) {
        return payers.end(actor(security), id, Asked.body(ending).on());
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
