package no.grend.adminrest.internal.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Two methods of one address that answer in different forms, such as a list and its table: the caller chooses by Accept, and
 * OpenAPI knows one operation. The one that answers in JSON lends it its name and words.
 */
final class OtherForm {

    private static final String CONTENT = "content";
    private static final String PARAMETERS = "parameters";
    private static final String RESPONSES = "responses";

    private OtherForm() {}

    static ObjectNode merged(ObjectNode one, ObjectNode other) {
        boolean turned =
                forms(other).contains("application/json") && !forms(one).contains("application/json");
        ObjectNode main = turned ? other : one;
        ObjectNode also = turned ? one : other;
        describe(main, also);
        parameters(main, also);
        responses(main, also);
        return main;
    }

    /** The media types that it answers in when all is well. */
    private static Set<String> forms(ObjectNode operation) {
        Set<String> forms = new LinkedHashSet<>();
        operation.path(RESPONSES).fields().forEachRemaining(response -> {
            if (response.getKey().startsWith("2")) {
                response.getValue().path(CONTENT).fieldNames().forEachRemaining(forms::add);
            }
        });
        return forms;
    }

    private static void describe(ObjectNode main, ObjectNode also) {
        String words = also.path("summary").asText();
        if (!words.isEmpty()) {
            String before = main.path("description").asText();
            main.put(
                    "description",
                    (before.isEmpty() ? "" : before + " ") + "As " + String.join(", ", forms(also)) + ": " + words
                            + ".");
        }
    }

    private static void parameters(ObjectNode main, ObjectNode also) {
        if (!also.has(PARAMETERS)) {
            return;
        }
        ArrayNode known = main.withArray(PARAMETERS);
        Set<String> names = new LinkedHashSet<>();
        known.forEach(parameter -> names.add(name(parameter)));
        also.get(PARAMETERS).forEach(parameter -> {
            if (names.add(name(parameter))) {
                known.add(parameter);
            }
        });
    }

    private static String name(JsonNode parameter) {
        return parameter.path("in").asText() + " " + parameter.path("name").asText();
    }

    private static void responses(ObjectNode main, ObjectNode also) {
        ObjectNode known = main.withObjectProperty(RESPONSES);
        also.path(RESPONSES).fields().forEachRemaining(response -> {
            if (!known.has(response.getKey())) {
                known.set(response.getKey(), response.getValue());
            } else if (response.getValue().has(CONTENT)) {
                ObjectNode content = ((ObjectNode) known.get(response.getKey())).withObjectProperty(CONTENT);
                response.getValue().get(CONTENT).fields().forEachRemaining(form -> {
                    if (!content.has(form.getKey())) {
                        content.set(form.getKey(), form.getValue());
                    }
                });
            }
        });
    }
}
