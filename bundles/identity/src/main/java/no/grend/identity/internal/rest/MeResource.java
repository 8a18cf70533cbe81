package no.grend.identity.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import java.util.TreeSet;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.identity.internal.OwnAccount;
import no.grend.kernel.Asked;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What the signed-in account may know and do about itself. */
@Component(service = MeResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("me")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class MeResource {

    private final OwnAccount account;
    private final ClientAddress clientAddress;

    @Activate
    public MeResource(@Reference OwnAccount account, @Reference ClientAddress clientAddress) {
        this.account = account;
        this.clientAddress = clientAddress;
    }

    /**
     * @param id {@code staff:<account id>}
     * @param secondFactorRequired whether a second factor must be taken into use before anything else; then there are no roles
     */
    public record Me(String id, String name, Set<Role> roles, boolean secondFactorRequired) {}

    /** @param current the present password */
    public record PasswordChange(String current, String password) {
        /** Tells nothing, so that no log ever does. */
        @Override
        public String toString() {
            return "PasswordChange[…]";
        }
    }

    /** The present password, asked for again. */
    public record Confirmation(String password) {
        @Override
        public String toString() {
            return "Confirmation[…]";
        }
    }

    /** A code of the authenticator app. */
    public record Code(String code) {
        @Override
        public String toString() {
            return "Code[…]";
        }
    }

    @GET
    @Operation(operationId = "getMe", summary = "Who is signed in")
    public Me me(@Context SecurityContext security) {
        Actor actor = actor(security);
        return new Me(actor.id(), actor.name(), new TreeSet<>(actor.roles()), actor.lacksSecondFactor());
    }

    @POST
    @Path("password")
    @Operation(operationId = "changeMyPassword", summary = "Change the password; other sessions end")
    @ApiResponse(responseCode = "204")
    public Response changePassword(
            PasswordChange body,
            @HeaderParam("Authorization") String authorization,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        Asked.body(body);
        account.changePassword(
                actor(security),
                body.current(),
                body.password(),
                SessionsResource.token(authorization),
                clientAddress.of(request));
        return Response.noContent().build();
    }

    @POST
    @Path("second-factor")
    @Operation(operationId = "beginSecondFactor", summary = "Begin with a second factor (TOTP)")
    public OwnAccount.Enrolment enrol(
            Confirmation body, @Context SecurityContext security, @Context HttpServletRequest request) {
        Asked.body(body);
        return account.enrol(actor(security), body.password(), clientAddress.of(request));
    }

    @POST
    @Path("second-factor/confirmation")
    @Operation(operationId = "confirmSecondFactor", summary = "Put it in force with the first code")
    @ApiResponse(responseCode = "204")
    public Response confirm(Code body, @Context SecurityContext security, @Context HttpServletRequest request) {
        Asked.body(body);
        account.confirm(actor(security), body.code(), clientAddress.of(request));
        return Response.noContent().build();
    }

    @POST
    @Path("second-factor/removal")
    @Operation(operationId = "removeSecondFactor", summary = "Sign in without a second factor again")
    @ApiResponse(responseCode = "204")
    public Response remove(Confirmation body, @Context SecurityContext security, @Context HttpServletRequest request) {
        Asked.body(body);
        account.remove(actor(security), body.password(), clientAddress.of(request));
        return Response.noContent().build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
