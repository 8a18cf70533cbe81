package no.grend.simulators.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/**
 * What is answered.
 *
 * @param body JSON, or nothing
 */
public record Answer(int status, String body) {

    /** The connection breaks instead of an answer. */
    public static final Answer LOST = new Answer(0, "");

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(int status, Object body) {
        try {
            return new Answer(status, JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer empty(int status) {
        return new Answer(status, "");
    }

    public boolean isLost() {
        return status == 0;
    }
}
