package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/reference/requirements.md to the sources: what it names is there, and each requirement of the treasurer's year
 * names a test that shows it or says in words what is not built.
 */
class RequirementsTest {

    private static final Pattern ROW = Pattern.compile("\\| (?<ids>[SP]\\d[^|]*?) \\| (?<cells>.*) \\|");

    /** Names in backticks, and the bundle that all of them are in. */
    private static final Pattern GROUP = Pattern.compile("(?<names>`[^`]+`(?:, `[^`]+`)*) \\((?<bundle>[a-z0-9-]+)\\)");

    private static final Pattern NAME = Pattern.compile("`(?<type>[A-Z]\\w+)(?:\\.(?<method>\\w+))?`");
    private static final String NOT_BUILT = "not built yet";

    /** What the bank or the payer does, outside Grend. */
    private static final String OUTSIDE = "nothing to test";

    private static Path root;
    private static List<Row> rows;
    private static Map<String, List<Path>> sources;

    /** A row of the page. @param ids as written, {@code S4-08 to S4-09} */
    private record Row(String ids, String cells) {}

    /** What a row names. @param method null for a whole class */
    private record Named(String bundle, String type, String method) {

        @Override
        public String toString() {
            return type + (method == null ? "" : "." + method) + " (" + bundle + ")";
        }
    }

    @BeforeAll
    static void read() throws IOException {
        root = Path.of(System.getProperty("basedir"), "../..").normalize();
        rows = new ArrayList<>();
        for (String line : Files.readAllLines(root.resolve("docs/reference/requirements.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new Row(row.group("ids"), row.group("cells")));
            }
        }
        sources = new TreeMap<>();
        for (String folder : List.of("bundles", "karaf-dist", "testkit")) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.toString().contains("/target/"))
                        .forEach(file -> sources.computeIfAbsent(
                                        file.getFileName().toString(), name -> new ArrayList<>())
                                .add(file));
            }
        }
    }

    @Test
    void everythingThatThePageNamesIsThere() {
        List<String> missing = new ArrayList<>();
        for (Row row : rows) {
            for (Named named : named(row.cells())) {
                if (!isThere(named)) {
                    missing.add(row.ids() + " names " + named);
                }
            }
        }
        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyNameSaysWhichBundleItIsIn() {
        assertThat(rows).allSatisfy(row -> assertThat(GROUP.matcher(row.cells()).replaceAll(""))
                .as(row.ids())
                .doesNotContain("`"));
    }

    @Test
    void everyRequirementOfTheTreasurersYearIsThereOnceWithItsTestOrWhatIsMissing() {
        Map<String, List<Row>> byId = rows.stream().collect(Collectors.groupingBy(Row::ids));
        List<String> wrong = new ArrayList<>();
        for (String id : treasurersYear()) {
            List<Row> found = byId.getOrDefault(id, List.of());
            if (found.size() != 1) {
                wrong.add(id + " stands there " + found.size() + " times");
            } else if (!isHonest(found.get(0).cells())) {
                wrong.add(id + " names no test, and does not say that it is " + NOT_BUILT);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> treasurersYear() {
        return Stream.of(ids("S4-%02d", 1, 63), ids("S2-%02d", 4, 16), ids("S2-%02d", 40, 43), ids("S2-%02d", 51, 52))
                .flatMap(Function.identity())
                .toList();
    }

    private static Stream<String> ids(String form, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(form::formatted);
    }

    /** Names a method of a test, or says that there is nothing to test. */
    private static boolean isHonest(String cells) {
        boolean tested = named(cells).stream()
                .anyMatch(one -> one.method() != null && one.type().endsWith("Test"));
        return tested || cells.contains(NOT_BUILT) || cells.contains(OUTSIDE);
    }

    private static List<Named> named(String cells) {
        List<Named> found = new ArrayList<>();
        Matcher group = GROUP.matcher(cells);
        while (group.find()) {
            Matcher name = NAME.matcher(group.group("names"));
            while (name.find()) {
                found.add(new Named(group.group("bundle"), name.group("type"), name.group("method")));
            }
        }
        return found;
    }

    private static boolean isThere(Named named) {
        return sources.getOrDefault(named.type() + ".java", List.of()).stream()
                .filter(file -> root.relativize(file).toString().contains("/" + named.bundle() + "/"))
                .anyMatch(file -> named.method() == null || declares(file, named.method()));
    }

    private static boolean declares(Path file, String method) {
        try {
            return Pattern.compile("\\bvoid " + method + "\\(")
                    .matcher(Files.readString(file))
                    .find();
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}
