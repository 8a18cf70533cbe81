package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountTest {

    @Test
    void oneIsOneAndNoneIsMany() {
        assertThat(Count.of(0, "invoice")).isEqualTo("0 invoices");
        assertThat(Count.of(1, "invoice")).isEqualTo("1 invoice");
        assertThat(Count.of(2, "invoice")).isEqualTo("2 invoices");
        assertThat(Count.of(1, "entry", "entries")).isEqualTo("1 entry");
        assertThat(Count.of(12, "entry", "entries")).isEqualTo("12 entries");
    }
}
