package no.grend.booking.internal.minside;

import java.util.Collection;
import java.util.Collections;
import no.grend.kernel.Ore;

/** What a slot costs those whom a member may reserve for. @param least of them pays, as members do @param most of them pays */
record SlotCost(Ore least, Ore most) {

    static SlotCost of(Collection<Ore> prices) {
        return new SlotCost(Collections.min(prices), Collections.max(prices));
    }

    /** Whether all of them pay the same. */
    boolean isOne() {
        return least.equals(most);
    }

    boolean isFree() {
        return most.isZero();
    }

    /** What so many slots cost, to stand after how long that is: «, 300,00 kr», or from the least to the most; empty when free. */
    String sum(int slots) {
        if (isFree()) {
            return "";
        }
        String from = isOne() ? "" : least.times(slots) + "–";
        return ", " + from + most.times(slots) + "\u00a0kr";
    }
}
