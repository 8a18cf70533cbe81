package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ETagTest {

    @Test
    void comesQuotedOrNot() {
        assertThat(ETag.required("\"7\"")).isEqualTo(new ETag(7)).hasToString("\"7\"");
        assertThat(ETag.required(" 7 ")).isEqualTo(new ETag(7));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void mustBeThere(String header) {
        assertThatThrownBy(() -> ETag.required(header))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind())
                        .isEqualTo(Problem.Kind.PRECONDITION_REQUIRED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "\"7", "W/\"7\"", "*", "1234567890"})
    void mustBeOneOfOurs(String header) {
        assertThatThrownBy(() -> ETag.required(header))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.STALE));
    }
}
