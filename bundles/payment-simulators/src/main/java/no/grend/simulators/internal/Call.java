package no.grend.simulators.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * A request as it came.
 *
 * @param base where the simulator was reached, without a slash at the end
 * @param path what follows it
 * @param headers by name in lower case
 */
public record Call(URI base, String method, String path, Map<String, String> headers, byte[] content) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public String line() {
        return method + " " + path;
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Missing when it is no JSON. */
    public JsonNode body() {
        try {
            return content.length == 0 ? MissingNode.getInstance() : JSON.readTree(content);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
