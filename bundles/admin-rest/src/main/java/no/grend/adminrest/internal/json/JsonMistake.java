package no.grend.adminrest.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A value that one of Grend's own readers refuses, with what it expected instead. */
final class JsonMistake extends JsonMappingException {

    private static final long serialVersionUID = 1;
    private final String code;

    /** @param expected completes the sentence "Expected …." */
    JsonMistake(JsonParser where, String code, String expected) {
        super(where, expected);
        this.code = code;
    }

    String code() {
        return code;
    }

    /** What was expected, without Jackson's own additions. */
    String expected() {
        return getOriginalMessage();
    }
}
