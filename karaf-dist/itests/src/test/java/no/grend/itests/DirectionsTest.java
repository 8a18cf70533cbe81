package no.grend.itests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the directions of knowledge and the rules of money and time in all production classes. */
class DirectionsTest {

    private static JavaClasses classes;

    @BeforeAll
    static void read() throws Exception {
        Path bundles = Path.of(System.getProperty("basedir"), "../../bundles").normalize();
        try (Stream<Path> folders = Files.list(bundles)) {
            List<Path> built = folders.map(folder -> folder.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
            classes = new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPaths(built);
        }
    }

    @Test
    void noHouseKnowsAnother() {
        check(SlicesRuleDefinition.slices()
                .matching("no.grend.(*).internal..")
                .should()
                .notDependOnEachOther());
    }

    @Test
    void theWebStaysInItsRooms() {
        check(noClasses()
                .that()
                .resideInAPackage("no.grend..")
                .and()
                .resideOutsideOfPackages(
                        "no.grend..internal.rest..", "no.grend.adminrest.internal..", "no.grend.minside.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.ws.rs.."));
    }

    @Test
    void timeIsTheInjectedClock() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("no.grend.clock..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone"));
    }

    @Test
    void moneyIsNeverInFloatingPoint() {
        String[] money = {
            "no.grend.kernel..",
            "no.grend.ledger..",
            "no.grend.dunning..",
            "no.grend.agreement..",
            "no.grend.avtalegiro..",
            "no.grend.ocr..",
            "no.grend.nets..",
            "no.grend.camt.."
        };
        for (Class<?> floating : List.<Class<?>>of(double.class, float.class, Double.class, Float.class)) {
            check(noFields()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage(money)
                    .should()
                    .haveRawType(floating));
            check(noMethods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage(money)
                    .should()
                    .haveRawReturnType(floating));
        }
    }

    private static void check(ArchRule rule) {
        rule.check(classes);
    }
}
