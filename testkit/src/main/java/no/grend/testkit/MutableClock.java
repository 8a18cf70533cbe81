package no.grend.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import no.grend.kernel.Oslo;

/** A clock that stands still until the test turns it. Its zone is Europe/Oslo. Safe between threads. */
public final class MutableClock extends Clock {

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    public MutableClock(Instant now) {
        this(new AtomicReference<>(now), Oslo.ZONE);
    }

    private MutableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** Noon in Oslo that day. */
    public static MutableClock noonOf(LocalDate day) {
        return new MutableClock(day.atTime(LocalTime.NOON).atZone(Oslo.ZONE).toInstant());
    }

    /** Noon in Oslo that day. @param day {@code 2026-11-21} */
    public static MutableClock noonOf(String day) {
        return noonOf(LocalDate.parse(day));
    }

    public void set(Instant instant) {
        now.set(instant);
    }

    /** Forwards, or backwards when the duration is negative. */
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    /** So many civil days in Oslo, which is not always 24 hours each. */
    public void advanceDays(int days) {
        now.updateAndGet(instant -> instant.atZone(Oslo.ZONE).plusDays(days).toInstant());
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same hands on another face: turning one turns both. */
    @Override
    public Clock withZone(ZoneId other) {
        return new MutableClock(now, other);
    }
}
