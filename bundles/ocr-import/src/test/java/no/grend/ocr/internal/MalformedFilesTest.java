package no.grend.ocr.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.grend.kernel.Problem;
import no.grend.ocr.internal.House.FakeIntake;
import no.grend.schema.Database.Dialect;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of the corpus is refused by the import itself, on both databases, with the first error where it is; and nothing
 * of it is taken in (S4-63, bank-files 6.1 and 12).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedFilesTest {

    /** Reader's limits, which take files too large for a corpus; HostileFileTest of the format has them. */
    private static final Set<no.grend.camt.FindingCode> LIMITS = Set.of(
            no.grend.camt.FindingCode.FILE_TOO_LARGE,
            no.grend.camt.FindingCode.TEXT_TOO_LONG,
            no.grend.camt.FindingCode.TOO_MANY_ATTRIBUTES,
            no.grend.camt.FindingCode.TOO_MANY_ENTRIES,
            no.grend.camt.FindingCode.TOO_MANY_DETAILS,
            no.grend.camt.FindingCode.DETAIL_TOO_LARGE,
            no.grend.camt.FindingCode.TOTAL_OVERFLOW,
            // A file that does not begin like XML is taken for an OCR file, and told so.
            no.grend.camt.FindingCode.EMPTY_FILE,
            no.grend.camt.FindingCode.NOT_XML);

    /** What only files to the bank can have wrong; the format's own tests have them, and a sum beyond 64 bits. */
    private static final Set<no.grend.nets.FindingCode> TO_BANK = Set.of(
            no.grend.nets.FindingCode.TRANSACTION_NUMBER,
            no.grend.nets.FindingCode.KID_NOT_DIGITS,
            no.grend.nets.FindingCode.SPECIFICATION_INVALID,
            no.grend.nets.FindingCode.TOTAL_OVERFLOW);

    private final List<TestDatabase> databases = new ArrayList<>();
    private final List<House> houses = new ArrayList<>();

    static List<Malformed> corpus() {
        return Stream.of(MalformedNetsFiles.all(), MalformedCamtFiles.all("02"), MalformedCamtFiles.all("08"))
                .flatMap(List::stream)
                .toList();
    }

    @BeforeAll
    void open() {
        for (Dialect dialect : Dialect.values()) {
            TestDatabase database = TestDatabase.fresh(dialect);
            databases.add(database);
            House house = new House(database);
            house.intake = new FakeIntake();
            house.restart();
            houses.add(house);
        }
    }

    @AfterAll
    void close() {
        databases.forEach(TestDatabase::close);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void isRefusedWholeWithItsFirstError(Malformed file) {
        for (House house : houses) {
            Problem refused = catchThrowableOfType(Problem.class, () -> house.take(file.bytes()));

            assertThat(refused).as("refused").isNotNull();
            assertThat(refused.kind()).isEqualTo(Problem.Kind.RULE_BROKEN);
            Problem.Detail first = refused.errors().get(0);
            assertThat(first.code() + " at line " + first.line()).isEqualTo(file.code() + " at line " + file.line());
            assertThat(first.detail()).as("says what to do").matches("(?s).+\\. .+\\.");
            assertThat(refused.errors().toString())
                    .as("quotes nothing of the payers")
                    .doesNotContain("050000000100000012", "9999000000", "Kiosk");
            assertThat(house.ledger.posts).isZero();
            assertThat(house.files.ids()).isEmpty();
            assertThat(house.intake.seen).isEmpty();
            assertThat(house.audit.of("BANK_FILE_RECEIVED")).isEmpty();
        }
    }

    /** Else a file could be refused for something that was wrong with it from the start. */
    @DatabaseTest
    void theSoundFilesAreTaken(TestDatabase fresh) {
        House house = new House(fresh);
        house.intake = new FakeIntake();
        house.restart();

        house.take(SoundNetsFile.bytes(SoundNetsFile.RECORDS));
        assertThat(house.postedAmounts()).containsExactly(-10_000L, 50_000L);
        assertThat(house.intake.taken).hasSize(3);
        house.take(MalformedCamtFiles.sound("02").getBytes(StandardCharsets.UTF_8));
        assertThat(house.postedAmounts()).containsExactly(-10_000L, 10_000L, 25_000L, 50_000L, 50_050L);
        house.take(MalformedCamtFiles.sound("08").getBytes(StandardCharsets.UTF_8));
        assertThat(house.postedAmounts()).hasSize(8);
    }

    @Test
    void theCorpusIsLargeAndNoFileIsInItTwice() {
        List<Malformed> corpus = corpus();

        assertThat(corpus).hasSizeGreaterThanOrEqualTo(200);
        assertThat(corpus).extracting(Malformed::name).doesNotHaveDuplicates();
        assertThat(corpus.stream().map(file -> Arrays.hashCode(file.bytes())).distinct())
                .hasSameSizeAs(corpus);
    }

    @Test
    void everyCodeThatRefusesIsInTheCorpus() {
        Set<String> met = corpus().stream().map(Malformed::code).collect(Collectors.toSet());

        assertThat(met)
                .containsAll(Arrays.stream(no.grend.nets.FindingCode.values())
                        .filter(code -> code.weight() != no.grend.nets.FindingCode.Weight.WARNING)
                        .filter(code -> !TO_BANK.contains(code))
                        .map(Enum::name)
                        .toList())
                .containsAll(Arrays.stream(no.grend.camt.FindingCode.values())
                        .filter(code -> code.weight() != no.grend.camt.FindingCode.Weight.WARNING)
                        .filter(code -> !LIMITS.contains(code))
                        .map(Enum::name)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(no.grend.nets.FindingCode.class)
    void everyCodeOfTheBankNetworksFilesHasAdvice(no.grend.nets.FindingCode code) {
        assertThat(code.remedy()).matches("[A-Z].{10,}\\.");
    }

    @ParameterizedTest
    @EnumSource(no.grend.camt.FindingCode.class)
    void everyCodeOfCamtFilesHasAdvice(no.grend.camt.FindingCode code) {
        assertThat(code.remedy()).matches("[A-Z].{10,}\\.");
    }
}
