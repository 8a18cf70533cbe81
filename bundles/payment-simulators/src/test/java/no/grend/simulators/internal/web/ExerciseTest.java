package no.grend.simulators.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExerciseTest {

    @Test
    void isOnThisMachineOnly() {
        assertThat(Exercise.of("http://127.0.0.1:8181/")).hasValueSatisfying(here -> assertThat(here.server("card"))
                .hasToString("http://127.0.0.1:8181/ovelse/card"));
        assertThat(Exercise.of("http://0.0.0.0:9000/")).contains(new Exercise(9000));
        assertThat(Exercise.of("http://10.0.0.7:8181/")).isEmpty();
        assertThat(Exercise.of(null)).isEmpty();
    }
}
