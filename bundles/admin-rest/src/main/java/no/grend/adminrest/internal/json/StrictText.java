package no.grend.adminrest.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.text.Normalizer;
import no.grend.kernel.Problem;

/**
 * Text as it enters Grend: Unicode NFC, so that «Åse» is one name however it was typed, and without control characters,
 * which no name needs and no database agrees on (S84).
 */
public final class StrictText {

    private static final String CODE = "TEXT_INVALID";
    private static final String EXPECTED = "text without control characters and with whole Unicode characters";

    private StrictText() {}

    /**
     * Whether a text holds what no text may: control characters but tab and line ends, or half a character.
     *
     * @param text null is not broken
     */
    public static boolean isBroken(String text) {
        if (text == null) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 && c != '\n' && c != '\r' && c != '\t' || c == 0x7f) {
                return true;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Reads text fields of records. */
    static final class Reader extends StdDeserializer<String> {
        private static final long serialVersionUID = 1;

        Reader() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                throw new JsonMistake(in, "VALUE_INVALID", "a text in quotes");
            }
            String text = in.getText();
            if (isBroken(text)) {
                throw new JsonMistake(in, CODE, EXPECTED);
            }
            return nfc(text);
        }
    }

    /** Makes the text nodes of JSON that is read as a tree, as in JSON Merge Patch. */
    static final class Nodes extends JsonNodeFactory {
        private static final long serialVersionUID = 1;

        @Override
        public TextNode textNode(String text) {
            if (text != null && isBroken(text)) {
                throw Problem.invalid(null, CODE, "Expected " + EXPECTED + ".");
            }
            return super.textNode(text == null ? null : nfc(text));
        }
    }
}
