package no.grend.minside.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;

/** How money and time are written for members, in one place. */
final class Display {

    private Display() {}

    /** {@code 1 250,50 kr}, of an {@link Ore} or of a whole number of øre; null gives nothing. */
    static String money(Object value) {
        Ore ore = ore(value);
        return ore == null ? "" : ore + "\u00a0kr";
    }

    static Ore ore(Object value) {
        if (value == null || value instanceof Ore) {
            return (Ore) value;
        }
        if (value instanceof Long || value instanceof Integer) {
            return Ore.of(((Number) value).longValue());
        }
        throw new IllegalArgumentException(
                "money wants Ore or whole øre, not " + value.getClass().getSimpleName());
    }

    /** {@code 15. januar 2027}; an instant as its date in Oslo; null gives nothing. */
    static String date(Object value, Locale language) {
        return format(value, language, "d. MMMM uuuu", "d MMMM uuuu");
    }

    /** {@code 15. januar 2027 kl. 14.05}. */
    static String dateTime(Object value, Locale language) {
        return format(value, language, "d. MMMM uuuu 'kl.' HH.mm", "d MMMM uuuu 'at' HH:mm");
    }

    static String isoDate(Object value) {
        return value == null ? "" : DateTimeFormatter.ISO_LOCAL_DATE.format(local(value));
    }

    /** An argument of a text: money and dates as members read them, the rest as it is. */
    static Object argument(Object value, Locale language) {
        if (value instanceof Ore) {
            return money(value);
        }
        return value instanceof TemporalAccessor ? date(value, language) : value;
    }

    private static String format(Object value, Locale language, String norwegian, String english) {
        if (value == null) {
            return "";
        }
        String pattern = language.getLanguage().equals("en") ? english : norwegian;
        return DateTimeFormatter.ofPattern(pattern, language.getLanguage().equals("en") ? Locale.UK : language)
                .format(local(value));
    }

    private static TemporalAccessor local(Object value) {
        if (value instanceof Instant instant) {
            return instant.atZone(Oslo.ZONE);
        }
        if (value instanceof OffsetDateTime time) {
            return time.atZoneSameInstant(Oslo.ZONE);
        }
        if (value instanceof ZonedDateTime time) {
            return time.withZoneSameInstant(Oslo.ZONE);
        }
        if (value instanceof LocalDate || value instanceof LocalDateTime) {
            return (TemporalAccessor) value;
        }
        throw new IllegalArgumentException(
                "date wants a date or an instant, not " + value.getClass().getSimpleName());
    }
}
