package no.grend.identity.internal;

import java.util.Arrays;
import java.util.List;

/** A setting of several values, which a {@code .cfg} file gives in one line with commas between, and a {@code .config} as a list. */
public final class ListSetting {

    private ListSetting() {}

    public static List<String> values(String... configured) {
        return Arrays.stream(configured)
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
