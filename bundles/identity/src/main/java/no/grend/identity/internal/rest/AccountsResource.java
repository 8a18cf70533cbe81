package no.grend.identity.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
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
import no.grend.identity.Role;
import no.grend.identity.internal.Account;
import no.grend.identity.internal.Accounts;
import no.grend.identity.internal.OwnAccount;
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Accounts of staff, for administrators. */
@Component(service = AccountsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
@Tag(name = "Accounts")
public final class AccountsResource {

    private final Accounts accounts;
    private final OwnAccount ownAccount;

    @Activate
    public AccountsResource(@Reference Accounts accounts, @Reference OwnAccount ownAccount) {
        this.accounts = accounts;
        this.ownAccount = ownAccount;
    }

    /** An account to make. */
    public record NewAccount(String username, String name, String password, Set<Role> roles) {
        /** Tells nothing, so that no log ever does. */
        @Override
        public String toString() {
            return "NewAccount[…]";
        }
    }

    /** What to change; what is left out stays. */
    public record AccountPatch(String name, Set<Role> roles, Boolean enabled, String password) {
        @Override
        public String toString() {
            return "AccountPatch[…]";
        }
    }

    @GET
    @Operation(operationId = "listAccounts", summary = "Accounts by user name")
    public Page<Account> list(
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor,
            @Context SecurityContext security) {
        return accounts.list(actor(security), cursor, limit);
    }

    @POST
    @Operation(operationId = "createAccount", summary = "Make an account")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Account.class)))
    public Response create(NewAccount body, @Context SecurityContext security) {
        Asked.body(body);
        Account account = accounts.create(
                actor(security), new Accounts.NewAccount(body.username(), body.name(), body.password(), body.roles()));
        return Response.created(URI.create("/api/admin/accounts/" + account.id()))
                .tag(new ETag(account.version()).unquoted())
                .entity(account)
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getAccount", summary = "One account")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Account.class)))
    public Response get(@PathParam("id") String id, @Context SecurityContext security) {
        return tagged(accounts.get(actor(security), id));
    }

    @PATCH
    @Path("{id}")
    @Operation(operationId = "changeAccount", summary = "Change name, roles, access or password")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Account.class)))
    public Response change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            AccountPatch body,
            @Context SecurityContext security) {
        Asked.body(body);
        return tagged(accounts.change(
                actor(security),
                id,
                ETag.required(ifMatch),
                new Accounts.Change(body.name(), body.roles(), body.enabled(), body.password())));
    }

    @DELETE
    @Path("{id}/second-factor")
    @Operation(operationId = "removeSecondFactorOf", summary = "Take away a second factor that somebody has lost")
    @ApiResponse(responseCode = "204")
    public Response removeSecondFactor(@PathParam("id") String id, @Context SecurityContext security) {
        ownAccount.removeOf(actor(security), id);
        return Response.noContent().build();
    }

    private static Response tagged(Account account) {
        return Response.ok(account).tag(new ETag(account.version()).unquoted()).build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
