package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the directions of knowledge in the built bundles themselves (ARCHITECTURE 2). */
class ManifestTest {

    private static final Pattern CLAUSE = Pattern.compile("(no\\.grend\\.[a-z.]+?)(?:;|,|$)");

    record Bundle(String name, Manifest manifest) {
        String header(String header) {
            String value = manifest.getMainAttributes().getValue(header);
            return value == null ? "" : value;
        }

        boolean isApi() {
            return name.endsWith("-api") || name.equals("kernel") || name.endsWith("-format");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Bundle> bundles() throws IOException {
        Path system = Path.of(System.getProperty("grend.dist"), "system", "no", "grend");
        try (Stream<Path> files = Files.walk(system)) {
            List<Bundle> bundles = files.filter(file -> file.toString().endsWith(".jar"))
                    .map(ManifestTest::open)
                    .toList();
            assertThat(bundles).hasSizeGreaterThan(20);
            return bundles;
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void apiKnowsNeitherJpaNorJaxRsAndHousesExportNothing(Bundle bundle) {
        if (bundle.isApi()) {
            assertThat(bundle.header("Import-Package")).doesNotContain("javax.ws.rs", "javax.persistence");
        } else {
            assertThat(bundle.header("Export-Package")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void hasNoOptionalImports(Bundle bundle) {
        assertThat(bundle.header("Import-Package")).doesNotContain("resolution:=optional", "resolution:=\"optional\"");
        assertThat(bundle.header("DynamicImport-Package")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void seesNothingInternal(Bundle bundle) {
        Matcher imported = CLAUSE.matcher(bundle.header("Import-Package"));
        while (imported.find()) {
            assertThat(imported.group(1)).doesNotContain(".internal");
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void isPackedBeforeTheDistribution(Bundle bundle) throws IOException {
        assertThat(Files.readString(Path.of("..", "..", "features", "pom.xml")))
                .as("what the feature file names is built before it only when its pom names it too")
                .contains("<artifactId>" + bundle.name() + "</artifactId>");
    }

    private static Bundle open(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            return new Bundle(file.getParent().getParent().getFileName().toString(), jar.getManifest());
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}
