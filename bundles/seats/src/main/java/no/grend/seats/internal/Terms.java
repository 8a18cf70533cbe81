package no.grend.seats.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import no.grend.kernel.Problem;
import no.grend.seats.Seats.NewOffering;

/** What may be set out. */
final class Terms {

    private static final int MOST_SEATS = 100_000;
    private static final int LONGEST_ID = 36;
    private static final int LONGEST_OWNER = 40;
    private static final int MOST_MINUTES = 525_600;

    private Terms() {}

    /**
     * The terms as they are kept, whose instants are no finer than a database's.
     *
     * @throws Problem that says what is out of range
     */
    static NewOffering checked(NewOffering wanted) {
        require(wanted);
        return new NewOffering(
                wanted.id(),
                wanted.owner(),
                wanted.capacity(),
                wanted.waitingCapacity(),
                kept(wanted.opensAt()),
                kept(wanted.closesAt()),
                kept(wanted.promoteUntil()),
                wanted.offerMinutes());
    }

    private static Instant kept(Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.MICROS);
    }

    private static void require(NewOffering wanted) {
        if (wanted.id() == null || wanted.id().isBlank() || wanted.id().length() > LONGEST_ID) {
            throw Problem.invalid("/id", "ID_INVALID", "id must be a UUID.");
        }
        if (wanted.owner() == null || wanted.owner().isBlank() || wanted.owner().length() > LONGEST_OWNER) {
            throw Problem.invalid("/owner", "OWNER_INVALID", "owner must be a module's name.");
        }
        requireRange("capacity", wanted.capacity(), MOST_SEATS);
        requireRange("waitingCapacity", wanted.waitingCapacity(), MOST_SEATS);
        requireRange("offerMinutes", wanted.offerMinutes(), MOST_MINUTES);
        requireOrder(wanted.promoteUntil(), wanted.closesAt());
    }

    private static void requireRange(String name, int value, int most) {
        if (value < 0 || value > most) {
            throw Problem.invalid("/" + name, "OUT_OF_RANGE", name + " must be from 0 to " + most + ".");
        }
    }

    private static void requireOrder(Instant promoteUntil, Instant closesAt) {
        if (promoteUntil != null && closesAt != null && promoteUntil.isAfter(closesAt)) {
            throw Problem.rule(
                    "/promoteUntil",
                    "PROMOTES_AFTER_CLOSING",
                    "Nobody can be let in from the list after it is too late to book: promoteUntil must not be after closesAt.");
        }
    }
}
