package no.grend.adminrest.internal.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import no.grend.adminrest.internal.refusal.ProblemDocument;

/** Describes what goes into an operation and what comes out of it. */
final class OperationParts {

    private static final String[] JSON = {MediaType.APPLICATION_JSON};
    private final Schemas schemas;

    OperationParts(Schemas schemas) {
        this.schemas = schemas;
    }

    void describe(ObjectNode operation, Class<?> resource, Method method) {
        for (Parameter parameter : method.getParameters()) {
            describe(operation, resource, method, parameter);
        }
        responses(operation, resource, method);
    }

    private void describe(ObjectNode operation, Class<?> resource, Method method, Parameter parameter) {
        if (parameter.isAnnotationPresent(PathParam.class)) {
            add(operation, "path", parameter.getAnnotation(PathParam.class).value(), parameter);
        } else if (parameter.isAnnotationPresent(QueryParam.class)) {
            add(operation, "query", parameter.getAnnotation(QueryParam.class).value(), parameter);
        } else if (parameter.isAnnotationPresent(HeaderParam.class)) {
            add(operation, "header", parameter.getAnnotation(HeaderParam.class).value(), parameter);
        } else if (!parameter.isAnnotationPresent(Context.class) && parameter.getAnnotations().length == 0) {
            body(operation, resource, method, parameter);
        }
    }

    private void add(ObjectNode operation, String where, String name, Parameter parameter) {
        if (name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Accept")) {
            return; // OpenAPI tells these by security and content.
        }
        ObjectNode described = operation.withArray("parameters").addObject();
        described.put("name", name).put("in", where);
        if (where.equals("path")) {
            described.put("required", true);
        }
        ObjectNode schema = schemas.of(parameter.getParameterizedType());
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
            content.putObject(mediaType).set("schema", schemas.of(type));
        }
    }

    private void responses(ObjectNode operation, Class<?> resource, Method method) {
        ObjectNode responses = operation.putObject("responses");
        String[] types = produces(resource, method);
        Map<String, ApiResponse> stated = new LinkedHashMap<>();
        for (ApiResponse response : method.getAnnotationsByType(ApiResponse.class)) {
            stated.put(response.responseCode(), response);
        }
        stated.forEach((code, response) -> stated(responses.putObject(code), response, types, method));
        if (stated.isEmpty()) {
            unstated(responses, types, method);
        }
        ObjectNode refusal = responses.putObject("default").put("description", "Refused");
        content(refusal, new String[] {ProblemDocument.MEDIA_TYPE}, ProblemDocument.class);
    }

    private static String[] produces(Class<?> resource, Method method) {
        Produces own = method.getAnnotation(Produces.class);
        Produces general = resource.getAnnotation(Produces.class);
        return own != null ? own.value() : general != null ? general.value() : JSON;
    }

    private void stated(ObjectNode described, ApiResponse response, String[] types, Method method) {
        described.put("description", response.description().isEmpty() ? "As asked" : response.description());
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

    private void unstated(ObjectNode responses, String[] types, Method method) {
        if (method.getReturnType() == void.class) {
            responses.putObject("204").put("description", "Done");
        } else {
            ObjectNode described = responses.putObject("200").put("description", "As asked");
            if (tellsItsType(method)) {
                content(described, types, method.getGenericReturnType());
            }
        }
    }

    private static boolean tellsItsType(Method method) {
        Class<?> type = method.getReturnType();
        return type != void.class && !Response.class.isAssignableFrom(type);
    }
}
