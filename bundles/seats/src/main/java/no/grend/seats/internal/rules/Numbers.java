package no.grend.seats.internal.rules;

import java.time.Instant;
import no.grend.seats.Seats.NewOffering;

/**
 * What is counted at one offering. Immutable.
 *
 * @param taken seats held or booked
 * @param ceiling the most that may be taken: the capacity, or what was taken when that was lowered below it
 * @param waiting people on the list
 * @param waitingCeiling the most that may wait, likewise
 * @param parties places on the list
 * @param nextEntry number of the next entry
 * @param nextUntil no hold runs out before; null when nothing is held
 */
public record Numbers(
        int taken,
        int ceiling,
        int waiting,
        int waitingCeiling,
        int parties,
        long nextEntry,
        boolean cancelled,
        Instant nextUntil) {

    /** Nobody has come yet. */
    public static Numbers fresh(NewOffering terms) {
        return new Numbers(0, terms.capacity(), 0, terms.waitingCapacity(), 0, 1, false, null);
    }

    Numbers seat(int size) {
        return new Numbers(taken + size, ceiling, waiting, waitingCeiling, parties, nextEntry, cancelled, nextUntil);
    }

    /** Seats that are above the capacity are gone with whoever leaves them. */
    Numbers unseat(int size, NewOffering terms) {
        int left = taken - size;
        return new Numbers(
                left,
                Math.max(terms.capacity(), left),
                waiting,
                waitingCeiling,
                parties,
                nextEntry,
                cancelled,
                nextUntil);
    }

    Numbers queue(int size) {
        return new Numbers(
                taken, ceiling, waiting + size, waitingCeiling, parties + 1, nextEntry, cancelled, nextUntil);
    }

    Numbers unqueue(int size, NewOffering terms) {
        int left = waiting - size;
        int most = Math.max(terms.waitingCapacity(), left);
        return new Numbers(taken, ceiling, left, most, parties - 1, nextEntry, cancelled, nextUntil);
    }

    Numbers entered() {
        return new Numbers(taken, ceiling, waiting, waitingCeiling, parties, nextEntry + 1, cancelled, nextUntil);
    }

    /** Seats are held until then. */
    Numbers held(Instant until) {
        return nextUntil != null && !until.isBefore(nextUntil) ? this : looked(until);
    }

    /** The first hold runs out then. */
    Numbers looked(Instant firstUntil) {
        return new Numbers(taken, ceiling, waiting, waitingCeiling, parties, nextEntry, cancelled, firstUntil);
    }

    /** Nobody is sent away: ceilings are as high as what there is. */
    Numbers under(NewOffering terms) {
        return new Numbers(
                taken,
                Math.max(terms.capacity(), taken),
                waiting,
                Math.max(terms.waitingCapacity(), waiting),
                parties,
                nextEntry,
                cancelled,
                nextUntil);
    }

    Numbers calledOff() {
        return new Numbers(taken, ceiling, waiting, waitingCeiling, parties, nextEntry, true, nextUntil);
    }
}
