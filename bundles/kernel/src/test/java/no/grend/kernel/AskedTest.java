package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AskedTest {

    private static void refused(ThrowingCallable call, String pointer, String code, String detail) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.getMessage()).isEqualTo(detail);
            assertThat(problem.errors()).singleElement().satisfies(error -> assertThat(error.pointer())
                    .isEqualTo(pointer));
        });
    }

    @Test
    void namesTheFieldThatIsMissingOrBlank() {
        assertThat(Asked.text("name", " Kari ", "give a name")).isEqualTo(" Kari ");
        refused(
                () -> Asked.text("name", null, "give a name"),
                "/name",
                "FIELD_MISSING",
                "name is missing; give a name.");
        refused(() -> Asked.text("name", " \t", "give a name"), "/name", "FIELD_BLANK", "name is empty; give a name.");
        refused(() -> Asked.given("roles", null, "give one"), "/roles", "FIELD_MISSING", "roles is missing; give one.");
        refused(() -> Asked.body(null), "", "BODY_MISSING", "The body is empty; a JSON object {...} is expected.");
    }

    @Test
    void readsDatesNamesAndNumbers() {
        assertThat(Asked.date("dueDate", "2027-01-15")).isEqualTo("2027-01-15");
        assertThat(Asked.oneOf(Problem.Kind.class, "kind", "conflict")).isEqualTo(Problem.Kind.CONFLICT);
        assertThat(Asked.oneOf(Problem.Kind.class, "kind", null)).isNull();
        assertThat(Asked.memberNumber("memberNumber", "0000042")).isEqualTo(42);
        assertThat(Asked.memberNumber("memberNumber", null)).isNull();
    }

    @Test
    void takesNoDueDateThatHasPassed() {
        LocalDate today = LocalDate.of(2026, 12, 1);
        assertThat(Asked.dueDate("dueDate", today, today)).isEqualTo(today);
        assertThatThrownBy(() -> Asked.dueDate("dueDate", today.minusDays(1), today))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.RULE_BROKEN);
                    assertThat(problem.code()).isEqualTo("DUE_DATE_PAST");
                    assertThat(problem).hasMessage("dueDate has passed; give today (2026-12-01) or a later day.");
                });
        assertThatThrownBy(() -> Asked.dueDate("dueDate", null, today)).hasMessageContaining("dueDate is missing");
    }

    @Test
    void saysWhatWouldBeRight() {
        String date = "dueDate must be a date that exists, such as 2027-01-15.";
        refused(() -> Asked.date("dueDate", "2027-02-30"), "/dueDate", "DATE_INVALID", date);
        refused(
                () -> Asked.date("dueDate", ""),
                "/dueDate",
                "FIELD_BLANK",
                "dueDate is empty; give a date such as 2027-01-15.");
        refused(
                () -> Asked.oneOf(Thread.State.class, "state", ""),
                "/state",
                "VALUE_UNKNOWN",
                "state must be one of NEW, RUNNABLE, BLOCKED, WAITING, TIMED_WAITING, TERMINATED.");
        String number = "memberNumber must be 1-7 digits, such as 0000042 or 42.";
        refused(() -> Asked.memberNumber("memberNumber", "12345678"), "/memberNumber", "MEMBER_NUMBER_INVALID", number);
        refused(() -> Asked.memberNumber("memberNumber", "٤٢"), "/memberNumber", "MEMBER_NUMBER_INVALID", number);
    }
}
