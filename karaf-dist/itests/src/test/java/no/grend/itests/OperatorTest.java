package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.grend.harness.Grend;
import no.grend.harness.Grend.ConsoleResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator meets: the console in a script, and a start without the folder of keys. */
class OperatorTest {

    private static final Map<String, String> EMPTY = Map.of("GREND_DEMO", "off");

    @TempDir
    Path folder;

    @Test
    void theConsoleSpeaksPlainly() {
        try (Grend grend = Grend.start(folder, EMPTY)) {
            assertThat(grend.console("grend:status"))
                    .contains("Grend 0.", "up ", "Derby 10.14", folder.toString(), "Everything that is licensed")
                    .doesNotContain("\u001b")
                    .doesNotContainPattern("\\d\\d:\\d\\d:\\d\\d\\.\\d");
            refused(
                    grend,
                    "grend:claim-file-create --due 15.01.2027 --notice BANK",
                    "--due is a date such as 2027-01-15");
            refused(grend, "grend:claim-file-create --due 2027-01-15 --notice FOO", "--notice is BANK");
            refused(grend, "grend:claim-file-create", "To see how it is used: help grend:claim-file-create");
            refused(grend, "grend:bank-file-import /no/such", "There is no file /no/such. Give the whole path");
            refused(grend, "grend:licence-install /no/such", "There is no file /no/such. Give the whole path");
            refused(grend, "grend:nothing", "There is no command grend:nothing");
            assertThat(grend.console("help grend:verify")).contains("Checks what the modules promise");
            assertThat(grend.console("help"))
                    .contains("grend:claim-file-create")
                    .doesNotContain("bundle:list");
        }
    }

    private static void refused(Grend grend, String command, String sentence) {
        ConsoleResult result = grend.consoleResult(command);
        assertThat(result.exitCode()).as(command).isNotZero();
        assertThat(result.output()).contains(sentence).doesNotContain("\u001b", "Error executing", "Exception");
        assertThat(result.output().strip().lines()).as("said once").hasSize(1);
    }

    @Test
    void withoutTheFolderOfKeysThereIsOneCause() throws Exception {
        try (Grend grend = Grend.start(folder, EMPTY)) {
            grend.admin().get("me").require(200);
            Club.found(grend.admin());
            await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(folder.resolve("keys/audit.head")));
        }
        Path keys = folder.resolve("keys");
        Files.move(keys, folder.resolve("away"));
        try (Grend grend = Grend.startUnwell(folder, EMPTY)) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(troubles(grend))
                            .hasSize(1)
                            .first()
                            .extracting(trouble -> trouble.get("part").asText())
                            .isEqualTo("keys"));
            JsonNode troubles = troubles(grend);
            assertThat(troubles.get(0).get("part").asText()).isEqualTo("keys");
            assertThat(troubles.get(0).get("detail").asText())
                    .contains("The folder of keys " + keys, "put the folder back from the backup");
            assertThat(troubles.get(0).get("affects").toString()).contains("member-core", "identity", "avtalegiro");
            assertThat(grend.console("grend:status")).contains("The folder of keys " + keys);
            assertThat(keys).as("no new keys are made in silence").doesNotExist();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> grend.printed().contains("Grend is not ready. keys: The folder of keys " + keys));
        }
        Files.move(folder.resolve("away"), keys);
        try (Grend grend = Grend.start(folder, EMPTY)) {
            assertThat(grend.console("grend:verify")).contains("audit: OK").doesNotContain("violation");
        }
    }

    private static JsonNode troubles(Grend grend) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(grend.url() + "health/ready"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            JsonNode found = new ObjectMapper().readTree(answer.body()).get("troubles");
            return found == null ? new ObjectMapper().valueToTree(List.of()) : found;
        } catch (IOException e) {
            return new ObjectMapper().valueToTree(List.of()); // not listening yet
        }
    }
}
