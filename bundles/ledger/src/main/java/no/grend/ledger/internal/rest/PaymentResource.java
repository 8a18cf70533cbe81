package no.grend.ledger.internal.rest;

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
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Ledger.Payment;
import no.grend.ledger.Posted.Outcome;
import no.grend.ledger.Receipt;
import no.grend.ledger.internal.LedgerService;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.PaymentRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Payments («innbetalinger») with money that no invoice has taken. */
@Component(service = PaymentResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("payments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payments")
public final class PaymentResource {

    private final LedgerService ledger;

    @Activate
    public PaymentResource(@Reference LedgerService ledger) {
        this.ledger = ledger;
    }

    /** A payment with money that no invoice has taken. @param unallocated in suspense or credit */
    public record PaymentAnswer(
            String sourceKey,
            String channel,
            String kid,
            Ore amount,
            LocalDate settledOn,
            Outcome status,
            String invoiceId,
            Ore unallocated,
            Integer memberNumber,
            String explanation) {

        static PaymentAnswer of(PaymentRow row) {
            Payment payment = row.payment();
            Receipt receipt = payment.receipt();
            return new PaymentAnswer(
                    receipt.sourceKey(),
                    receipt.channel(),
                    receipt.kid(),
                    receipt.amount(),
                    receipt.settledOn(),
                    payment.outcome(),
                    payment.invoiceId(),
                    payment.unallocated(),
                    row.held().memberNumber(),
                    payment.explanation());
        }
    }

    @GET
    @Operation(
            operationId = "listUnallocatedPayments",
            summary = "Payments with money in suspense or credit, newest first")
    public Page<PaymentAnswer> payments(
            @Context SecurityContext security,
            @QueryParam("status") String status,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Outcome wanted = Asked.oneOf(Outcome.class, "status", status);
        if (wanted != Outcome.UNMATCHED && wanted != Outcome.OVERPAID) {
            throw Problem.invalid("/status", "VALUE_UNKNOWN", "status must be UNMATCHED or OVERPAID.");
        }
        Account account = wanted == Outcome.UNMATCHED ? Account.SUSPENSE : Account.MEMBER_CREDIT;
        return ledger.held(Asked.actor(security), account, limit, cursor).map(PaymentAnswer::of);
    }
}
