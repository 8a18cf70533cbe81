package no.grend.licence.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where the licence comes from: the file that {@code GREND_LICENCE} names; else the one installed in the data folder;
 * else the evaluation licence that comes with the source.
 *
 * <p>A licence installed while {@code GREND_LICENCE} was set replaces that very file, also after a restart; point the
 * variable at another file and that one counts again.
 */
final class LicenceSource {

    /** A licence file found. @param origin for people */
    record Found(String text, String origin) {}

    private static final String EVALUATION = "/evaluation.licence";

    private final Path named;
    private final Path installed;
    private final Path replaced;

    /** @param named null when GREND_LICENCE is not set */
    LicenceSource(Path named, Path dataFolder) {
        this.named = named;
        this.installed = dataFolder.resolve("licence");
        this.replaced = dataFolder.resolve("licence.replaces");
    }

    Found find() {
        try {
            if (named != null && !(Files.exists(installed) && wasReplaced())) {
                return new Found(Files.readString(named), "GREND_LICENCE (" + named + ")");
            }
            if (Files.exists(installed)) {
                return new Found(Files.readString(installed), "the installed licence (" + installed + ")");
            }
            return evaluation();
        } catch (IOException e) {
            throw LicenceFile.refused(
                    "LICENCE_UNREADABLE",
                    "The licence file cannot be read: " + e.getMessage()
                            + ". Check that it is there and readable text.");
        }
    }

    static Found evaluation() {
        try (InputStream in = LicenceSource.class.getResourceAsStream(EVALUATION)) {
            return new Found(new String(in.readAllBytes(), StandardCharsets.UTF_8), "the evaluation licence");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a licence for the next start; the file is whole or not there at all. */
    void keep(String text) {
        try {
            Files.createDirectories(installed.getParent());
            if (named != null) {
                write(replaced, fingerprint());
            }
            write(installed, text);
        } catch (IOException e) {
            throw new UncheckedIOException("The licence could not be written to the data folder", e);
        }
    }

    private static void write(Path target, String text) throws IOException {
        Path temporary = Files.createTempFile(target.getParent(), "licence", ".new");
        Files.writeString(temporary, text);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private boolean wasReplaced() throws IOException {
        return Files.exists(replaced) && Files.readString(replaced).equals(fingerprint());
    }

    private String fingerprint() throws IOException {
        if (!Files.exists(named)) {
            return "absent " + named;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(named));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
