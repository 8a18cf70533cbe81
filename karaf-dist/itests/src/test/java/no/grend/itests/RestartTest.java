package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered is there after {@code kill -9}, after a clean stop, and after its module was away. */
class RestartTest {

    private static final LocalDate DUE = LocalDate.of(2027, 2, 1);

    @TempDir
    Path folder;

    @Test
    void keepsWhatItAnswered() throws IOException {
        Map<String, String> settings = Map.of("GREND_DEMO", "off", "GREND_CLOCK", "2026-12-01T09:00:00Z");
        JsonNode member;
        JsonNode invoices;
        Grend first = Grend.start(folder, settings);
        try {
            Staff staff = first.admin();
            member = Club.found(staff).member("Kari", DUE);
            staff.job(staff.post("invoice-runs", Club.renewal(DUE)));
            invoices = Club.invoices(staff, member);
            assertThat(invoices).hasSize(1);
        } finally {
            first.kill();
        }
        Path old = leftBehind("old.tmp", Instant.now().minus(2, ChronoUnit.HOURS));
        Path fresh = leftBehind("fresh.tmp", Instant.now());
        try (Grend second = first.restart(Map.of())) {
            assertThat(old).as("what a killed process left").doesNotExist();
            assertThat(fresh).exists();
            Staff staff = second.admin();
            assertThat(Club.invoices(staff, member)).isEqualTo(invoices);

            second.console("grend:module-disable grend-ledger");
            assertThat(staff.get("invoices").status())
                    .as("others need the ledger")
                    .isEqualTo(200);
            second.console("grend:module-disable grend-min-side");
            assertThat(new MemberVisit(second.url()).get("login").statusCode()).isEqualTo(404);
            second.console("grend:module-enable grend-min-side");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> new MemberVisit(second.url()).get("login").statusCode() == 200);
            assertThat(second.console("grend:verify")).contains("ledger: OK").doesNotContain("violations");
            second.console("grend:module-disable grend-min-side");
            second.close();
            assertThat(second.awaitEnd(1)).as("SIGTERM ends it cleanly").isZero();
        }
        // An upgrade makes Karaf's cache anew, and so does this.
        deleteAll(folder.resolve("karaf"));
        try (Grend third = first.restart(Map.of())) {
            assertThat(Club.invoices(third.admin(), member)).isEqualTo(invoices);
            assertThat(new MemberVisit(third.url()).get("login").statusCode())
                    .as("what was turned off is off")
                    .isEqualTo(404);
            assertThat(third.console("grend:module-enable grend-min-side")).contains("is on");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> new MemberVisit(third.url()).get("login").statusCode() == 200);
        }
    }

    private Path leftBehind(String name, Instant at) throws IOException {
        Path file = Files.createFile(folder.resolve("karaf/tmp").resolve(name));
        Files.setLastModifiedTime(file, FileTime.from(at));
        return file;
    }

    private static void deleteAll(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
