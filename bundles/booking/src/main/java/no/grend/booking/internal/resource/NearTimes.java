package no.grend.booking.internal.resource;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import no.grend.booking.internal.store.Terms;

/** The right times of day nearest to one that is wrong, in words. @param right minutes of the day, by its weekday */
record NearTimes(Function<DayOfWeek, IntStream> right) {

    private static final int DAY = 24 * 60;
    private static final int GRAIN = 5;

    /** Any time on whole five minutes. */
    static final NearTimes FIVE_MINUTES = new NearTimes(day -> IntStream.iterate(0, at -> at < DAY, at -> at + GRAIN));

    /** When the slots begin. */
    static NearTimes of(Terms terms) {
        return new NearTimes(day -> terms.hours().stream()
                .filter(hours -> hours.weekday() == day.getValue())
                .flatMapToInt(hours -> IntStream.iterate(
                        hours.fromMinute(),
                        at -> at + terms.slotMinutes() <= hours.toMinute(),
                        at -> at + terms.slotMinutes())));
    }

    /** «The nearest right times are 16:15 and 16:20.» */
    String words(ZonedDateTime wrong) {
        TreeSet<Integer> times = new TreeSet<>();
        right.apply(wrong.getDayOfWeek()).forEach(times::add);
        int at = wrong.getHour() * 60 + wrong.getMinute();
        Integer before = times.floor(at);
        Integer after = times.higher(at);
        if (before == null && after == null) {
            return "It has no times that day.";
        }
        return before == null || after == null
                ? "The nearest right time is " + clock(before == null ? after : before) + "."
                : "The nearest right times are " + clock(before) + " and " + clock(after) + ".";
    }

    private static String clock(int minute) {
        return LocalTime.MIN.plusMinutes(minute).toString();
    }
}
