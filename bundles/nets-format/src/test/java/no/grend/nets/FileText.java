package no.grend.nets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file as lines, for tests to spoil. Immutable: each change gives a new one. Lines and positions count from 1. */
record FileText(List<String> lines) {

    static FileText of(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return new FileText(Arrays.asList(text.split("\r\n")));
    }

    static FileText of(String... lines) {
        return new FileText(List.of(lines));
    }

    FileText put(int line, int position, String characters) {
        String old = lines.get(line - 1);
        String changed =
                old.substring(0, position - 1) + characters + old.substring(position - 1 + characters.length());
        return replace(line, changed);
    }

    FileText replace(int line, String changed) {
        List<String> copy = new ArrayList<>(lines);
        copy.set(line - 1, changed);
        return new FileText(copy);
    }

    FileText remove(int line) {
        List<String> copy = new ArrayList<>(lines);
        copy.remove(line - 1);
        return new FileText(copy);
    }

    FileText insertBefore(int line, String... more) {
        List<String> copy = new ArrayList<>(lines);
        copy.addAll(line - 1, List.of(more));
        return new FileText(copy);
    }

    String line(int line) {
        return lines.get(line - 1);
    }

    byte[] bytes() {
        return bytes("\r\n", "\r\n");
    }

    byte[] bytes(String separator, String last) {
        return (String.join(separator, lines) + last).getBytes(StandardCharsets.ISO_8859_1);
    }

    byte[] utf8() {
        return String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
    }
}
