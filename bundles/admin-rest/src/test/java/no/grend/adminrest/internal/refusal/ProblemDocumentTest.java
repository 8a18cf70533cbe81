package no.grend.adminrest.internal.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import no.grend.kernel.Problem;
import org.junit.jupiter.api.Test;

class ProblemDocumentTest {

    @Test
    void isThatOfTheStandard() {
        Problem problem = Problem.rule("/dueDate", "DUE_DATE_PAST", "The due date has passed.");

        assertThat(json(problem))
                .isEqualTo(
                        "{\"type\":\"urn:grend:problem:due-date-past\",\"title\":\"A rule forbids it\",\"status\":422,"
                                + "\"detail\":\"The due date has passed.\",\"instance\":\"r1\",\"code\":\"DUE_DATE_PAST\","
                                + "\"errors\":[{\"pointer\":\"/dueDate\",\"code\":\"DUE_DATE_PAST\","
                                + "\"detail\":\"The due date has passed.\"}],\"retryable\":false}");
    }

    @Test
    void linesOfAFileAreNamed() {
        Problem problem = new Problem(
                Problem.Kind.RULE_BROKEN,
                "FILE_INVALID",
                "The file breaks a rule.",
                List.of(Problem.Detail.line(7, "SUM_WRONG", "The sum is wrong.")));

        assertThat(json(problem)).contains("\"errors\":[{\"line\":7,\"code\":\"SUM_WRONG\"");
    }

    @Test
    void whatItIsAboutStandsByNameForPrograms() {
        Problem problem = new Problem(
                Problem.Kind.CONFLICT,
                "TAKEN",
                "Sal 1 is taken.",
                List.of(Problem.Detail.field("/hallId", "TAKEN", "Sal 1 is taken.")
                        .about(Map.of("takenBy", "c1", "resourceId", "r1"))));

        assertThat(json(problem))
                .contains("\"detail\":\"Sal 1 is taken.\",\"about\":{\"resourceId\":\"r1\",\"takenBy\":\"c1\"}}]");
    }

    @Test
    void onlyWhatPassesIsRetryable() {
        assertThat(json(Problem.tooMany("Wait."))).contains("\"retryable\":true");
        assertThat(json(Problem.unavailable("AWAY", "Away."))).contains("\"retryable\":true");
        assertThat(json(Problem.conflict("CLASH", "Clash."))).contains("\"retryable\":false");
    }

    private static String json(Problem problem) {
        return new String(ProblemDocument.of(problem, "r1").toJson(), StandardCharsets.UTF_8);
    }
}
