package no.grend.avtalegiro.internal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import no.grend.kernel.BankCalendar;

/**
 * How long before the due date a self-notified claim («egenvarsling») must be with the bank network. Sources disagree
 * (bank-files 7.2), so it is dated configuration and no constant.
 *
 * @param validFrom the first due date it holds for
 * @param minDays 1 or more
 * @param unit what the days are
 */
record SelfNoticeRule(LocalDate validFrom, int minDays, Unit unit) {

    /** What is counted. */
    enum Unit {
        /** All days, and then back to a banking day. */
        CALENDAR,
        /** Banking days only. */
        BANKING
    }

    /** Nine calendar days, as the mission has it (S4-22). */
    static final SelfNoticeRule STANDARD = new SelfNoticeRule(LocalDate.of(2000, 1, 1), 9, Unit.CALENDAR);

    private static final int PARTS = 3;
    private static final int MOST_DAYS = 60;

    SelfNoticeRule {
        if (minDays < 1 || minDays > MOST_DAYS) {
            throw new IllegalArgumentException("A self-notice rule takes 1-" + MOST_DAYS + " days, not " + minDays);
        }
    }

    /** Reads {@code 2000-01-01 9 calendar}. */
    static SelfNoticeRule parse(String text) {
        String[] parts = text.trim().split("\\s+", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("Write a self-notice rule as \"2000-01-01 9 calendar\", not: " + text);
        }
        try {
            return new SelfNoticeRule(
                    LocalDate.parse(parts[0]),
                    Integer.parseInt(parts[1]),
                    Unit.valueOf(parts[2].toUpperCase(Locale.ROOT)));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("A self-notice rule begins with a date like 2000-01-01: " + text, e);
        }
    }

    /** The rule for a due date: the latest that is valid from then or earlier, else the oldest. */
    static SelfNoticeRule on(List<SelfNoticeRule> rules, LocalDate dueDate) {
        return rules.stream()
                .filter(rule -> !rule.validFrom.isAfter(dueDate))
                .max(Comparator.comparing(SelfNoticeRule::validFrom))
                .or(() -> rules.stream().min(Comparator.comparing(SelfNoticeRule::validFrom)))
                .orElse(STANDARD);
    }

    /** The last day on which a claim due then can be received. */
    LocalDate lastDay(LocalDate dueDate, BankCalendar calendar) {
        return switch (unit) {
            case CALENDAR -> calendar.onOrBefore(dueDate.minusDays(minDays));
            case BANKING -> calendar.minus(dueDate, minDays);
        };
    }
}
