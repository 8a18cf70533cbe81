package no.grend.adminrest.internal.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {

    enum Kind {
        A,
        B
    }

    record Line(String text, Ore amount) {}

    record Boat(String id, int length, LocalDate built, Instant seen, Kind kind, List<Line> lines, Boat tender) {}

    @Path("boats")
    @Tag(name = "Boats", description = "All that floats")
    public static final class BoatsResource {

        public record Line(String rope) {}

        @GET
        @Operation(operationId = "listBoats", summary = "The boats")
        public Page<Boat> list(
                @QueryParam("limit") @DefaultValue("50") Integer limit, @Context SecurityContext security) {
            throw new UnsupportedOperationException(limit + " " + security);
        }

        @POST
        @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Boat.class)))
        public Response launch(@HeaderParam("Idempotency-Key") String key, Boat boat) {
            throw new UnsupportedOperationException(key + boat);
        }

        @DELETE
        @Path("{id: [0-9]+}")
        public void sink(@PathParam("id") String id, @HeaderParam("Authorization") String authorization) {
            throw new UnsupportedOperationException(id + authorization);
        }

        @POST
        @Path("{id}/log")
        @Consumes("application/octet-stream")
        public Map<String, Line> log(@PathParam("id") String id, InputStream bytes) {
            throw new UnsupportedOperationException(id + bytes);
        }

        @PATCH
        @Path("{id}/name")
        public Response rename(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Line name) {
            throw new UnsupportedOperationException(id + ifMatch + name);
        }

        @POST
        @Path("{id}/voyages")
        public Response sail(@PathParam("id") String id, Line course, @Context HttpServletRequest request) {
            throw new UnsupportedOperationException(id + course + request);
        }

        @GET
        @Produces("text/csv;qs=0.5")
        @Operation(operationId = "listBoatsTable", summary = "The boats as a table")
        public Response all(@QueryParam("built") LocalDate built, @Context SecurityContext security) {
            throw new UnsupportedOperationException(built + " " + security);
        }

        @GET
        @Path("{id}/drawing")
        @Produces("application/pdf")
        public Response drawing(@PathParam("id") String id) {
            throw new UnsupportedOperationException(id);
        }

        @GET
        @Path("secret")
        @Operation(hidden = true)
        public String secret() {
            return "";
        }
    }

    private final JsonNode document = OpenApiDocument.of(Set.of(BoatsResource.class), Set.of("GET boats"));

    @Test
    void hasEveryOperationThatIsNotHidden() {
        assertThat(document.at("/paths").fieldNames())
                .toIterable()
                .containsExactly(
                        "/boats",
                        "/boats/{id}",
                        "/boats/{id}/drawing",
                        "/boats/{id}/log",
                        "/boats/{id}/name",
                        "/boats/{id}/voyages");
        assertThat(document.at("/paths/~1boats/get/operationId").asText()).isEqualTo("listBoats");
        assertThat(document.at("/paths/~1boats/post/operationId").asText()).isEqualTo("launchBoats");
        assertThat(document.at("/paths/~1boats/get/tags/0").asText()).isEqualTo("Boats");
        assertThat(document.at("/tags/0/description").asText()).isEqualTo("All that floats");
    }

    @Test
    void tellsWhatGoesIn() {
        assertThat(document.at("/paths/~1boats/get/parameters")).hasSize(2);
        assertThat(document.at("/paths/~1boats/get/parameters/0/schema/default").asText())
                .isEqualTo("50");
        assertThat(document.at("/paths/~1boats~1{id}/delete/parameters")).hasSize(1);
        assertThat(document.at("/paths/~1boats~1{id}/delete/parameters/0/required")
                        .asBoolean())
                .isTrue();
        assertThat(document.at("/paths/~1boats/post/requestBody/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Boat");
        assertThat(document.at(
                                "/paths/~1boats~1{id}~1log/post/requestBody/content/application~1octet-stream/schema/format")
                        .asText())
                .isEqualTo("binary");
    }

    @Test
    void tellsWhatComesOut() {
        assertThat(document.at("/paths/~1boats/get/responses/200/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/PageOfBoat");
        assertThat(document.at("/paths/~1boats/post/responses/201/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Boat");
        assertThat(document.at("/paths/~1boats~1{id}/delete/responses/204").isMissingNode())
                .isFalse();
        assertThat(document.at("/paths/~1boats/post/responses/201/headers/Location")
                        .isMissingNode())
                .isFalse();
        assertThat(codes("/boats/{id}/name", "patch")).startsWith("200");
        assertThat(codes("/boats/{id}/voyages", "post")).startsWith("201");
    }

    @Test
    void tellsEveryFormThatAnAddressAnswersIn() {
        JsonNode list = document.at("/paths/~1boats/get");

        assertThat(list.get("operationId").asText()).isEqualTo("listBoats");
        assertThat(list.get("summary").asText()).isEqualTo("The boats");
        assertThat(list.get("description").asText()).isEqualTo("As text/csv: The boats as a table.");
        assertThat(list.at("/responses/200/content").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("application/json", "text/csv");
        assertThat(list.at("/responses/200/content/text~1csv/schema").toString())
                .isEqualTo("{\"type\":\"string\"}");
        assertThat(list.get("parameters").findValuesAsText("name")).containsExactlyInAnyOrder("limit", "built");
        assertThat(document.at("/paths/~1boats~1{id}~1drawing/get/responses/200/content/application~1pdf/schema/format")
                        .asText())
                .isEqualTo("binary");
    }

    private List<String> codes(String path, String verb) {
        List<String> codes = new ArrayList<>();
        document.get("paths").get(path).get(verb).get("responses").fieldNames().forEachRemaining(codes::add);
        return codes;
    }

    @Test
    void tellsHowEachIsRefused() {
        assertThat(codes("/boats", "get")).containsExactly("200", "400", "503", "default");
        assertThat(codes("/boats", "post"))
                .containsExactly("201", "400", "401", "403", "409", "413", "415", "422", "503", "default");
        assertThat(codes("/boats/{id}", "delete"))
                .containsExactly("204", "400", "401", "403", "404", "409", "422", "503", "default");
        assertThat(codes("/boats/{id}/name", "patch")).contains("412", "428").doesNotContain("429");
        assertThat(codes("/boats/{id}/voyages", "post")).contains("429").doesNotContain("412", "428");
        document.findValues("$ref").forEach(reference -> assertThat(
                        document.at(reference.asText().substring(1)).isMissingNode())
                .as(reference.asText())
                .isFalse());
        assertThat(document.at("/components/responses/Problem404/content/application~1problem+json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/ProblemDocument");
        assertThat(document.at("/components/responses/Problem429/headers/Retry-After")
                        .isMissingNode())
                .isFalse();
    }

    @Test
    void tellsOfIfMatchAndIdempotencyKey() {
        JsonNode key = document.at("/paths/~1boats/post/parameters/0");
        assertThat(key.get("name").asText()).isEqualTo("Idempotency-Key");
        assertThat(key.has("required")).isFalse();
        assertThat(key.get("description").asText()).contains("nothing twice");
        JsonNode seen = document.at("/paths/~1boats~1{id}~1name/patch/parameters/1");
        assertThat(seen.get("name").asText()).isEqualTo("If-Match");
        assertThat(seen.get("required").asBoolean()).isTrue();
    }

    @Test
    void describesRecordsMoneyAndEnums() {
        JsonNode schemas = document.at("/components/schemas");

        assertThat(schemas.at("/PageOfBoat/properties/items/items/$ref").asText())
                .isEqualTo("#/components/schemas/Boat");
        assertThat(schemas.at("/Boat/properties/kind/enum").toString()).isEqualTo("[\"A\",\"B\"]");
        assertThat(schemas.at("/Boat/properties/built/format").asText()).isEqualTo("date");
        assertThat(schemas.at("/Boat/properties/seen/format").asText()).isEqualTo("date-time");
        assertThat(schemas.at("/Boat/properties/tender/$ref").asText()).isEqualTo("#/components/schemas/Boat");
        assertThat(schemas.at("/Boat/required").toString()).isEqualTo("[\"length\"]");
        assertThat(schemas.at("/OpenApiDocumentTestLine/properties/amount/$ref").asText())
                .isEqualTo("#/components/schemas/Money");
        assertThat(schemas.at("/Money/properties/currency/enum/0").asText()).isEqualTo("NOK");
        assertThat(schemas.at("/Line/properties/rope/type").asText())
                .as("two types of one name are two schemas")
                .isEqualTo("string");
    }

    @Test
    void asksForATokenButWhereTheDoorIsOpen() {
        assertThat(document.at("/security/0/bearer").isArray()).isTrue();
        assertThat(document.at("/components/securitySchemes/bearer/scheme").asText())
                .isEqualTo("bearer");
        assertThat(document.at("/paths/~1boats/get/security")).isEmpty();
        assertThat(document.at("/paths/~1boats/get/security").isArray()).isTrue();
        assertThat(document.at("/paths/~1boats/post/security").isMissingNode()).isTrue();
    }

    @Test
    void isTheSameEveryTime() {
        assertThat(OpenApiDocument.of(Set.of(BoatsResource.class), Set.of("GET boats")))
                .isEqualTo(document);
    }
}
