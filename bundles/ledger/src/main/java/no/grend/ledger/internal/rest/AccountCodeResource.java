package no.grend.ledger.internal.rest;

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
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.ledger.internal.AccountCodes;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.AccountCodeRows.AccountCode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The organisation's own account numbers («kontoplan») for the export to accounting, each from a day on. */
@Component(service = AccountCodeResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("account-codes")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "month-closings")
public final class AccountCodeResource {

    private final AccountCodes codes;

    @Activate
    public AccountCodeResource(@Reference AccountCodes codes) {
        this.codes = codes;
    }

    /** A decision. @param account the ledger's account, {@code REVENUE} @param validFrom {@code 2027-01-01} */
    public record NewAccountCode(String account, String number, String name, String validFrom) {}

    /** An account. @param validFrom null for what counts until something is decided */
    public record AccountCodeAnswer(String account, String number, String name, LocalDate validFrom) {

        static AccountCodeAnswer of(AccountCode code) {
            return new AccountCodeAnswer(code.account().name(), code.code(), code.name(), code.validFrom());
        }
    }

    @GET
    @Operation(
            operationId = "accountCodes",
            summary = "The account numbers that count on a day (on, today when left out)")
    public List<AccountCodeAnswer> on(@Context SecurityContext security, @QueryParam("on") LocalDate on) {
        return codes.on(actor(security), on).stream().map(AccountCodeAnswer::of).toList();
    }

    @POST
    @Operation(operationId = "decideAccountCode", summary = "Decide an account's number and name from a day on")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = AccountCodeAnswer.class)))
    public Response decide(@Context SecurityContext security, NewAccountCode asked) {
        Asked.body(asked);
        String remedy = "give one of the accounts that GET /account-codes lists";
        Account account = Asked.given("account", Asked.oneOf(Account.class, "account", asked.account()), remedy);
        AccountCode code = new AccountCode(
                account,
                Asked.date("validFrom", asked.validFrom()),
                Asked.text("number", asked.number(), "give the account's number"),
                Asked.text("name", asked.name(), "give the account's name"));
        AccountCode decided = codes.decide(actor(security), code);
        return Response.status(Response.Status.CREATED)
                .entity(AccountCodeAnswer.of(decided))
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
