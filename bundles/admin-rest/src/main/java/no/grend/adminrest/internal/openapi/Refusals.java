package no.grend.adminrest.internal.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import no.grend.adminrest.internal.refusal.ProblemDocument;

/**
 * Which refusals an operation can give, told from what it takes in: one rule for every module, since they all refuse in one
 * way. Each is a problem document.
 */
final class Refusals {

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    /** What each status says beyond its title, where it says the same in every operation. */
    private static final Map<Integer, String> MORE = Map.of(
            400, "the errors name each field or parameter that is missing or cannot be read",
            401, "the token is missing, unknown or has run out",
            403, "the roles of the account do not permit it",
            404, "or not to be seen by this account",
            409, "and the detail tells what to do about it",
            412, "read it again and repeat the change",
            422, "the request can be read, but not be done",
            428, "send the ETag that was read",
            429, "Retry-After says when to try again",
            503, "Retry-After says when to try again");

    private Refusals() {}

    /** The statuses, ascending. @param open whether it is asked without a token */
    static Set<Integer> of(String verb, String path, Method method, boolean open, boolean hasBody) {
        Set<Integer> statuses = new TreeSet<>(Set.of(400, 503));
        boolean changing = CHANGING.contains(verb);
        note(statuses, !open || changing, 401);
        note(statuses, !open, 403);
        note(statuses, path.contains("{"), 404);
        note(statuses, changing && !open, 409, 422);
        note(statuses, hasBody, 413, 415);
        boolean versioned = takesHeader(method, HttpHeaders.IF_MATCH);
        note(statuses, versioned, 412);
        // What there is one of, such as the organisation's profile, may be changed without the header.
        note(statuses, versioned && path.contains("{"), 428);
        // Whoever asks for the client's address does so to hold back those who try too often.
        note(statuses, takesContext(method, HttpServletRequest.class), 429);
        return statuses;
    }

    private static void note(Set<Integer> statuses, boolean can, Integer... these) {
        if (can) {
            statuses.addAll(Arrays.asList(these));
        }
    }

    static boolean takesHeader(Method method, String name) {
        return Stream.of(method.getParameters())
                .map(parameter -> parameter.getAnnotation(HeaderParam.class))
                .anyMatch(header -> header != null && header.value().equalsIgnoreCase(name));
    }

    private static boolean takesContext(Method method, Class<?> type) {
        return Stream.of(method.getParameters())
                .anyMatch(parameter -> parameter.isAnnotationPresent(Context.class) && parameter.getType() == type);
    }

    /** Refers to the described refusals from an operation; a status that the operation tells of itself is let be. */
    static void refer(ObjectNode responses, Set<Integer> statuses) {
        for (int status : statuses) {
            if (!responses.has(String.valueOf(status))) {
                responses.putObject(String.valueOf(status)).put("$ref", "#/components/responses/" + name(status));
            }
        }
        responses.putObject("default").put("$ref", "#/components/responses/Refused");
    }

    /** Describes all of them once, for {@code components.responses}. */
    static void describe(ObjectNode described, Schemas schemas) {
        for (int status : new TreeSet<>(Set.of(400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429, 503))) {
            String more = MORE.get(status);
            ObjectNode response = described.putObject(name(status));
            response.put("description", ProblemDocument.title(status) + (more == null ? "" : ": " + more));
            if (status == 429 || status == 503) {
                header(response, HttpHeaders.RETRY_AFTER, "integer", "Seconds until it is worth trying again");
            }
            content(response, schemas);
        }
        ObjectNode other = described.putObject("Refused").put("description", "Refused in another way");
        content(other, schemas);
    }

    private static void content(ObjectNode response, Schemas schemas) {
        response.putObject("content")
                .putObject(ProblemDocument.MEDIA_TYPE)
                .set("schema", schemas.of(ProblemDocument.class));
    }

    static void header(ObjectNode response, String name, String type, String description) {
        ObjectNode header = response.withObjectProperty("headers").putObject(name);
        header.put("description", description).putObject("schema").put("type", type);
    }

    private static String name(int status) {
        return "Problem" + status;
    }
}
