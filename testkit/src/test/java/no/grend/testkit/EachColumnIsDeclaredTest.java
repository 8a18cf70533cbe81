package no.grend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.grend.schema.Database.Dialect;
import no.grend.schema.internal.ChangeLog;
import no.grend.testkit.PersonalColumns.Kind;
import org.junit.jupiter.api.Test;

/**
 * Holds every module that keeps tables to saying of each column whether it holds personal data, and to handing out and erasing
 * what it says is personal (P19, P20). So nobody adds a column to a table without having thought of it.
 */
class EachColumnIsDeclaredTest {

    private static final Path BUNDLES = Path.of("..", "bundles");
    private static final Pattern MODULE = Pattern.compile("\"Grend-Schema\", value = \"([a-z_-]+)\"");

    /** A bundle with tables. @param name as its header Grend-Schema says */
    private record Module(String name, Path folder) {

        URL file(String path) {
            try {
                Path file = folder.resolve("src/main/resources").resolve(path);
                return Files.exists(file) ? file.toUri().toURL() : null;
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        }

        String source() {
            try (Stream<Path> files = Files.walk(folder.resolve("src/main/java"))) {
                return files.filter(file -> file.toString().endsWith(".java"))
                        .map(Module::read)
                        .collect(Collectors.joining("\n"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<Module> modules() throws IOException {
        try (Stream<Path> bundles = Files.list(BUNDLES)) {
            List<Module> modules = bundles.filter(
                            bundle -> Files.exists(bundle.resolve("src/main/resources/db/changelog.xml")))
                    .sorted()
                    .map(EachColumnIsDeclaredTest::module)
                    .toList();
            assertThat(modules).hasSizeGreaterThan(12);
            return modules;
        }
    }

    private static Module module(Path bundle) {
        Matcher name = MODULE.matcher(new Module("", bundle).source());
        assertThat(name.find()).as(bundle + " has the header Grend-Schema").isTrue();
        return new Module(name.group(1), bundle);
    }

    @Test
    void whatEveryColumnHoldsIsSaidOnce() throws IOException, SQLException {
        List<String> wrong = new ArrayList<>();
        try (TestDatabase fresh = TestDatabase.fresh(Dialect.DERBY)) {
            Set<String> before = columns(fresh);
            for (Module module : modules()) {
                new ChangeLog(module.name(), module::file).runOn(fresh.dataSource(), Dialect.DERBY);
                Set<String> after = columns(fresh);
                Set<String> own = new TreeSet<>(after);
                own.removeAll(before);
                before = after;
                wrong.addAll(wrong(module, own));
            }
        }
        assertThat(wrong)
                .as("columns to name in the module's db/personal-data.properties (docs/modules/writing-a-module.md)")
                .isEmpty();
    }

    private static List<String> wrong(Module module, Set<String> columns) {
        URL file = module.file("db/personal-data.properties");
        PersonalColumns declared = file == null ? null : PersonalColumns.read(file);
        List<String> said = declared == null
                ? List.of()
                : Arrays.stream(Kind.values())
                        .flatMap(kind -> declared.columns(kind).stream())
                        .toList();
        List<String> wrong = new ArrayList<>();
        for (String column : columns) {
            long times = said.stream().filter(column::equals).count();
            if (times != 1) {
                wrong.add(module.name() + ": " + column + (times == 0 ? " is not named" : " is named twice"));
            }
        }
        said.stream()
                .filter(column -> !columns.contains(column))
                .forEach(column -> wrong.add(module.name() + ": there is no " + column));
        return wrong;
    }

    @Test
    void whoHoldsPersonalDataHandsItOut() throws IOException {
        for (Module module : modules()) {
            URL file = module.file("db/personal-data.properties");
            if (file != null
                    && !PersonalColumns.read(file).columns(Kind.PERSONAL).isEmpty()) {
                assertThat(module.source())
                        .as(module.name() + " holds personal data, so it has a PersonalDataContributor")
                        .contains("@Component(service = PersonalDataContributor.class)");
            }
        }
    }

    private static Set<String> columns(TestDatabase fresh) throws SQLException {
        Set<String> columns = new TreeSet<>();
        try (Connection connection = fresh.dataSource().getConnection();
                ResultSet found = connection.getMetaData().getColumns(null, null, "%", "%")) {
            while (found.next()) {
                String table = found.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (isTable(connection, found.getString("TABLE_NAME"))
                        && !table.startsWith("databasechangelog")
                        && !table.startsWith("schema_")) {
                    columns.add(table + "." + found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return columns;
    }

    private static boolean isTable(Connection connection, String name) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, name, new String[] {"TABLE"})) {
            return tables.next();
        }
    }
}
