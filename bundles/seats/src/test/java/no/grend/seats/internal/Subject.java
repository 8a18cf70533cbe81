package no.grend.seats.internal;

import java.util.List;

/** One offering that is played on, whichever way its rules are run. Places are named by their number of entry. */
interface Subject {

    /** @return {@code PLACE} or the name of the refusal */
    String take(List<String> who, int guests, int holdMinutes, boolean orWait);

    void leave(int entry, String how);

    /** @return {@code PLACE}, {@code EXPIRED} or {@code STILL_WAITING} */
    String confirm(int entry);

    void settle();

    void set(int seats, int list, int closing, int promoting, int offering);

    void callOff();

    void advance(int minutes);

    /** From now on this contact may not come. @param reason null when they may */
    void freeze(String contact, String reason);

    /** As {@link Reference#toString}. */
    String lists();
}
