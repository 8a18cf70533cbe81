package no.grend.kernel;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Business time: every civil date and cut-off in Grend is in Europe/Oslo. */
public final class Oslo {

    /** Europe/Oslo. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Oslo");

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private Oslo() {}

    /** A moment as people here read it off the clock, {@code 2026-12-01 10:15}; for lists. */
    public static String minute(Instant at) {
        return MINUTE.format(at.atZone(ZONE));
    }

    /** A moment as people here write it, {@code 01.12.2026 10:15}; for mails and invoices. */
    public static String moment(Instant at) {
        return MOMENT.format(at.atZone(ZONE));
    }

    /** A time of the day, {@code 10:15}. */
    public static String clock(Instant at) {
        return CLOCK.format(at.atZone(ZONE));
    }

    /** The business date now. */
    public static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
