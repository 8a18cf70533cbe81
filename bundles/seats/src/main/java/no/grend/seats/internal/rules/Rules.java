package no.grend.seats.internal.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import no.grend.kernel.Problem;
import no.grend.seats.Place;
import no.grend.seats.Place.Ending;
import no.grend.seats.Place.State;
import no.grend.seats.SeatEvent.Kind;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.Taken;
import no.grend.seats.Taken.Refusal;
import no.grend.seats.Wish;

/**
 * The rules of one offering at one moment (S1-26 … S1-31, P12, P13): who gets seats, who waits, who is next. {@link #sweep} comes
 * before every other call, so that no answer depends on when somebody last looked. For one thread, which has the offering to
 * itself.
 */
public final class Rules {

    private static final String SYSTEM = "system";
    private static final String LARGER_THAN_ALL = "TOO_MANY";
    private static final int HEADS = 20;

    private final Sheet sheet;
    private final Lists lists;
    private final Instant now;

    public Rules(Sheet sheet, Lists lists, Instant now) {
        this.sheet = sheet;
        this.lists = lists;
        this.now = now;
    }

    public Sheet sheet() {
        return sheet;
    }

    /** Lets holds run out, and closes the list when its time is over. */
    public Rules sweep() {
        Instant first = sheet.numbers().nextUntil();
        if (first != null && !now.isBefore(first)) {
            lists.runOut(now).forEach(held -> end(held, Ending.EXPIRED, null, SYSTEM));
            sheet.numbers(sheet.numbers().looked(lists.firstUntil()));
        }
        if (sheet.numbers().parties() > 0 && sheet.isListOver(now)) {
            lists.waitingAfter(0, Integer.MAX_VALUE).forEach(waiting -> end(waiting, Ending.LIST_CLOSED, null, SYSTEM));
        }
        return this;
    }

    /** @param id of the place that it becomes, if it does */
    public Taken take(Wish wish, String id, String by) {
        Optional<Place> already = wish.contactIds().stream()
                .flatMap(contact -> lists.liveOf(contact).stream())
                .findFirst();
        Refusal refusal = refusal(wish, already.isPresent());
        if (refusal != null) {
            return new Taken(refusal == Refusal.ALREADY ? already.get() : null, refusal, false);
        }
        boolean waits = waits(wish);
        State state = waits ? State.WAITING : wish.holdUntil() == null ? State.BOOKED : State.HELD;
        Place place = new Place(
                id,
                wish.offeringId(),
                sheet.terms().owner(),
                sheet.numbers().nextEntry(),
                wish.contactIds(),
                wish.guests(),
                state,
                waits ? sheet.numbers().parties() + 1 : 0,
                now,
                state == State.HELD ? wish.holdUntil().truncatedTo(ChronoUnit.MICROS) : null,
                false,
                null,
                null);
        sheet.numbers(sheet.numbers().entered());
        count(place);
        lists.enter(place);
        lists.tell(waits ? Kind.WAITED : state == State.HELD ? Kind.HELD : Kind.BOOKED, place, null, by);
        return new Taken(place, null, false);
    }

    private Refusal refusal(Wish wish, boolean already) {
        if (sheet.numbers().cancelled()) {
            return Refusal.CALLED_OFF;
        }
        if (sheet.isOpenLater(now)) {
            return Refusal.NOT_OPEN_YET;
        }
        if (sheet.isClosed(now)) {
            return Refusal.CLOSED;
        }
        if (already) {
            return Refusal.ALREADY;
        }
        if (wish.size() > sheet.terms().capacity()) {
            return Refusal.TOO_MANY;
        }
        if (!waits(wish)) {
            return null;
        }
        if (!wish.orWait() || sheet.terms().waitingCapacity() == 0 || sheet.isListOver(now)) {
            return Refusal.FULL;
        }
        return sheet.numbers().waiting() + wish.size() > sheet.terms().waitingCapacity() ? Refusal.LIST_FULL : null;
    }

    /** Nobody jumps in while somebody waits. */
    private boolean waits(Wish wish) {
        return sheet.numbers().parties() > 0 || wish.size() > sheet.free();
    }

    public Taken confirm(Place place, String by) {
        if (place.state() == State.BOOKED) {
            return new Taken(place, null, true);
        }
        if (place.state() == State.WAITING) {
            throw Problem.conflict("STILL_WAITING", "This place waits for seats, so there is nothing to confirm yet.");
        }
        if (place.state() == State.GONE && !comesBack(place)) {
            return new Taken(place, Refusal.EXPIRED, false);
        }
        Place booked = Changed.booked(place);
        if (place.state() == State.GONE) {
            count(booked);
        }
        lists.change(place, booked);
        lists.tell(Kind.CONFIRMED, booked, null, by);
        return new Taken(booked, null, false);
    }

    /** Whether seats whose hold ran out are still there for whoever has paid meanwhile. */
    private boolean comesBack(Place place) {
        return place.ending() == Ending.EXPIRED
                && !sheet.numbers().cancelled()
                && !sheet.isClosed(now)
                && sheet.numbers().parties() == 0
                && place.size() <= sheet.free()
                && place.contactIds().stream()
                        .allMatch(contact -> lists.liveOf(contact).isEmpty());
    }

    public Place release(Place place, Ending why, String reason, String by) {
        return place.state() == State.GONE ? place : end(place, why, reason, by);
    }

    /** @throws Problem when the seats are another module's */
    public void requireOwner(NewOffering wanted) {
        if (!sheet.terms().owner().equals(wanted.owner())) {
            throw Problem.conflict("OTHER_OWNER", "These seats belong to another module.");
        }
    }

    /** New terms of what is there already; the same ones and those of something called off change nothing. */
    public void set(NewOffering wanted, String by) {
        if (!sheet.terms().equals(wanted) && !sheet.numbers().cancelled()) {
            sheet.terms(wanted);
            lists.tell(Kind.SET, null, null, by);
        }
    }

    public void callOff(String reason, String by) {
        if (sheet.numbers().cancelled()) {
            return;
        }
        lists.tell(Kind.CALLED_OFF, null, reason, by);
        List<Place> seated = lists.seated();
        List<Place> waiting = lists.waitingAfter(0, Integer.MAX_VALUE);
        seated.forEach(place -> end(place, Ending.CALLED_OFF, reason, by));
        waiting.forEach(place -> end(place, Ending.CALLED_OFF, reason, by));
        sheet.numbers(sheet.numbers().calledOff().looked(null));
    }

    /** Whom to ask about before anybody is sent away; nobody when it is over. */
    public Set<String> toAskOfSeated(Answers answers) {
        return sheet.isClosed(now) ? Set.of() : answers.missing(lists.seated());
    }

    /** Sends those away who have seats and may not come any more. */
    public void sendAway(Answers answers) {
        if (!sheet.isClosed(now)) {
            for (Place place : lists.seated()) {
                String reason = answers.refusal(place);
                if (reason != null) {
                    end(place, Ending.NOT_ADMITTED, reason, SYSTEM);
                }
            }
        }
    }

    /**
     * Lets in whoever is next, as far as it is known who may come.
     *
     * @return whom to ask about before it can go on; nobody when there is nothing more to do
     */
    public Set<String> promote(Answers answers) {
        long behind = 0;
        while (sheet.free() > 0 && sheet.numbers().parties() > 0) {
            List<Place> heads = lists.waitingAfter(behind, HEADS);
            for (Place head : heads) {
                if (sheet.free() <= 0) {
                    return Set.of();
                }
                if (head.size() > sheet.terms().capacity()) {
                    passOver(head, LARGER_THAN_ALL);
                } else if (!answers.cover(head)) {
                    return answers.missing(heads);
                } else if (answers.refusal(head) != null) {
                    passOver(head, answers.refusal(head));
                } else if (head.size() > sheet.free()) {
                    return Set.of();
                } else {
                    letIn(head);
                }
                behind = head.entry();
            }
            if (heads.size() < HEADS) {
                return Set.of();
            }
        }
        return Set.of();
    }

    private void passOver(Place head, String reason) {
        if (!Objects.equals(reason, head.reason())) {
            Place passed = Changed.passedOver(head, reason);
            lists.change(head, passed);
            lists.tell(Kind.PASSED_OVER, passed, reason, SYSTEM);
        }
    }

    private void letIn(Place head) {
        int minutes = sheet.terms().offerMinutes();
        Place in = minutes == 0 ? Changed.booked(head) : Changed.offered(head, now.plus(Duration.ofMinutes(minutes)));
        sheet.numbers(sheet.numbers().unqueue(head.size(), sheet.terms()));
        count(in);
        lists.change(head, in);
        lists.tell(minutes == 0 ? Kind.PROMOTED : Kind.OFFERED, in, null, SYSTEM);
    }

    private Place end(Place place, Ending ending, String reason, String by) {
        Numbers numbers = sheet.numbers();
        sheet.numbers(
                place.state() == State.WAITING
                        ? numbers.unqueue(place.size(), sheet.terms())
                        : numbers.unseat(place.size(), sheet.terms()));
        Place gone = Changed.gone(place, ending, reason);
        lists.change(place, gone);
        lists.tell(Kind.valueOf(ending.name()), gone, reason, by);
        return gone;
    }

    /** Counts a place that is new there. */
    private void count(Place place) {
        Numbers numbers = sheet.numbers();
        if (place.state() == State.WAITING) {
            sheet.numbers(numbers.queue(place.size()));
        } else {
            Numbers seated = numbers.seat(place.size());
            sheet.numbers(place.state() == State.HELD ? seated.held(place.until()) : seated);
        }
    }
}
