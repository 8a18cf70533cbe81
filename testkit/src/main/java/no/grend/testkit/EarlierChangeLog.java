package no.grend.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import no.grend.schema.internal.ChangeLogFiles;

/** A module's change log as it was before a change set was written. */
final class EarlierChangeLog implements ChangeLogFiles, AutoCloseable {

    private final Path file;

    EarlierChangeLog(String changeSet, ChangeLogFiles today) {
        try (InputStream in = today.find(CHANGE_LOG).openStream()) {
            String whole = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int at = whole.indexOf("<changeSet id=\"" + changeSet + "\"");
            if (at < 0) {
                throw new IllegalArgumentException("There is no change set " + changeSet);
            }
            this.file = Files.createTempFile("grend-changelog", ".xml");
            Files.writeString(file, whole.substring(0, at) + "</databaseChangeLog>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URL find(String path) {
        try {
            return path.equals(CHANGE_LOG) ? file.toUri().toURL() : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
