package no.grend.member.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.ledger.Invoice;
import no.grend.member.internal.MembershipBilling;
import no.grend.member.internal.MembershipBilling.Billed;
import no.grend.member.internal.store.InvoiceAgainTable.Again;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Invoices one membership outside a run, for staff: at once when it is joined, and again after a credit note. */
@Component(service = MembershipInvoicesResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("memberships/{id}/invoices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "memberships")
public final class MembershipInvoicesResource {

    private final MembershipBilling billing;

    @Activate
    public MembershipInvoicesResource(@Reference MembershipBilling billing) {
        this.billing = billing;
    }

    /**
     * What to invoice.
     *
     * @param dueDate a date, {@code 2027-01-15}, today or later, on or after the period's first day
     * @param period the first day of the period; null for the next. Give it, and asking again is harmless
     * @param paymentType {@code PREPAID} when a card payment is begun by it; null for an ordinary invoice
     */
    public record MembershipBill(LocalDate dueDate, LocalDate period, Invoice.PaymentType paymentType) {}

    /** Which period to invoice again. @param period its first day. @param reason for the audit log; may be null */
    public record AgainAsked(LocalDate period, String reason) {}

    /** What became of it. @param invoiceId null when nothing is to pay, so that the period counts as paid */
    record BilledView(
            LocalDate period,
            String invoiceId,
            Long number,
            String kid,
            Ore amount,
            LocalDate dueDate,
            String payerContactId,
            String payerName,
            Invoice.PaymentType paymentType,
            List<Invoice.Line> lines) {}

    @POST
    @Operation(
            operationId = "invoiceMembership",
            summary = "Invoices a membership's next period at once, or a given one",
            description = "With the period given, asking again gives the same invoice.")
    @ApiResponse(
            responseCode = "200",
            description = "Invoiced, or nothing to pay",
            content = @Content(schema = @Schema(implementation = BilledView.class)))
    public BilledView bill(@Context SecurityContext security, @PathParam("id") String id, MembershipBill asked) {
        Asked.body(asked);
        Billed billed = billing.bill(actor(security), id, asked.period(), asked.dueDate(), asked.paymentType());
        return view(billed);
    }

    @POST
    @Path("again")
    @Operation(
            operationId = "invoiceMembershipAgain",
            summary =
                    "Lets a credited period be invoiced again: by the next renewal run, or at once by a call of its own",
            description =
                    "Refused with 409 while the period's invoice stands. Invoiced exactly once each time it is asked"
                            + " for.")
    @ApiResponse(
            responseCode = "200",
            description = "Waits to be invoiced",
            content = @Content(schema = @Schema(implementation = Again.class)))
    public Again again(@Context SecurityContext security, @PathParam("id") String id, AgainAsked asked) {
        return billing.again(actor(security), id, Asked.body(asked).period(), asked.reason());
    }

    @GET
    @Path("next")
    @Operation(
            operationId = "previewMembershipInvoice",
            summary = "What the next invoice would say, or why there is none; issues nothing")
    public Page<Invoice.Line> next(
            @Context SecurityContext security, @PathParam("id") String id, @QueryParam("dueDate") LocalDate dueDate) {
        return new Page<>(billing.preview(actor(security), id, Asked.given("dueDate", dueDate, "give a date")), null);
    }

    private static BilledView view(Billed billed) {
        Invoice invoice = billed.invoice();
        return invoice == null
                ? new BilledView(billed.periodFrom(), null, null, null, Ore.ZERO, null, null, null, null, List.of())
                : new BilledView(
                        billed.periodFrom(),
                        invoice.id(),
                        invoice.number(),
                        invoice.kid(),
                        invoice.amount(),
                        invoice.dueDate(),
                        invoice.contactId(),
                        invoice.payerName(),
                        invoice.paymentType(),
                        invoice.lines());
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
