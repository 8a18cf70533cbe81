package no.grend.ledger.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** How an invoice is meant to be paid («betalingstype», S2-13): by bank, or left behind by a card payment that was given up. */
@Component(service = InvoicePaymentTypeResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("invoices/{id}/payment-type")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "invoices")
public final class InvoicePaymentTypeResource {

    private final Ledger ledger;

    @Activate
    public InvoicePaymentTypeResource(@Reference Ledger ledger) {
        this.ledger = ledger;
    }

    /** The type it shall have. @param why in words, kept in the audit log */
    public record NewPaymentType(String paymentType, String why) {}

    /** The type it has. */
    public record PaymentTypeAnswer(String invoiceId, Invoice.PaymentType paymentType, Invoice.Status status) {}

    @POST
    @Operation(
            operationId = "markPaymentType",
            summary = "Mark an unpaid invoice PREPAID or INVOICE; again is answered the same")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PaymentTypeAnswer.class)))
    public PaymentTypeAnswer mark(@Context SecurityContext security, @PathParam("id") String id, NewPaymentType asked) {
        Asked.body(asked);
        Invoice.PaymentType type = Asked.given(
                "paymentType",
                Asked.oneOf(Invoice.PaymentType.class, "paymentType", asked.paymentType()),
                "give PREPAID or INVOICE");
        String why = Asked.text("why", asked.why(), "say why it is marked");
        Invoice marked = ledger.markPaymentType((Actor) security.getUserPrincipal(), id, type, why);
        return new PaymentTypeAnswer(marked.id(), marked.paymentType(), marked.status());
    }
}
