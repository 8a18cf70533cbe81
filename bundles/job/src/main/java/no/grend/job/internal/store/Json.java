package no.grend.job.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A job's parameters, warnings and result as text in the database. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String write(Object value) {
        requirePlain(value);
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values can always be written", e);
        }
    }

    static Map<String, Object> map(String text) {
        return text == null ? null : read(text, new TypeReference<>() {});
    }

    static Map<String, String> texts(String text) {
        return read(text, new TypeReference<>() {});
    }

    static List<String> list(String text) {
        return text == null ? List.of() : read(text, new TypeReference<>() {});
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What a job stored cannot be read", e);
        }
    }

    /** Anything else would be read back as something that it was not. */
    private static void requirePlain(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(Json::requireName);
            map.values().forEach(Json::requirePlain);
        } else if (value instanceof Collection<?> items) {
            items.forEach(Json::requirePlain);
        } else if (!(value == null || value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw new IllegalArgumentException(
                    "A job's result holds texts, numbers, booleans, lists and maps of them, not "
                            + value.getClass().getName());
        }
    }

    private static void requireName(Object key) {
        if (!(key instanceof String)) {
            throw new IllegalArgumentException("The names in a job's result are texts");
        }
    }
}
