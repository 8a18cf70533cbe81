package no.grend.ledger.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.ledger.internal.PaymentLists;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What lies on each account of the ledger («saldo»). */
@Component(service = AccountBalanceResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("account-balances")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "account-balances")
public final class AccountBalanceResource {

    private final PaymentLists payments;

    @Activate
    public AccountBalanceResource(@Reference PaymentLists payments) {
        this.payments = payments;
    }

    /** What lies on an account. @param number as in NS 4102 @param balance debit is positive */
    public record BalanceAnswer(int number, String account, Ore balance) {}

    @GET
    @Operation(operationId = "accountBalances", summary = "What lies on each account of the ledger; they sum to zero")
    public List<BalanceAnswer> balances(@Context SecurityContext security) {
        return payments.balances(actor(security)).stream()
                .map(balance -> new BalanceAnswer(
                        balance.account().number(), balance.account().name(), Ore.of(balance.amount())))
                .toList();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
