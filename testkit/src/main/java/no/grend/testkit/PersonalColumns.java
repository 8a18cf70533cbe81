package no.grend.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import no.grend.privacy.Held;

/**
 * What a module's {@code db/personal-data.properties} says of each column of its tables ({@code notes_note.personal = text,
 * written_at}): whether it holds personal data that can be handed out, something derived from such data (search words,
 * fingerprints), personal data that nobody can look up by contact, or none.
 */
public final class PersonalColumns {

    private static final String FILE = "db/personal-data.properties";

    private final Properties declared;

    private PersonalColumns(Properties declared) {
        this.declared = declared;
    }

    /** What may be said of a column. */
    public enum Kind {
        /** About a contact: handed out on request, and erased unless a law keeps it. */
        PERSONAL,
        /** Made from personal data, and erased with it; not handed out. */
        DERIVED,
        /** Holds personal data that cannot be found by contact, as the bytes of a bank's file. */
        UNSEARCHABLE,
        /** Holds none. */
        OTHER
    }

    /** As the module declares that a class belongs to. */
    public static PersonalColumns of(Class<?> anchor) {
        URL file = new AnchoredFiles(anchor).find(FILE);
        if (file == null) {
            throw new AssertionError("The module of " + anchor.getSimpleName() + " has no " + FILE);
        }
        return read(file);
    }

    static PersonalColumns read(URL file) {
        try (InputStream in = file.openStream()) {
            Properties declared = new Properties();
            declared.load(in);
            return new PersonalColumns(declared);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds a module to handing out the columns that it says are personal, all of them and no others (P20). */
    public void requireHeld(List<Held> held) {
        Set<String> handedOut = held.stream()
                .flatMap(table -> table.rows().columns().stream().map(column -> table.table() + "." + column))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> personal = columns(Kind.PERSONAL);
        if (!handedOut.equals(personal)) {
            throw new AssertionError("Handed out are " + handedOut + ", but declared personal " + personal);
        }
    }

    /** {@code table.column}, sorted. */
    public Set<String> columns(Kind kind) {
        return declared.stringPropertyNames().stream()
                .filter(key -> kindOf(key) == kind)
                .flatMap(key -> Arrays.stream(declared.getProperty(key).split("[\\s,]+"))
                        .filter(column -> !column.isEmpty())
                        .map(column -> key.substring(0, key.lastIndexOf('.')) + "." + column))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Kind kindOf(String key) {
        String name = key.substring(key.lastIndexOf('.') + 1);
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(key + ": say <table>.personal, .derived, .unsearchable or .other"));
    }
}
