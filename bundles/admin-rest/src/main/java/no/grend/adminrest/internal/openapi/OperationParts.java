package no.grend.adminrest.internal.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import no.grend.kernel.Page;

/** Describes what goes into an operation and what comes out of it. */
final class OperationParts {

    private static final String[] JSON = {MediaType.APPLICATION_JSON};

    /** Parameters that mean the same wherever they stand. */
    private static final Map<String, String> MEANINGS = Map.of(
            HttpHeaders.IF_MATCH,
            "The ETag of the version that was read, so that nobody's change is lost",
            "Idempotency-Key",
            "The caller's name for this request, 1-128 visible ASCII characters; the same key again gives the same"
                    + " answer and does nothing twice",
            "limit",
            "How many at most; " + Page.USUAL + " when nothing is said",
            "cursor",
            "next of the page before, unchanged; none for the first page");

    private final Schemas schemas;

    OperationParts(Schemas schemas) {
        this.schemas = schemas;
    }

    /** What of an operation stands outside its method. @param open whether it is asked without a token */
    record Door(String verb, String path, boolean open) {}

    void describe(ObjectNode operation, Class<?> resource, Method method, Door door) {
        for (Parameter parameter : method.getParameters()) {
            describe(operation, resource, method, parameter, door);
        }
        responses(operation, resource, method, door);
    }

    private void describe(ObjectNode operation, Class<?> resource, Method method, Parameter parameter, Door door) {
        if (parameter.isAnnotationPresent(PathParam.class)) {
            add(operation, "path", parameter.getAnnotation(PathParam.class).value(), parameter, door);
        } else if (parameter.isAnnotationPresent(QueryParam.class)) {
            add(operation, "query", parameter.getAnnotation(QueryParam.class).value(), parameter, door);
        } else if (parameter.isAnnotationPresent(HeaderParam.class)) {
            add(operation, "header", parameter.getAnnotation(HeaderParam.class).value(), parameter, door);
        } else if (!parameter.isAnnotationPresent(Context.class) && parameter.getAnnotations().length == 0) {
            body(operation, resource, method, parameter);
        }
    }

    private void add(ObjectNode operation, String where, String name, Parameter parameter, Door door) {
        if (name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Accept")) {
            return; // OpenAPI tells these by security and content.
        }
        ObjectNode described = operation.withArray("parameters").addObject();
        described.put("name", name).put("in", where);
        // What there is one of, such as the organisation's profile, may be changed without it.
        boolean ifMatch = name.equalsIgnoreCase(HttpHeaders.IF_MATCH);
        if (where.equals("path") || ifMatch && door.path().contains("{")) {
            described.put("required", true);
        }
        String meaning = MEANINGS.get(name);
        if (meaning != null) {
            described.put("description", meaning);
        }
        ObjectNode schema = schemas.of(parameter.getParameterizedType());
        if (name.equals("limit")) {
            schema.put("minimum", 1).put("maximum", Page.LARGEST);
        }
        DefaultValue usual = parameter.getAnnotation(DefaultValue.class);
        if (usual != null) {
            schema.put("default", usual.value());
        }
        described.set("schema", schema);
    }

    private void body(ObjectNode operation, Class<?> resource, Method method, Parameter parameter) {
        boolean bytes = InputStream.class.isAssignableFrom(parameter.getType()) || parameter.getType() == byte[].class;
        Consumes own = method.getAnnotation(Consumes.class);
        Consumes general = resource.getAnnotation(Consumes.class);
        String[] usual = bytes ? new String[] {MediaType.APPLICATION_OCTET_STREAM} : JSON;
        String[] types = own != null ? own.value() : general != null ? general.value() : usual;
        ObjectNode body = operation.putObject("requestBody").put("required", true);
        content(body, types, parameter.getParameterizedType());
    }

    private void content(ObjectNode holder, String[] mediaTypes, Type type) {
        ObjectNode content = holder.putObject("content");
        for (String mediaType : mediaTypes) {
            content.putObject(plain(mediaType)).set("schema", schemas.of(type));
        }
    }

    private void responses(ObjectNode operation, Class<?> resource, Method method, Door door) {
        ObjectNode responses = operation.putObject("responses");
        String[] types = produces(resource, method);
        Map<String, ApiResponse> stated = new LinkedHashMap<>();
        Operation words = method.getAnnotation(Operation.class);
        Stream.concat(
                        Stream.of(words == null ? new ApiResponse[0] : words.responses()),
                        Stream.of(method.getAnnotationsByType(ApiResponse.class)))
                .forEach(response -> stated.put(response.responseCode(), response));
        stated.forEach((code, response) -> stated(responses.putObject(code), response, types, method));
        if (stated.keySet().stream().noneMatch(code -> code.startsWith("2"))) {
            unstated(responses, types, method, door);
        }
        boolean begins = responses.has("201") || responses.has("202");
        if (begins) {
            ObjectNode created = (ObjectNode) responses.get(responses.has("201") ? "201" : "202");
            Refusals.header(created, HttpHeaders.LOCATION, "string", "The path of what was made or begun");
        }
        if (Refusals.takesHeader(method, HttpHeaders.IF_MATCH) && responses.has("200")) {
            Refusals.header(
                    (ObjectNode) responses.get("200"), HttpHeaders.ETAG, "string", "The version that it has now");
        }
        boolean hasBody = operation.has("requestBody");
        Refusals.refer(responses, Refusals.of(door.verb(), door.path(), method, door.open(), hasBody));
    }

    private static String[] produces(Class<?> resource, Method method) {
        Produces own = method.getAnnotation(Produces.class);
        Produces general = resource.getAnnotation(Produces.class);
        return own != null ? own.value() : general != null ? general.value() : JSON;
    }

    private static String usual(ApiResponse response) {
        return switch (response.responseCode()) {
            case "201" -> "Made";
            case "202" -> "Begun";
            case "204" -> "Done";
            default -> "As asked";
        };
    }

    private void stated(ObjectNode described, ApiResponse response, String[] types, Method method) {
        described.put("description", response.description().isEmpty() ? usual(response) : response.description());
        Class<?> shown = Void.class;
        for (Content content : response.content()) {
            shown = content.schema().implementation();
        }
        if (shown != Void.class) {
            content(described, types, shown);
        } else if (response.responseCode().startsWith("2") && tellsItsType(method)) {
            content(described, types, method.getGenericReturnType());
        }
    }

    /** What a method that says nothing about it answers, by the house's habit: a POST that builds its answer makes something. */
    private void unstated(ObjectNode responses, String[] types, Method method, Door door) {
        boolean builds = Response.class.isAssignableFrom(method.getReturnType());
        if (method.getReturnType() == void.class || builds && door.verb().equals("DELETE")) {
            responses.putObject("204").put("description", "Done");
        } else if (builds && door.verb().equals("POST")) {
            responses.putObject("201").put("description", "Made");
        } else {
            ObjectNode described = responses.putObject("200").put("description", "As asked");
            if (tellsItsType(method)) {
                content(described, types, method.getGenericReturnType());
            } else {
                file(described, types);
            }
        }
    }

    /** What is streamed, such as a table, has no type in Java; its form is told all the same. */
    private static void file(ObjectNode described, String[] mediaTypes) {
        for (String mediaType : mediaTypes) {
            if (!mediaType.endsWith("json")) {
                ObjectNode schema = described
                        .withObjectProperty("content")
                        .putObject(plain(mediaType))
                        .putObject("schema")
                        .put("type", "string");
                if (!mediaType.startsWith("text/")) {
                    schema.put("format", "binary");
                }
            }
        }
    }

    /** How much the server likes a form (qs) is between it and JAX-RS. */
    private static String plain(String mediaType) {
        return mediaType.replaceAll("\\s*;\\s*qs=[0-9.]+", "");
    }

    private static boolean tellsItsType(Method method) {
        Class<?> type = method.getReturnType();
        return type != void.class && !Response.class.isAssignableFrom(type);
    }
}
