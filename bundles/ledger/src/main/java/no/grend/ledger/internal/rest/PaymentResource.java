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
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.ledger.Ledger.Payment;
import no.grend.ledger.Posted.Outcome;
import no.grend.ledger.Receipt;
import no.grend.ledger.internal.PaymentLists;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.PaymentRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Payments («innbetalinger»): all of them, or those with money that no invoice has taken. */
@Component(service = PaymentResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("payments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "payments")
public final class PaymentResource {

    private final PaymentLists payments;

    @Activate
    public PaymentResource(@Reference PaymentLists payments) {
        this.payments = payments;
    }

    /** A payment as it stands. @param unallocated in suspense or credit @param memberNumber whose credit it is, or null */
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

    /** What a payment may be listed by: how it stands now. */
    public enum Standing {
        /** All of it lies on invoices. */
        POSTED(null),
        UNMATCHED(Account.SUSPENSE),
        OVERPAID(Account.MEMBER_CREDIT);

        private final Account account;

        Standing(Account account) {
            this.account = account;
        }
    }

    @GET
    @Operation(
            operationId = "listPayments",
            summary = "Payments, newest first; by status those on invoices, in suspense or in credit")
    public Page<PaymentAnswer> payments(
            @Context SecurityContext security,
            @QueryParam("status") Standing status,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Actor actor = actor(security);
        Page<PaymentRow> page = status == null || status.account == null
                ? payments.all(actor, status == Standing.POSTED, limit, cursor)
                : payments.held(actor, status.account, limit, cursor);
        return page.map(PaymentAnswer::of);
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
