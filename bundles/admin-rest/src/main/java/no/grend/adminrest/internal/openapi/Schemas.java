package no.grend.adminrest.internal.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.InputStream;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.grend.kernel.Ore;

/** Describes Java types as OpenAPI schemas, records by name under {@code components}. One document uses one of these. */
final class Schemas {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final Map<String, String> nameOfType = new HashMap<>();

    /** All named schemas, by name. */
    Map<String, ObjectNode> components() {
        return components;
    }

    /** The schema of a type, or a reference to it. */
    ObjectNode of(Type type) {
        return of(type, Map.of());
    }

    private ObjectNode of(Type type, Map<TypeVariable<?>, Type> bound) {
        if (type instanceof Class<?> plain) {
            return ofClass(plain, type, bound);
        }
        if (type instanceof ParameterizedType parameterized) {
            return ofParameterized(parameterized, bound);
        }
        if (type instanceof TypeVariable<?> variable && bound.containsKey(variable)) {
            return of(bound.get(variable), Map.of());
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0], bound);
        }
        if (type instanceof GenericArrayType array) {
            return list(of(array.getGenericComponentType(), bound));
        }
        return JSON.objectNode();
    }

    private ObjectNode ofParameterized(ParameterizedType type, Map<TypeVariable<?>, Type> bound) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw) || Stream.class.isAssignableFrom(raw)) {
            return list(of(arguments[0], bound));
        }
        if (Map.class.isAssignableFrom(raw)) {
            ObjectNode map = JSON.objectNode().put("type", "object");
            map.set("additionalProperties", of(arguments[1], bound));
            return map;
        }
        if (raw == Optional.class) {
            return of(arguments[0], bound);
        }
        Map<TypeVariable<?>, Type> inner = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            Type argument = arguments[i];
            inner.put(raw.getTypeParameters()[i], bound.getOrDefault(argument, argument));
        }
        return ofClass(raw, type, inner);
    }

    private static ObjectNode list(JsonNode items) {
        ObjectNode list = JSON.objectNode().put("type", "array");
        list.set("items", items);
        return list;
    }

    private ObjectNode ofClass(Class<?> type, Type whole, Map<TypeVariable<?>, Type> bound) {
        if (type.isArray() && type != byte[].class) {
            return list(of(type.getComponentType(), bound));
        }
        if (type.isEnum()) {
            ObjectNode schema = JSON.objectNode().put("type", "string");
            for (Object constant : type.getEnumConstants()) {
                schema.withArray("enum").add(((Enum<?>) constant).name());
            }
            return schema;
        }
        if (type == Ore.class) {
            components.computeIfAbsent("Money", name -> money());
            return reference("Money");
        }
        if (type.isRecord()) {
            return record(type, whole, bound);
        }
        return simple(type);
    }

    private static ObjectNode simple(Class<?> type) {
        ObjectNode schema = JSON.objectNode();
        if (type == int.class || type == Integer.class || type == short.class || type == Short.class) {
            return schema.put("type", "integer").put("format", "int32");
        }
        if (type == long.class || type == Long.class) {
            return schema.put("type", "integer").put("format", "int64");
        }
        if (type == boolean.class || type == Boolean.class) {
            return schema.put("type", "boolean");
        }
        if (type == BigDecimal.class) {
            return schema.put("type", "number");
        }
        if (type == LocalDate.class) {
            return schema.put("type", "string").put("format", "date");
        }
        if (type == Instant.class
                || type == OffsetDateTime.class
                || type == ZonedDateTime.class
                || type == LocalDateTime.class) {
            return schema.put("type", "string").put("format", "date-time");
        }
        if (type == byte[].class || InputStream.class.isAssignableFrom(type)) {
            return schema.put("type", "string").put("format", "binary");
        }
        if (type == Duration.class || type == Period.class) {
            return schema.put("type", "string").put("format", "duration");
        }
        if (CharSequence.class.isAssignableFrom(type) || type == char.class) {
            return schema.put("type", "string");
        }
        return schema;
    }

    private ObjectNode record(Class<?> type, Type whole, Map<TypeVariable<?>, Type> bound) {
        String key = whole.getTypeName();
        String known = nameOfType.get(key);
        if (known != null) {
            return reference(known);
        }
        String name = freeName(type, whole);
        nameOfType.put(key, name);
        ObjectNode schema = JSON.objectNode().put("type", "object");
        components.put(name, schema);
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent component : type.getRecordComponents()) {
            ObjectNode property = of(component.getGenericType(), bound);
            Schema described = component.getAccessor().getAnnotation(Schema.class);
            if (described != null && !described.description().isEmpty() && !property.has("$ref")) {
                property.put("description", described.description());
            }
            properties.set(component.getName(), property);
            if (component.getType().isPrimitive()) {
                schema.withArray("required").add(component.getName());
            }
        }
        schema.put("additionalProperties", false);
        return reference(name);
    }

    /** The simple name; with that of the class around it when another type has it already. */
    private String freeName(Class<?> type, Type whole) {
        String simple = type.getSimpleName() + arguments(whole);
        if (!components.containsKey(simple)) {
            return simple;
        }
        Class<?> around = type.getEnclosingClass();
        String longer = (around == null ? "" : around.getSimpleName().replaceFirst("Resource$", "")) + simple;
        String free = longer;
        for (int number = 2; components.containsKey(free); number++) {
            free = longer + number;
        }
        return free;
    }

    private static String arguments(Type whole) {
        if (!(whole instanceof ParameterizedType parameterized)) {
            return "";
        }
        return Stream.of(parameterized.getActualTypeArguments())
                .map(argument -> argument instanceof Class<?> plain ? plain.getSimpleName() : "")
                .collect(Collectors.joining("And", "Of", ""));
    }

    private static ObjectNode reference(String name) {
        return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static ObjectNode money() {
        ObjectNode schema = JSON.objectNode().put("type", "object").put("description", "Money in whole øre");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("value").put("type", "integer").put("format", "int64");
        properties.putObject("currency").put("type", "string").putArray("enum").add("NOK");
        schema.putArray("required").add("value").add("currency");
        schema.put("additionalProperties", false);
        return schema;
    }
}
