package no.grend.adminrest.internal.gate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import no.grend.adminrest.internal.AdminApplication;
import no.grend.adminrest.internal.json.StrictText;
import no.grend.identity.Actor;
import no.grend.identity.StaffSessions;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/**
 * The gate that every staff request passes before any path is looked up: request id, size, and who it is.
 *
 * <p>Public is only what {@link #PUBLIC} and {@link #PUBLIC_FOLDER} write down; an address that does not exist asks for a
 * token too (S01). The application is not served without this filter. It is immediate, so that it stays while the API is put
 * together anew: requests that are under way still ask it who they are.
 */
@Component(
        service = {ContainerRequestFilter.class, ContainerResponseFilter.class},
        immediate = true)
@JaxrsExtension
@JaxrsName("grend-authentication")
@JaxrsApplicationSelect(AdminApplication.SELECT)
@PreMatching
public final class Gate implements ContainerRequestFilter, ContainerResponseFilter {

    /** Method and path of what may be asked without a token. */
    public static final Set<String> PUBLIC = Set.of("POST sessions", "GET docs");

    /** The pages that explain the API; they hold no data. */
    private static final String PUBLIC_FOLDER = "GET docs/";

    private static final String BASE = "/api/admin/";
    private static final String BEARER = "Bearer ";

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile StaffSessions sessions;

    private final RequestTimes times;

    @Context
    private ResourceInfo operation;

    @Activate
    public Gate(@Reference RequestTimes times) {
        this.times = times;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RequestTimes.begin(request);
        RequestId.begin();
        if (!BASE.equals(request.getUriInfo().getBaseUri().getPath())) {
            // CXF offers the resources of one application below the base of every other one too.
            throw Problem.notFound("There is nothing at this address.");
        }
        String raw = request.getUriInfo().getPath(false);
        String path = raw.startsWith("/") ? raw.substring(1) : raw;
        requirePlainAddress(request);
        limitBody(request, path);
        String door = request.getMethod() + " " + path;
        if (!PUBLIC.contains(door) && !door.startsWith(PUBLIC_FOLDER)) {
            authenticate(request);
        }
    }

    private static void requirePlainAddress(ContainerRequestContext request) {
        if (StrictText.isBroken(request.getUriInfo().getPath())) {
            throw brokenAddress();
        }
        for (List<String> values : request.getUriInfo().getQueryParameters().values()) {
            if (values.stream().anyMatch(StrictText::isBroken)) {
                throw brokenAddress();
            }
        }
    }

    private static Problem brokenAddress() {
        return Problem.invalid(null, "ADDRESS_INVALID", "The address holds a control character.");
    }

    private static void limitBody(ContainerRequestContext request, String path) {
        String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.invalid(null, "CONTENT_ENCODING_UNSUPPORTED", "Send the body uncompressed.");
        }
        MediaType type = request.getMediaType();
        long limit = BodyLimit.of(path, type == null ? null : type.getType() + "/" + type.getSubtype());
        if (contentLength(request) > limit) {
            throw BodyLimit.tooLarge(limit);
        }
        if (request.getEntityStream() != null) {
            request.setEntityStream(BodyLimit.guard(request.getEntityStream(), limit));
        }
    }

    private static long contentLength(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return 0;
        }
        try {
            return Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            throw Problem.invalid(null, "CONTENT_LENGTH_INVALID", "Content-Length is not a number of bytes.");
        }
    }

    private void authenticate(ContainerRequestContext request) {
        StaffSessions known = sessions;
        if (known == null) {
            throw Problem.unavailable("IDENTITY_AWAY", "Sign-in is not available at the moment.");
        }
        Optional<Actor> actor = token(request).flatMap(known::actor);
        if (actor.isEmpty()) {
            throw Problem.unauthenticated(
                    "Sign in with POST /api/admin/sessions and send the token as \"Authorization: Bearer <token>\".");
        }
        RequestId.actor(actor.get().id());
        boolean secure = request.getSecurityContext() != null
                && request.getSecurityContext().isSecure();
        request.setSecurityContext(new StaffSecurity(actor.get(), secure));
    }

    private static Optional<String> token(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return Optional.of(header.substring(BEARER.length()).strip());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        Object location = headers.getFirst(HttpHeaders.LOCATION);
        if (location != null) {
            headers.putSingle(HttpHeaders.LOCATION, Location.plain(location.toString()));
        }
        if (RequestId.current() != null) {
            headers.putSingle(RequestId.HEADER, RequestId.current());
        }
        SecurityHeaders.forData().forEach((name, value) -> {
            if (!headers.containsKey(name)) {
                headers.putSingle(name, value);
            }
        });
        RequestId.end();
        times.end(request, response.getStatus(), operation);
    }
}
