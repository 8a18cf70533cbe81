package no.grend.identity.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import no.grend.identity.StaffSessions;
import no.grend.kernel.Asked;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Signing in and out of the staff API. */
@Component(service = SessionsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class SessionsResource {

    private static final String BEARER = "Bearer ";

    private final StaffSessions sessions;
    private final ClientAddress clientAddress;

    @Activate
    public SessionsResource(@Reference StaffSessions sessions, @Reference ClientAddress clientAddress) {
        this.sessions = sessions;
        this.clientAddress = clientAddress;
    }

    /** @param totp six digits, only for accounts with a second factor */
    public record Credentials(String username, String password, String totp) {
        /** Tells nothing, so that no log ever does. */
        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    /** @param token the bearer token, shown this once */
    public record Opened(String token, Instant expiresAt) {}

    @POST
    @Operation(operationId = "signIn", summary = "Sign in; the token goes with every other request")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Opened.class)))
    public Response signIn(Credentials credentials, @Context HttpServletRequest request) {
        Asked.body(credentials);
        Asked.text("username", credentials.username(), "give your user name");
        Asked.text("password", credentials.password(), "give your password");
        StaffSessions.Session session = sessions.signIn(
                credentials.username(), credentials.password(), credentials.totp(), clientAddress.of(request));
        return Response.created(URI.create("/api/admin/sessions/current"))
                .entity(new Opened(session.token(), session.expiresAt()))
                .build();
    }

    @DELETE
    @Path("current")
    @Operation(operationId = "signOut", summary = "End this session")
    @ApiResponse(responseCode = "204")
    public Response signOut(@HeaderParam("Authorization") String authorization) {
        sessions.signOut(token(authorization));
        return Response.noContent().build();
    }

    /** The token of an {@code Authorization} header that has passed authentication. */
    static String token(String authorization) {
        return authorization.substring(BEARER.length()).strip();
    }
}
