package no.grend.adminrest.internal.refusal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import no.grend.kernel.Problem;

/**
 * An RFC 9457 problem document, the one shape of every refusal.
 *
 * @param type stable name of the kind of problem
 * @param instance id of the request, to find it in the log
 * @param code stable name in upper case
 * @param errors the single things that are wrong; left out when there are none
 * @param retryable whether the same request may succeed later
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        List<Fault> errors,
        boolean retryable) {

    /** The media type of a problem document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TYPE_PREFIX = "urn:grend:problem:";

    /**
     * One thing that is wrong; pointer or line is left out when it is null.
     *
     * @param about ids and times by name, for programs; left out when there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fault(
            String pointer,
            Integer line,
            String code,
            String detail,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> about) {

        private static Fault of(Problem.Detail error) {
            return new Fault(error.pointer(), error.line(), error.code(), error.detail(), new TreeMap<>(error.about()));
        }
    }

    /** The document of a problem. */
    public static ProblemDocument of(Problem problem, String requestId) {
        List<Fault> errors = problem.errors().stream().map(Fault::of).toList();
        return of(problem.kind().status(), problem.code(), problem.getMessage(), requestId, errors);
    }

    /** A document without single errors. */
    public static ProblemDocument of(int status, String code, String detail, String requestId) {
        return of(status, code, detail, requestId, List.of());
    }

    private static ProblemDocument of(int status, String code, String detail, String requestId, List<Fault> errors) {
        String type = TYPE_PREFIX + code.toLowerCase(Locale.ROOT).replace('_', '-');
        boolean retryable = status == 429 || status == 503;
        return new ProblemDocument(type, title(status), status, detail, requestId, code, errors, retryable);
    }

    /** As UTF-8 bytes, ready to send. */
    public byte[] toJson() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem document is always writable", e);
        }
    }

    /** What a status means here, in a few words. */
    public static String title(int status) {
        return switch (status) {
            case 400 -> "Something in the request is missing or wrong";
            case 401 -> "Sign in first";
            case 403 -> "Not permitted";
            case 404 -> "Not found";
            case 405 -> "Method not allowed here";
            case 406 -> "No such form of the answer";
            case 409 -> "It clashes with the present state";
            case 412 -> "It has been changed by somebody else";
            case 413 -> "Too large";
            case 415 -> "No such form of the request";
            case 422 -> "A rule forbids it";
            case 428 -> "If-Match is needed";
            case 429 -> "Too many requests";
            case 503 -> "Not available now";
            default -> status < 500 ? "The request is refused" : "Something failed here";
        };
    }
}
