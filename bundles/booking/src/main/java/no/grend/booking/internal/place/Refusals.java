package no.grend.booking.internal.place;

import java.time.Instant;
import no.grend.booking.internal.seat.Refusal;
import no.grend.kernel.Count;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.seats.Taken;

/** Why no booking was made, in words and with a code that stays. */
final class Refusals {

    private Refusals() {}

    /** @param until of a bar; null otherwise */
    static Problem of(Refusal why, Instant until) {
        String detail =
                switch (why) {
                    case FROZEN -> "The membership is frozen on the day of the class.";
                    case NOT_A_MEMBER -> "Only those who count as members on the day of the class may book it.";
                    case BARRED ->
                        "Has had seats too often without coming, and may book again from " + Oslo.minute(until) + ".";
                    case BUSY -> "Has a seat at another class at the same hour. Give that back first.";
                    case TOO_MANY -> "Has as many bookings to come as one may have. Give one back first.";
                };
        return Problem.rule("/contactIds", why.name(), detail);
    }

    /**
     * @param asked how many seats were wanted
     * @param capacity how many the class has in all
     */
    static Problem of(Taken.Refusal why, int asked, int capacity) {
        return switch (why) {
            case UNKNOWN ->
                Problem.unavailable("NOT_READY", "The class is just being set up. Try again in a few seconds.");
            case NOT_OPEN_YET -> Problem.conflict("NOT_OPEN_YET", "Booking of this class has not opened yet.");
            case CLOSED -> Problem.conflict("CLOSED", "It is too late to book this class.");
            case CALLED_OFF -> Problem.conflict("CALLED_OFF", "The class was called off.");
            case FULL ->
                Problem.conflict("FULL", "The class is full. Send orWait: true to go on the list, if there is one.");
            case LIST_FULL -> Problem.conflict("LIST_FULL", "The class is full, and so is the list.");
            case TOO_MANY ->
                Problem.rule(
                        "/contactIds",
                        "PARTY_TOO_LARGE",
                        "The class has " + Count.of(capacity, "seat") + " in all, and " + asked
                                + " were asked for. Ask for fewer, or for several classes.");
            case ALREADY -> Problem.conflict("ALREADY", "One of them has or waits for a seat there already.");
            case EXPIRED -> Problem.conflict("EXPIRED", "The seats are gone.");
        };
    }
}
