package no.grend.ledger.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.ledger.Ledger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Fees and late interest («gebyr og renter») on invoices: a person lets one go. They are seen on the invoice. */
@Component(service = ChargeResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("charges")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "charges")
public final class ChargeResource {

    private final Ledger ledger;

    @Activate
    public ChargeResource(@Reference Ledger ledger) {
        this.ledger = ledger;
    }

    /** A charge to let go. @param why in words, kept for ever */
    public record NewWaiver(String why) {}

    @POST
    @Path("{id}/waiver")
    @Operation(operationId = "waiveCharge", summary = "Waive a fee or interest; again is answered the same")
    public ChargeAnswer waive(@Context SecurityContext security, @PathParam("id") String id, NewWaiver asked) {
        Asked.body(asked);
        String why = Asked.text("why", asked.why(), "say why it need not be paid");
        return ChargeAnswer.of(ledger.waive((Actor) security.getUserPrincipal(), id, why));
    }
}
