package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import no.grend.harness.Grend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the started product listens on is exactly what is written here (S62-S65). */
class ListeningPortsTest {

    @TempDir
    Path folder;

    @Test
    void onlyHttpAndTheConsoleOnLoopback() throws Exception {
        try (Grend grend = Grend.start(folder, Map.of("GREND_DEMO", "off"))) {
            List<String> listening = listening(grend.pid());
            assertThat(listening)
                    .hasSize(2)
                    .allMatch(address -> address.matches("(\\[::ffff:)?127\\.0\\.0\\.1]?:\\d+"))
                    .anyMatch(address -> address.endsWith(":" + grend.port()));
        }
    }

    private static List<String> listening(long pid) throws IOException {
        Process ss = new ProcessBuilder("ss", "-ltnpH").start();
        return new String(ss.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("pid=" + pid + ","))
                .map(line -> line.trim().split("\\s+", -1)[3])
                .toList();
    }
}
