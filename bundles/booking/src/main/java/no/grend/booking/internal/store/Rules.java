package no.grend.booking.internal.store;

import java.util.function.Function;

/**
 * Rules of booking («bestillingsregler», S1-25, S1-26, S1-30), in minutes before the class begins unless said otherwise. In a
 * class type's own rules a field that is null is as the organisation has it; zero is «none».
 *
 * @param opensMinutes booking opens so long before; 0: as soon as it is in the timetable
 * @param closesMinutes nobody may book any more
 * @param cancelMinutes members may give their seat back until then; staff always may
 * @param promoteMinutes nobody is let in from the list any more
 * @param waitingCapacity people who may wait; 0: no list
 * @param mostLive bookings to come that a member may have at a time; 0: as many as they like
 * @param noShows so many times not come within noShowDays, and the member is barred for barredDays; 0: never
 * @param reminderMinutes a reminder is sent so long before; 0: none
 */
public record Rules(
        Who who,
        Integer opensMinutes,
        Integer closesMinutes,
        Integer cancelMinutes,
        Integer promoteMinutes,
        Integer waitingCapacity,
        Integer mostLive,
        Integer noShows,
        Integer noShowDays,
        Integer barredDays,
        Integer reminderMinutes) {

    /** Who may book (S1-25). */
    public enum Who {
        /** Everybody in the register. */
        ALL,
        /** Those who count as members on the day of the class. */
        ACTIVE
    }

    /** As Grend comes. */
    public static final Rules USUAL = new Rules(Who.ACTIVE, 14 * 24 * 60, 0, 120, 60, 10, 0, 0, 30, 7, 0);

    /** None of one's own. */
    public static final Rules AS_ORGANISATION =
            new Rules(null, null, null, null, null, null, null, null, null, null, null);

    /** These, and where they say nothing, those. */
    public Rules or(Rules others) {
        return new Rules(
                first(others, Rules::who),
                first(others, Rules::opensMinutes),
                first(others, Rules::closesMinutes),
                first(others, Rules::cancelMinutes),
                first(others, Rules::promoteMinutes),
                first(others, Rules::waitingCapacity),
                first(others, Rules::mostLive),
                first(others, Rules::noShows),
                first(others, Rules::noShowDays),
                first(others, Rules::barredDays),
                first(others, Rules::reminderMinutes));
    }

    private <T> T first(Rules others, Function<Rules, T> field) {
        T own = field.apply(this);
        return own == null ? field.apply(others) : own;
    }
}
