package no.grend.booking.internal.store;

import java.util.List;
import no.grend.kernel.Ore;

/**
 * When and how a resource can be reserved («leievilkår», S1-43).
 *
 * @param slotMinutes it is reserved for so long, or a whole number of times as long
 * @param daysAhead how many days ahead
 * @param cancelMinutes members may give it back until so long before
 * @param price for each slot; nothing when it is free
 * @param memberPrice for each slot, of those who count as members on the day; null when everybody pays the price
 * @param mostSlots how many in a row; 0: as many as it is open for
 * @param mostComing how many reservations to come each may have of it; 0: as many as they like
 * @param hours when it is open; none: not to be reserved by members
 */
public record Terms(
        int slotMinutes,
        int daysAhead,
        int cancelMinutes,
        Ore price,
        Ore memberPrice,
        int mostSlots,
        int mostComing,
        List<Hours> hours) {

    public Terms {
        hours = List.copyOf(hours);
        price = price == null ? Ore.ZERO : price;
    }

    /** A slot at a time, as often as one likes. */
    public Terms(int slotMinutes, int daysAhead, int cancelMinutes, Ore price, Ore memberPrice, List<Hours> hours) {
        this(slotMinutes, daysAhead, cancelMinutes, price, memberPrice, 1, 0, hours);
    }

    /** Free of charge. */
    public Terms(int slotMinutes, int daysAhead, int cancelMinutes, List<Hours> hours) {
        this(slotMinutes, daysAhead, cancelMinutes, Ore.ZERO, null, hours);
    }

    /** The same with other limits. */
    public Terms most(int slots, int coming) {
        return new Terms(slotMinutes, daysAhead, cancelMinutes, price, memberPrice, slots, coming, hours);
    }

    /** What a slot costs. @param member whether whoever has it counts as a member */
    public Ore price(boolean member) {
        return member && memberPrice != null ? memberPrice : price;
    }

    /**
     * Open on a day of the week.
     *
     * @param weekday 1 is Monday
     * @param fromMinute of the day in Oslo, as toMinute
     */
    public record Hours(int weekday, int fromMinute, int toMinute) {}
}
