package no.grend.adminrest.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.OffsetDateTime;
import no.grend.adminrest.internal.address.SealedCursor;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;

/**
 * How Grend's own values look in JSON: money as {@code {"value": 12550, "currency": "NOK"}}, in øre, and pages with a cursor
 * that nobody can make up.
 */
final class GrendModule extends SimpleModule {

    private static final long serialVersionUID = 1;
    private static final String CURRENCY = "NOK";

    GrendModule() {
        super("grend");
        addSerializer(Ore.class, new OreWriter());
        addSerializer(Page.class, new PageWriter());
        addSerializer(OffsetDateTime.class, new TimeWriter());
        addDeserializer(Ore.class, new OreReader());
        addDeserializer(String.class, new StrictText.Reader());
    }

    private static final class OreWriter extends StdSerializer<Ore> {
        private static final long serialVersionUID = 1;

        OreWriter() {
            super(Ore.class);
        }

        @Override
        public void serialize(Ore amount, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeNumberField("value", amount.value());
            out.writeStringField("currency", CURRENCY);
            out.writeEndObject();
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class PageWriter extends StdSerializer<Page> {
        private static final long serialVersionUID = 1;

        PageWriter() {
            super(Page.class);
        }

        @Override
        public void serialize(Page page, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            provider.defaultSerializeField("items", page.items(), out);
            out.writeStringField("next", SealedCursor.seal(page.next()));
            out.writeEndObject();
        }
    }

    private static final class OreReader extends StdDeserializer<Ore> {
        private static final long serialVersionUID = 1;

        OreReader() {
            super(Ore.class);
        }

        @Override
        public Ore deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.isExpectedStartObjectToken()) {
                throw expected(in, "an amount {\"value\": <whole øre>, \"currency\": \"NOK\"}");
            }
            Long value = null;
            String currency = null;
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                JsonToken token = in.nextToken();
                switch (field) {
                    case "value" -> value = wholeOre(in, token);
                    case "currency" -> currency = nok(in, token);
                    default -> throw expected(in, "only \"value\" and \"currency\" in an amount");
                }
            }
            if (value == null || currency == null) {
                throw expected(in, "both \"value\" (whole øre) and \"currency\" (\"NOK\") in an amount");
            }
            return Ore.of(value);
        }

        private static Long wholeOre(JsonParser in, JsonToken token) throws IOException {
            if (token != JsonToken.VALUE_NUMBER_INT || in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw expected(in, "\"value\" as a whole number of øre");
            }
            return in.getLongValue();
        }

        private static String nok(JsonParser in, JsonToken token) throws IOException {
            if (token != JsonToken.VALUE_STRING || !CURRENCY.equals(in.getText())) {
                throw expected(in, "the currency \"NOK\"");
            }
            return CURRENCY;
        }

        private static JsonMistake expected(JsonParser in, String what) {
            return new JsonMistake(in, "AMOUNT_INVALID", what);
        }
    }
}
