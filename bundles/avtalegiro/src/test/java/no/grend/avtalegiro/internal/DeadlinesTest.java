package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import no.grend.avtalegiro.internal.Deadlines.Rules;
import no.grend.kernel.BankCalendar;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.ledger.spi.Collector.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesTest {

    private static final Rules FOUR_BANKING_DAYS = new Rules(
            BankCalendar.NORWEGIAN, List.of(SelfNoticeRule.parse("2000-01-01 4 banking")), LocalTime.of(14, 0));

    private static Deadlines at(String instant) {
        return at(instant, Rules.STANDARD);
    }

    private static Deadlines at(String instant, Rules rules) {
        return new Deadlines(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC), rules);
    }

    /** S4-21, S4-22, S4-38 as the bank network's calendars and two producers in daily use compute them. */
    @ParameterizedTest
    @CsvSource({
        "2026-12-14, 2026-10-30, 2026-12-04,           , 2026-12-11",
        "2026-12-15, 2026-11-30, 2026-12-04,           , 2026-12-14",
        "2027-01-10, 2026-11-30, 2026-12-31,           , 2027-01-08",
        "2027-01-15, 2026-12-31, 2027-01-06, 2027-01-11, 2027-01-14",
        "2027-04-20, 2027-03-31, 2027-04-09,           , 2027-04-19",
        "2027-05-15, 2027-04-30, 2027-05-05,           , 2027-05-14",
        "2027-02-14, 2026-12-31, 2027-02-05, 2027-02-09, 2027-02-12",
        "2027-02-15, 2027-01-29, 2027-02-05, 2027-02-09, 2027-02-12",
        "2027-03-31, 2027-02-26, 2027-03-22, 2027-03-22, 2027-03-30",
        "2027-05-31, 2027-04-30, 2027-05-21, 2027-05-25, 2027-05-28",
        "2027-03-14, 2027-01-29, 2027-03-05, 2027-03-09, 2027-03-12",
        "2027-03-29, 2027-02-26, 2027-03-19, 2027-03-19, 2027-03-24",
        "2027-05-18, 2027-04-30, 2027-05-07, 2027-05-11, 2027-05-14",
        "2027-01-04, 2026-11-30, 2026-12-23, 2026-12-28, 2026-12-31",
        "2026-12-28, 2026-11-30, 2026-12-18, 2026-12-18, 2026-12-23",
        "2028-02-29, 2028-01-31, 2028-02-18, 2028-02-23, 2028-02-28",
        "2027-08-01, 2027-06-30, 2027-07-23, 2027-07-27, 2027-07-30",
        "2023-05-12, 2023-03-31, 2023-05-03, 2023-05-08, 2023-05-11",
        "2023-05-05, 2023-03-31, 2023-04-26, 2023-04-28, 2023-05-04",
        "2027-01-01, 2026-11-30, 2026-12-23, 2026-12-28, 2026-12-31"
    })
    void daysOfTheDeadlines(
            LocalDate due, LocalDate bank, LocalDate self, LocalDate fourBankingDays, LocalDate cancel) {
        Deadlines deadlines = at("2026-11-21T10:00:00Z");

        assertThat(deadlines.claim(due, Notice.BANK).toLocalDate()).isEqualTo(bank);
        assertThat(deadlines.claim(due, Notice.SELF).toLocalDate()).isEqualTo(self);
        assertThat(deadlines.cancellation(due).toLocalDate()).isEqualTo(cancel);
        if (fourBankingDays != null) {
            assertThat(at("2026-11-21T10:00:00Z", FOUR_BANKING_DAYS)
                            .claim(due, Notice.SELF)
                            .toLocalDate())
                    .isEqualTo(fourBankingDays);
        }
    }

    @Test
    void theCutOffIsOsloTimeInWinterAndSummer() {
        Deadlines deadlines = at("2026-11-21T10:00:00Z");

        assertThat(deadlines.claim(LocalDate.of(2027, 1, 15), Notice.BANK))
                .hasToString("2026-12-31T14:00+01:00[Europe/Oslo]");
        assertThat(deadlines.claim(LocalDate.of(2027, 8, 1), Notice.BANK))
                .hasToString("2027-06-30T14:00+02:00[Europe/Oslo]");
    }

    @Test
    void receivedAtTwoSharpIsInTimeAndAMomentLaterIsNot() {
        LocalDate due = LocalDate.of(2027, 1, 15);

        at("2026-12-31T13:00:00Z").requireInTime(due, Notice.BANK);
        assertThatThrownBy(() -> at("2026-12-31T13:00:00.000001Z").requireInTime(due, Notice.BANK))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
                    assertThat(problem.code()).isEqualTo("DEADLINE_PASSED");
                    assertThat(problem)
                            .hasMessageContaining("Thursday 31 December 2026 at 14:00")
                            .hasMessageContaining("2027-02-15 (bank-notified)")
                            .hasMessageContaining("until Wednesday 6 January 2027 at 14:00");
                });
    }

    @Test
    void theFirstPossibleDueDateMovesWhenADeadlinePasses() {
        Deadlines before = at("2026-12-31T13:00:00Z");
        Deadlines after = at("2026-12-31T13:00:01Z");

        assertThat(before.firstPossibleDueDate(Notice.BANK)).isEqualTo("2027-01-15");
        assertThat(after.firstPossibleDueDate(Notice.BANK)).isEqualTo("2027-02-15");
        assertThat(before.firstPossibleDueDate(Notice.SELF)).isEqualTo("2027-01-09");
        assertThat(after.firstPossibleDueDate(Notice.SELF)).isEqualTo("2027-01-13");
    }

    /** Whoever sends at the first possible due date is in time; one day earlier is too late. */
    @Test
    void theFirstPossibleDueDateIsTheFirst() {
        for (int hour = 0; hour < 24 * 500; hour += 7) {
            Instant now = Instant.parse("2026-11-21T00:30:00Z").plusSeconds(hour * 3600L);
            Deadlines deadlines = new Deadlines(Clock.fixed(now, ZoneOffset.UTC), Rules.STANDARD);
            for (Notice notice : Notice.values()) {
                LocalDate first = deadlines.firstPossibleDueDate(notice);
                assertThat(deadlines.inTime(deadlines.claim(first, notice))).isTrue();
                assertThat(deadlines.inTime(deadlines.claim(first.minusDays(1), notice)))
                        .as("%s at %s", notice, now)
                        .isFalse();
            }
        }
    }

    @Test
    void theRuleForSelfNoticeIsDated() {
        Rules dated = new Rules(
                BankCalendar.NORWEGIAN,
                List.of(SelfNoticeRule.parse("2027-03-01 4 banking"), SelfNoticeRule.parse("2000-01-01 9 calendar")),
                LocalTime.of(14, 0));
        Deadlines deadlines = at("2026-11-21T10:00:00Z", dated);

        assertThat(deadlines.claim(LocalDate.of(2027, 2, 15), Notice.SELF).toLocalDate())
                .isEqualTo("2027-02-05");
        assertThat(deadlines.claim(LocalDate.of(2027, 3, 31), Notice.SELF).toLocalDate())
                .isEqualTo("2027-03-22");
        assertThat(deadlines.claim(LocalDate.of(2027, 5, 31), Notice.SELF).toLocalDate())
                .isEqualTo("2027-05-25");
    }

    @Test
    void anIllWrittenRuleIsRefused() {
        assertThatThrownBy(() -> SelfNoticeRule.parse("9 calendar")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SelfNoticeRule.parse("2027-13-01 9 calendar"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SelfNoticeRule.parse("2027-01-01 0 calendar"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SelfNoticeRule.parse("2027-01-01 9 lunar"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theBankLooksTwelveMonthsAhead() {
        Deadlines deadlines = at("2026-11-21T10:00:00Z");

        deadlines.requireInTime(LocalDate.of(2027, 11, 21), Notice.BANK);
        assertThatThrownBy(() -> deadlines.requireInTime(LocalDate.of(2027, 11, 22), Notice.BANK))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("DUE_DATE_TOO_FAR_AHEAD"));
    }

    /** S4-24, S4-25: what the renewal dialog shows. */
    @Test
    void theWindowsOfADueDateCloseOneByOne() {
        LocalDate due = LocalDate.of(2027, 1, 15);

        List<Window> between = at("2026-12-31T13:00:01Z").windows(due);
        assertThat(between).extracting(Window::notice).containsExactly(Notice.BANK, Notice.SELF);
        assertThat(between).extracting(Window::possible).containsExactly(false, true);
        assertThat(between.get(0).until()).hasToString("2026-12-31T14:00+01:00[Europe/Oslo]");
        assertThat(between.get(0).firstPossibleDueDate()).isEqualTo("2027-02-15");
        assertThat(between.get(0).explanation()).startsWith("Too late");
        assertThat(between.get(1).explanation()).contains("by Wednesday 6 January 2027 at 14:00");

        assertThat(at("2027-01-06T13:00:01Z").windows(due))
                .extracting(Window::possible)
                .containsExactly(false, false);
        assertThat(at("2026-11-21T10:00:00Z").windows(LocalDate.of(2027, 11, 22)))
                .as("further than the bank looks")
                .allSatisfy(window -> {
                    assertThat(window.possible()).isFalse();
                    assertThat(window.explanation()).contains("12 months");
                });
    }
}
