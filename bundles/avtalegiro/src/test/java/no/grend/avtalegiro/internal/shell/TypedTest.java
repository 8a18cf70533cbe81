package no.grend.avtalegiro.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import no.grend.ledger.spi.Collector.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypedTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsRightIsRead() {
        assertThat(Typed.date("--due", "2027-01-15")).isEqualTo(LocalDate.of(2027, 1, 15));
        assertThat(Typed.notice("--notice", "bank")).isEqualTo(Notice.BANK);
        assertThat(Typed.number("next", "42")).isEqualTo(42);
    }

    @Test
    void whatIsWrongIsToldWithAnExample() {
        assertThatThrownBy(() -> Typed.date("--due", "15.01.2027"))
                .hasMessage("--due is a date such as 2027-01-15, year first, and not \"15.01.2027\".");
        assertThatThrownBy(() -> Typed.notice("--notice", "FOO")).hasMessageContaining("BANK (the bank tells");
        assertThatThrownBy(() -> Typed.number("next", "x")).hasMessageContaining("next is a whole number");
    }

    @Test
    void aPlaceWhereNothingCanBeSavedIsRefusedBeforeAnythingIsDone() throws IOException {
        Path taken = Files.createFile(folder.resolve("DIRREM1"));

        assertThatThrownBy(
                        () -> SavedFile.requirePlace(folder.resolve("no/such").toString()))
                .hasMessageContaining("there is no folder " + folder.resolve("no"));
        assertThatThrownBy(() -> SavedFile.requirePlace(taken.toString())).hasMessageContaining("is there already");
        assertThatCode(() -> SavedFile.requirePlace(folder.toString())).doesNotThrowAnyException();
        assertThatCode(() -> SavedFile.requirePlace(folder.resolve("new").toString()))
                .doesNotThrowAnyException();
    }
}
