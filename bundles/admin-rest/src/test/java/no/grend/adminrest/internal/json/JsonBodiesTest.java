package no.grend.adminrest.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.core.MediaType;
import no.grend.adminrest.internal.address.SealedCursor;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodiesTest {

    private static final String PRICE = "{\"price\":{\"value\":%s,\"currency\":\"NOK\"}}";

    private final JsonBodies bodies = new JsonBodies();

    enum Kind {
        RUNNING,
        CASH
    }

    record Line(String text, Ore amount) {}

    record Thing(String name, Ore price, LocalDate date, Kind kind, List<Line> lines, int count, Boolean flag) {}

    @Test
    void readsAndWritesRecordsWithMoneyAndDates() throws IOException {
        Thing thing = new Thing(
                "Åse", Ore.of(12550), LocalDate.of(2026, 2, 3), Kind.CASH, List.of(new Line("a", Ore.of(-5))), 3, true);

        String json = write(thing);

        assertThat(json)
                .isEqualTo("{\"name\":\"Åse\",\"price\":{\"value\":12550,\"currency\":\"NOK\"},\"date\":\"2026-02-03\","
                        + "\"kind\":\"CASH\",\"lines\":[{\"text\":\"a\",\"amount\":{\"value\":-5,\"currency\":\"NOK\"}}],"
                        + "\"count\":3,\"flag\":true}");
        assertThat(read(json, Thing.class)).isEqualTo(thing);
        assertThat(write(Instant.parse("2026-11-01T12:00:00Z"))).isEqualTo("\"2026-11-01T12:00:00Z\"");
    }

    @Test
    void aPageShowsItsCursorSealed() throws IOException {
        assertThat(write(new Page<>(List.of(new Line("a", Ore.of(-5))), "42")))
                .isEqualTo("{\"items\":[{\"text\":\"a\",\"amount\":{\"value\":-5,\"currency\":\"NOK\"}}],\"next\":\""
                        + SealedCursor.seal("42") + "\"}");
        assertThat(write(new Page<>(List.of(), null))).isEqualTo("{\"items\":[],\"next\":null}");
    }

    @Test
    void textIsOneAndTheSameHoweverItWasTyped() {
        assertThat(((Thing) read("{\"name\":\"A\u030ase\",\"count\":1}", Thing.class)).name())
                .isEqualTo("\u00c5se");
        assertThat(((JsonNode) read("{\"name\":\"A\u030ase\"}", JsonNode.class))
                        .get("name")
                        .asText())
                .isEqualTo("\u00c5se");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12.5",
                "1e2",
                "1e400",
                "9223372036854775808",
                "\"12\"",
                "null",
                "true",
                "NaN",
                "[]",
                "1111111111111111111111111111111111111111111111111111111111111111111111111111111"
            })
    void noAmountButWholeOre(String value) {
        assertThat(refusal(PRICE.formatted(value)).kind()).isEqualTo(Problem.Kind.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"price\":125}",
                "{\"price\":\"125\"}",
                "{\"price\":{\"value\":1}}",
                "{\"price\":{\"currency\":\"NOK\"}}",
                "{\"price\":{\"value\":1,\"currency\":\"SEK\"}}",
                "{\"price\":{\"value\":1,\"currency\":\"NOK\",\"scale\":2}}",
                "{\"price\":{\"value\":1,\"currency\":null}}"
            })
    void noAmountWithoutItsCurrency(String json) {
        Problem problem = refusal(json);

        assertThat(problem.errors().get(0).code()).isEqualTo("AMOUNT_INVALID");
        assertThat(problem.errors().get(0).pointer()).startsWith("/price");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"count\":1,\"nmae\":\"x\"} | /nmae | FIELD_UNKNOWN | known are",
                "{\"lines\":[{\"text\":\"a\"},{\"txet\":1}]} | /lines/1/txet | FIELD_UNKNOWN | amount, text",
                "{\"date\":\"3.2.2026\"} | /date | VALUE_INVALID | YYYY-MM-DD",
                "{\"date\":\"2026-02-30\"} | /date | VALUE_INVALID | YYYY-MM-DD",
                "{\"date\":\"\"} | /date | VALUE_INVALID | YYYY-MM-DD",
                "{\"date\":20260203} | /date | VALUE_INVALID | YYYY-MM-DD",
                "{\"kind\":\"running\"} | /kind | VALUE_INVALID | RUNNING, CASH",
                "{\"kind\":0} | /kind | VALUE_INVALID | RUNNING, CASH",
                "{\"count\":\"3\"} | /count | VALUE_INVALID | whole number",
                "{\"count\":3.5} | /count | VALUE_INVALID | whole number",
                "{\"flag\":\"true\"} | /flag | VALUE_INVALID | true or false",
                "{\"lines\":{}} | /lines | VALUE_INVALID | list",
                "{\"name\":5} | /name | VALUE_INVALID | text",
                "{\"name\":\"a\\u0000b\"} | /name | TEXT_INVALID | control",
                "{\"name\":\"\\ud800\"} | /name | TEXT_INVALID | Unicode",
                "{\"name\":{\"@class\":\"java.lang.Runtime\"}} | /name | VALUE_INVALID | text"
            })
    void saysWhereAndWhatIsExpected(String json, String pointer, String code, String words) {
        Problem problem = refusal(json);

        assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
        assertThat(problem.errors()).hasSize(1);
        assertThat(problem.errors().get(0).pointer()).isEqualTo(pointer);
        assertThat(problem.errors().get(0).code()).isEqualTo(code);
        assertThat(problem.errors().get(0).detail()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{} {}",
                "{\"name\":\"a\"}x",
                "{'name':'a'}",
                "{\"name\":\"a\",}",
                "[]",
                "\"text\"",
                "// no\n{}"
            })
    void refusesWhatIsNoSingleObject(String json) {
        assertThat(refusal(json).kind()).isEqualTo(Problem.Kind.INVALID);
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        assertThatThrownBy(() -> read("[".repeat(100_000), JsonNode.class))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("JSON_TOO_LARGE"));
        assertThat(refusal("{\"name\":" + "[".repeat(100_000))).isNotNull();
    }

    @Test
    void anEmptyBodyIsMissing() {
        assertThat(refusal("").code()).isEqualTo("BODY_MISSING");
        assertThat(refusal("null").code()).isEqualTo("BODY_MISSING");
    }

    @Test
    void neverQuotesWhatWasSent() {
        Problem problem = refusal("{\"date\":\"01019012345\"}");

        assertThat(problem.getMessage() + problem.errors()).doesNotContain("01019012345");
    }

    @Test
    void aTreeIsReadAsStrictly() {
        assertThatThrownBy(() -> read("{\"a\":1,\"a\":2}", JsonNode.class)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> read("{\"a\":\"x\\u0000\"}", JsonNode.class)).isInstanceOf(Problem.class);
        assertThat(((JsonNode) read("{\"a\":null}", JsonNode.class)).get("a").isNull())
                .isTrue();
    }

    @Test
    void writesAllOrNothing() {
        Object broken = new Object() {
            @SuppressWarnings("unused")
            public String getName() {
                throw new IllegalStateException("no");
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> write(broken, out)).isInstanceOf(IOException.class);
        assertThat(out.size()).isZero();
    }

    private Problem refusal(String json) {
        Problem problem = catchThrowableOfType(Problem.class, () -> read(json, Thing.class));
        assertThat(problem).as(json).isNotNull();
        return problem;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object read(String json, Class type) {
        try {
            return bodies.readFrom(
                    type,
                    type,
                    new Annotation[0],
                    MediaType.APPLICATION_JSON_TYPE,
                    null,
                    new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String write(Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(value, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private void write(Object value, ByteArrayOutputStream out) throws IOException {
        bodies.writeTo(
                value,
                value.getClass(),
                value.getClass(),
                new Annotation[0],
                MediaType.APPLICATION_JSON_TYPE,
                new javax.ws.rs.core.MultivaluedHashMap<>(),
                out);
    }
}
