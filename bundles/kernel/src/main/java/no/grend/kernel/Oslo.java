package no.grend.kernel;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/** Business time: every civil date and cut-off in Grend is in Europe/Oslo. */
public final class Oslo {

    /** Europe/Oslo. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Oslo");

    private Oslo() {}

    /** The business date now. */
    public static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
