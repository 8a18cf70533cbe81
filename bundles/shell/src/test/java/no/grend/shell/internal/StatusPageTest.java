package no.grend.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import no.grend.kernel.Diagnosis.Finding;
import no.grend.schema.SchemaStatus.ModuleSchema;
import no.grend.schema.SchemaStatus.State;
import org.junit.jupiter.api.Test;

final class StatusPageTest {

    @Test
    void theDatabaseIsToldWithoutAnyPassword() {
        assertThat(DatabasePlace.words(
                        "PostgreSQL",
                        "16.4 (Debian 16.4-1)",
                        "jdbc:postgresql://kari:hemmelig@db.klubb.example:5432/grend?user=kari&password=hemmelig",
                        "kari"))
                .isEqualTo("PostgreSQL 16.4 at db.klubb.example:5432/grend, as kari");
        assertThat(DatabasePlace.words(
                        "Apache Derby", "10.14.2.0 - (1828579)", "jdbc:derby:/var/lib/grend/derby;create=false", "APP"))
                .isEqualTo("Derby 10.14.2.0 in /var/lib/grend/derby");
    }

    @Test
    void readyTablesAreCountedAndOthersTold() {
        ModuleSchema ready = new ModuleSchema("job", State.READY, null);

        assertThat(StatusPage.tables(List.of(ready, ready))).containsExactly("READY in all 2 modules that keep any");
        assertThat(StatusPage.tables(List.of(ready, new ModuleSchema("ledger", State.FAILED, "table exists"))))
                .containsExactly("READY in 1 of 2 modules that keep any", "ledger FAILED: table exists");
    }

    @Test
    void followersStandUnderTheirCause() {
        assertThat(StatusPage.causes(
                        "What does not run",
                        List.of(new Finding("keys", "The folder is missing.", List.of("demo", "member-core"))),
                        "because of it"))
                .containsExactly(
                        "What does not run", "  keys: The folder is missing.", "    because of it: demo, member-core");
        assertThat(StatusPage.causes("What does not run", List.of(), "because of it"))
                .isEmpty();
    }

    @Test
    void timesAreRounded() {
        assertThat(StatusPage.since(Duration.ofMillis(12_345))).isEqualTo("12 s");
        assertThat(StatusPage.since(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(StatusPage.since(Duration.ofHours(25))).isEqualTo("1 day 1 h");
    }
}
