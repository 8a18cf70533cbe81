package no.grend.adminrest.internal.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import no.grend.adminrest.internal.openapi.OperationParts.Door;

/**
 * Makes the OpenAPI 3 document of resource classes from what they say themselves: the JAX-RS annotations, the types of
 * their methods, and {@code @Operation}, {@code @ApiResponse}, {@code @Tag} for the words.
 */
final class OpenApiDocument {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String BASE = "/api/admin";

    private final Schemas schemas = new Schemas();
    private final OperationParts parts = new OperationParts(schemas);
    private final Map<String, Map<String, ObjectNode>> paths = new TreeMap<>();
    private final Map<String, String> tags = new TreeMap<>();

    private OpenApiDocument() {}

    /** The document of these classes. Sorted, so the same classes give the same document. */
    static ObjectNode of(Collection<Class<?>> resources, Collection<String> publicDoors) {
        OpenApiDocument document = new OpenApiDocument();
        resources.forEach(resource -> document.read(resource, publicDoors));
        return document.assemble();
    }

    private void read(Class<?> resource, Collection<String> publicDoors) {
        Path base = resource.getAnnotation(Path.class);
        List<Method> methods = Arrays.stream(resource.getMethods())
                .filter(method -> verb(method) != null)
                .sorted(Comparator.comparing(Method::toGenericString))
                .toList();
        for (Method method : methods) {
            Path own = method.getAnnotation(Path.class);
            String path = join(base == null ? "" : base.value(), own == null ? "" : own.value());
            Operation words = method.getAnnotation(Operation.class);
            if (words == null || !words.hidden()) {
                boolean open = publicDoors.contains(verb(method) + " " + path.substring(1));
                paths.computeIfAbsent(path, fresh -> new TreeMap<>())
                        .merge(
                                verb(method).toLowerCase(Locale.ROOT),
                                operation(resource, method, words, new Door(verb(method), path, open)),
                                OtherForm::merged);
            }
        }
    }

    private ObjectNode operation(Class<?> resource, Method method, Operation words, Door door) {
        ObjectNode operation = JSON.objectNode();
        boolean named = words != null && !words.operationId().isEmpty();
        operation.put("operationId", named ? words.operationId() : generatedId(resource, method));
        if (words != null && !words.summary().isEmpty()) {
            operation.put("summary", words.summary());
        }
        if (words != null && !words.description().isEmpty()) {
            operation.put("description", words.description());
        }
        Tag tag = method.isAnnotationPresent(Tag.class)
                ? method.getAnnotation(Tag.class)
                : resource.getAnnotation(Tag.class);
        if (tag != null) {
            tags.merge(tag.name(), tag.description(), (old, fresh) -> old.isEmpty() ? fresh : old);
            operation.withArray("tags").add(tag.name());
        }
        parts.describe(operation, resource, method, door);
        if (door.open()) {
            operation.putArray("security");
        }
        return operation;
    }

    private static String generatedId(Class<?> resource, Method method) {
        return method.getName() + resource.getSimpleName().replaceFirst("Resource$", "");
    }

    private static String verb(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value();
            }
        }
        return null;
    }

    private static String join(String base, String own) {
        String joined = "/" + base + "/" + own;
        // {id: [0-9]+} is {id} in OpenAPI.
        return joined.replaceAll("/+", "/")
                .replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}")
                .replaceAll("(?<=.)/$", "");
    }

    private ObjectNode assemble() {
        ObjectNode document = JSON.objectNode().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", "Grend staff API")
                .put("version", "1")
                .put(
                        "description",
                        "What the modules that run right now offer. Money is whole øre. Every refusal is a problem"
                                + " document (RFC 9457).");
        document.putArray("servers").addObject().put("url", BASE);
        document.putArray("security").addObject().putArray("bearer");
        tags.forEach((name, description) -> {
            ObjectNode tag = document.withArray("tags").addObject().put("name", name);
            if (!description.isEmpty()) {
                tag.put("description", description);
            }
        });
        ObjectNode all = document.putObject("paths");
        paths.forEach((path, operations) -> operations.forEach(all.withObjectProperty(path)::set));
        ObjectNode components = document.putObject("components");
        Refusals.describe(components.putObject("responses"), schemas);
        schemas.components().forEach(components.putObject("schemas")::set);
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "The token of POST /sessions");
        return document;
    }
}
