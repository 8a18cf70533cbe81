package no.grend.booking.internal.store;

import java.util.List;

/**
 * When and how a resource can be reserved («leievilkår», S1-43).
 *
 * @param slotMinutes it is reserved for so long, or a whole number of times as long
 * @param daysAhead how many days ahead
 * @param cancelMinutes members may give it back until so long before
 * @param hours when it is open; none: not to be reserved by members
 */
public record Terms(int slotMinutes, int daysAhead, int cancelMinutes, List<Hours> hours) {

    public Terms {
        hours = List.copyOf(hours);
    }

    /**
     * Open on a day of the week.
     *
     * @param weekday 1 is Monday
     * @param fromMinute of the day in Oslo, as toMinute
     */
    public record Hours(int weekday, int fromMinute, int toMinute) {}
}
