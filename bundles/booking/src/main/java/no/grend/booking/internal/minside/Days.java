package no.grend.booking.internal.minside;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import no.grend.kernel.Oslo;

/** Days and times as members read them. */
final class Days {

    private Days() {}

    /** The Monday of the week asked for, or of this one when it cannot be read. */
    static LocalDate monday(String asked, LocalDate today) {
        LocalDate day = today;
        if (asked != null) {
            try {
                day = LocalDate.parse(asked);
            } catch (DateTimeException e) {
                day = today;
            }
        }
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    static YearMonth month(String asked, LocalDate today) {
        try {
            return asked == null ? YearMonth.from(today) : YearMonth.parse(asked);
        } catch (DateTimeException e) {
            return YearMonth.from(today);
        }
    }

    static Instant midnight(LocalDate day) {
        return day.atStartOfDay(Oslo.ZONE).toInstant();
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, Oslo.ZONE);
    }

    static String clock(Instant at) {
        return Oslo.clock(at);
    }

    /** 17:30–18:30. */
    static String span(Instant from, Instant to) {
        return clock(from) + "–" + clock(to);
    }

    /** 15. januar kl. 17.30, in the member's language. */
    static String when(Instant at, Locale language) {
        String form = language.getLanguage().equals("en") ? "d MMMM HH:mm" : "d. MMMM 'kl.' HH.mm";
        return DateTimeFormatter.ofPattern(form, language).format(at.atZone(Oslo.ZONE));
    }

    static String name(DayOfWeek day, Locale language) {
        String name = day.getDisplayName(TextStyle.FULL_STANDALONE, language);
        return name.substring(0, 1).toUpperCase(language) + name.substring(1);
    }

    static List<String> weekdays(Locale language) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> brief(day, language))
                .toList();
    }

    /** «man.», with the full stop that Norwegian abbreviations have; the platform's Nynorsk is without. */
    static String brief(DayOfWeek day, Locale language) {
        String name = day.getDisplayName(TextStyle.SHORT_STANDALONE, language);
        return language.getLanguage().equals("en") || name.endsWith(".") ? name : name + ".";
    }
}
