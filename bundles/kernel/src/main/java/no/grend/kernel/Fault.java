package no.grend.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Named points where a test may kill the process, to prove that a restart loses nothing and does nothing twice.
 *
 * <p>Armed only by the system property {@code grend.fault=<name>}, read once; otherwise a point costs one comparison.
 * {@code grend.fault=@<file>} lets a test choose the point while the process runs: the file holds its name.
 */
public final class Fault {

    private static final String ARMED = System.getProperty("grend.fault", "");

    private Fault() {}

    /** Halts the process here, as {@code kill -9} would, when this very point is armed. */
    public static void point(String name) {
        if (!ARMED.isEmpty() && armed().equals(name)) {
            Runtime.getRuntime().halt(137);
        }
    }

    private static String armed() {
        if (!ARMED.startsWith("@")) {
            return ARMED;
        }
        try {
            return Files.readString(Path.of(ARMED.substring(1))).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
