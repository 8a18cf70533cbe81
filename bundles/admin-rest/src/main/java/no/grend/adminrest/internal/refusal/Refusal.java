package no.grend.adminrest.internal.refusal;

import java.util.UUID;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import no.grend.adminrest.internal.gate.RequestId;
import no.grend.kernel.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown into the answer: a problem document, and nothing that tells about our insides (S71). */
final class Refusal {

    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);
    private static final String RETRY_SECONDS = "5";

    private Refusal() {}

    static Response of(Problem problem) {
        Response.ResponseBuilder answer = answer(ProblemDocument.of(problem, RequestId.current()));
        if (problem.kind() == Problem.Kind.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"grend\"");
        }
        if (problem.retryAfter() != null) {
            answer.header(
                    HttpHeaders.RETRY_AFTER, Math.max(1, problem.retryAfter().toSeconds()));
        } else if (problem.kind() == Problem.Kind.UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer.build();
    }

    /** What JAX-RS itself refuses: unknown paths, methods and media types. */
    static Response of(WebApplicationException refusal) {
        Response original = refusal.getResponse();
        // JAX-RS says 404 for a parameter that is no number; the address is right, the value is not.
        int status = refusal.getCause() instanceof IllegalArgumentException ? 400 : original.getStatus();
        if (status >= 500) {
            return of((Throwable) refusal);
        }
        if (status < 400) {
            return original;
        }
        Response.ResponseBuilder answer =
                answer(ProblemDocument.of(status, code(status), detail(status), RequestId.current()));
        if (!original.getAllowedMethods().isEmpty()) {
            answer.allow(original.getAllowedMethods());
        }
        return answer.build();
    }

    /** A fault of ours: the answer holds an id, the log holds the rest. Unless it is the caller who went away. */
    static Response of(Throwable fault) {
        if (HungUp.isCauseOf(fault)) {
            LOG.debug("The caller of a staff request hung up: {}", fault.toString());
            return answer(ProblemDocument.of(
                            400,
                            "CALLER_GONE",
                            "The connection was closed before the request or its answer was whole.",
                            RequestId.current()))
                    .build();
        }
        String id = UUID.randomUUID().toString();
        LOG.error("Error {} while answering a staff request", id, fault);
        return answer(ProblemDocument.of(
                        500,
                        "INTERNAL_ERROR",
                        "This is a fault in Grend, not in the request. Tell the operator the error id " + id + ".",
                        RequestId.current()))
                .build();
    }

    private static Response.ResponseBuilder answer(ProblemDocument document) {
        return Response.status(document.status())
                .type(MediaType.valueOf(ProblemDocument.MEDIA_TYPE))
                .entity(document.toJson());
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "PATH_UNKNOWN";
            case 405 -> "METHOD_NOT_ALLOWED";
            case 406 -> "NOT_ACCEPTABLE";
            case 415 -> "MEDIA_TYPE_UNSUPPORTED";
            default -> "REQUEST_REFUSED";
        };
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 ->
                "There is nothing at this address. A module that is switched off or not licensed has no addresses;"
                        + " /api/admin/openapi.json lists those that are there.";
            case 405 -> "This address does not know this method; the Allow header lists those it knows.";
            case 406 ->
                "The answer does not come in any form that the Accept header names. Most come as application/json;"
                        + " /api/admin/openapi.json tells of each.";
            case 415 ->
                "The body is not in a form that this address reads, or Content-Type does not say in which. Most take"
                        + " application/json; /api/admin/openapi.json tells of each.";
            default -> "The request cannot be read; a parameter in the address or a header is ill-formed.";
        };
    }
}
