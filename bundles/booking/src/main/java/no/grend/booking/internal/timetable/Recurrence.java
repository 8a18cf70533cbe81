package no.grend.booking.internal.timetable;

import biweekly.ICalDataType;
import biweekly.ICalVersion;
import biweekly.io.CannotParseException;
import biweekly.io.ParseContext;
import biweekly.io.scribe.property.RecurrenceRuleScribe;
import biweekly.parameter.ICalParameters;
import biweekly.util.Frequency;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;

/**
 * On which days something comes again (RFC 5545, 3.3.10), counted on the calendar on the wall: what begins at 17:30 does so in
 * summer and in winter. Immutable.
 */
public final class Recurrence {

    private static final int LONGEST = 500;
    private static final Set<Frequency> EVERY =
            Set.of(Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY);
    private static final Pattern UNTIL = Pattern.compile("(?i);UNTIL=([^;]*)($|;.*$)");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final int DAY_LENGTH = 8;
    private static final TimeZone UTC = TimeZone.getTimeZone(ZoneOffset.UTC);

    private final biweekly.util.Recurrence rule;
    private final LocalDateTime until;

    private Recurrence(biweekly.util.Recurrence rule, LocalDateTime until) {
        this.rule = rule;
        this.until = until;
    }

    /** Reads a rule. @throws Problem when it cannot be read, or says more than days */
    public static Recurrence of(String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST || !text.matches("[A-Za-z0-9=;,+\\-]+")) {
            throw wrong("recurrence must be a rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO,TH.");
        }
        LocalDateTime until = until(text);
        biweekly.util.Recurrence rule = parse(UNTIL.matcher(text).replaceAll("$2"));
        if (!EVERY.contains(rule.getFrequency())) {
            throw wrong("FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY; the time of day is the series' own.");
        }
        if (!rule.getByHour().isEmpty()
                || !rule.getByMinute().isEmpty()
                || !rule.getBySecond().isEmpty()
                || !rule.getXRules().isEmpty()) {
            throw wrong(
                    "BYHOUR, BYMINUTE, BYSECOND and rules of one's own are not used; copy the series to other times.");
        }
        if (rule.getUntil() != null) {
            throw wrong("Begin with FREQ, and give UNTIL once.");
        }
        if (rule.getCount() != null && until != null) {
            throw wrong("Give COUNT or UNTIL, not both.");
        }
        return new Recurrence(rule, until);
    }

    private static biweekly.util.Recurrence parse(String text) {
        ParseContext context = new ParseContext();
        context.setVersion(ICalVersion.V2_0);
        try {
            biweekly.util.Recurrence rule = new RecurrenceRuleScribe()
                    .parseText(text, ICalDataType.RECUR, new ICalParameters(), context)
                    .getValue();
            if (rule != null
                    && rule.getFrequency() != null
                    && context.getWarnings().isEmpty()) {
                return rule;
            }
        } catch (CannotParseException | IllegalArgumentException e) {
            // told below, as the others are
        }
        throw wrong("recurrence must be a rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO,TH.");
    }

    private static Problem wrong(String detail) {
        return Problem.invalid("/recurrence", "RECURRENCE_INVALID", detail);
    }

    /** A day counts to its end; a moment of UTC is read off the clock on the wall. Null when there is none. */
    private static LocalDateTime until(String text) {
        Matcher found = UNTIL.matcher(text);
        if (!found.find()) {
            return null;
        }
        String value = found.group(1).toUpperCase(Locale.ROOT);
        try {
            if (value.length() == DAY_LENGTH) {
                return LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE).atTime(LocalTime.MAX);
            }
            boolean utc = value.endsWith("Z");
            LocalDateTime time = LocalDateTime.parse(utc ? value.substring(0, value.length() - 1) : value, MOMENT);
            return utc ? LocalDateTime.ofInstant(time.toInstant(ZoneOffset.UTC), Oslo.ZONE) : time;
        } catch (DateTimeException e) {
            throw wrong("UNTIL must be a day or a moment that exists, such as 20270630 or 20270630T153000Z.");
        }
    }

    /**
     * The days, in order.
     *
     * @param first when it is held the first time; must be one of the days itself
     * @param last none after this day
     * @param most no more than so many
     */
    public List<LocalDate> days(LocalDateTime first, LocalDate last, int most) {
        List<LocalDate> days = new ArrayList<>();
        DateIterator found = rule.getDateIterator(Date.from(first.toInstant(ZoneOffset.UTC)), UTC);
        while (found.hasNext() && days.size() < most) {
            LocalDateTime next =
                    LocalDateTime.ofInstant(Instant.ofEpochMilli(found.next().getTime()), ZoneOffset.UTC);
            if (next.toLocalDate().isAfter(last) || until != null && next.isAfter(until)) {
                break;
            }
            days.add(next.toLocalDate());
        }
        if (!days.isEmpty() && !days.get(0).equals(first.toLocalDate())) {
            throw Problem.rule(
                    "/firstDay",
                    "FIRST_DAY_INVALID",
                    "firstDay is none of the days that recurrence gives; the first is " + days.get(0) + ".");
        }
        return days;
    }
}
