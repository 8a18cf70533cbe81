package no.grend.avtalegiro.internal;

import java.util.Arrays;
import java.util.List;

/** What the text of the bank's notice can tell, for people who write one. */
public final class ClaimPlaceholders {

    private ClaimPlaceholders() {}

    /** A placeholder. @param name as it is written, braces and all */
    public record Item(String name, String meaning) {}

    public static List<Item> all() {
        return Arrays.stream(ClaimTemplate.Field.values())
                .map(field -> new Item("{" + field.word() + "}", field.meaning()))
                .toList();
    }
}
