package no.grend.seats.internal;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import no.grend.seats.Place;
import no.grend.seats.Place.State;
import no.grend.seats.SeatEvent;
import no.grend.seats.internal.rules.Numbers;
import no.grend.seats.internal.rules.Sheet;

/**
 * One offering's lists, made from its events alone, and compared with its rows («gjenspilling»). Uses none of the rules by which
 * they were made. For one thread.
 */
final class Replay {

    private static final String NEVER_MORE = "P12";
    private static final String ORDER = "P13";

    private final Sheet sheet;
    private final BiConsumer<String, String> wrong;
    private final Map<Long, Spot> live = new TreeMap<>();
    private final Set<Long> queueRows = new HashSet<>();
    private final Set<Long> heldRows = new HashSet<>();
    private int capacity;
    private int taken;
    private int waiting;
    private boolean calledOff;

    /** A place as the events tell it. */
    private static final class Spot {
        private final int size;
        private State state;
        private boolean passedOver;

        private Spot(int size, State state) {
            this.size = size;
            this.state = state;
        }
    }

    /** @param wrong is told which promise is broken, and how */
    Replay(Sheet sheet, BiConsumer<String, String> wrong) {
        this.sheet = sheet;
        this.wrong = wrong;
    }

    void on(SeatEvent event) {
        switch (event.kind()) {
            case SET -> capacity = event.size();
            case HELD -> come(event, State.HELD);
            case BOOKED -> come(event, State.BOOKED);
            case WAITED -> come(event, State.WAITING);
            case PROMOTED -> letIn(event, State.BOOKED);
            case OFFERED -> letIn(event, State.HELD);
            case CONFIRMED -> confirm(event);
            case PASSED_OVER -> passOver(event);
            case CANCELLED, DECLINED, EXPIRED, NOT_ADMITTED, LIST_CLOSED -> end(event);
            case CALLED_OFF -> callOff(event);
        }
    }

    private void come(SeatEvent event, State state) {
        if (state != State.WAITING && waiting > 0) {
            tell(ORDER, "somebody jumped in while others waited", event);
        }
        if (calledOff) {
            tell(ORDER, "somebody came after it was called off", event);
        }
        if (live.put(event.entry(), new Spot(event.size(), state)) != null) {
            tell(ORDER, "two places have the same number of entry", event);
        }
        count(event, state, event.size());
    }

    private void letIn(SeatEvent event, State state) {
        Spot spot = live.get(event.entry());
        if (spot == null || spot.state != State.WAITING) {
            tell(ORDER, "somebody was let in who did not wait", event);
            return;
        }
        for (Map.Entry<Long, Spot> before : live.entrySet()) {
            boolean first = before.getKey() >= event.entry();
            if (first) {
                break;
            }
            if (before.getValue().state == State.WAITING && !before.getValue().passedOver) {
                tell(ORDER, "somebody was let in before number " + before.getKey(), event);
            }
        }
        waiting -= spot.size;
        spot.state = state;
        count(event, state, spot.size);
    }

    private void confirm(SeatEvent event) {
        Spot spot = live.get(event.entry());
        if (spot == null) {
            come(event, State.BOOKED);
        } else if (spot.state == State.HELD) {
            spot.state = State.BOOKED;
        } else {
            tell(ORDER, "something was confirmed that was not held", event);
        }
    }

    private void passOver(SeatEvent event) {
        Spot spot = live.get(event.entry());
        if (spot == null || spot.state != State.WAITING) {
            tell(ORDER, "somebody was passed over who did not wait", event);
        } else {
            spot.passedOver = true;
        }
    }

    private void end(SeatEvent event) {
        Spot spot = live.remove(event.entry());
        if (spot == null) {
            tell(ORDER, "something ended that was not there", event);
        } else if (spot.state == State.WAITING) {
            waiting -= spot.size;
        } else {
            taken -= spot.size;
        }
    }

    private void callOff(SeatEvent event) {
        if (event.placeId() == null) {
            calledOff = true;
        } else {
            end(event);
        }
    }

    /** Seats above the capacity stay with those who had them before it was lowered, and nobody else gets one. */
    private void count(SeatEvent event, State state, int size) {
        if (state == State.WAITING) {
            waiting += size;
            return;
        }
        taken += size;
        if (taken > capacity) {
            tell(NEVER_MORE, "more seats were given than there are: " + taken + " of " + capacity, event);
        }
    }

    /** A row of the list of those who wait. */
    void onQueueRow(long entry) {
        queueRows.add(entry);
    }

    /** A row of the holds. */
    void onHeldRow(long entry) {
        heldRows.add(entry);
    }

    /** A place's row, after all events and the rows of list and holds. */
    void onPlace(Place place) {
        Spot spot = live.remove(place.entry());
        State told = spot == null ? State.GONE : spot.state;
        if (place.state() != told || spot != null && spot.size != place.size()) {
            wrong.accept(ORDER, "place " + place.id() + " is " + place.state() + ", and the events say " + told);
        }
        if (queueRows.remove(place.entry()) != (place.state() == State.WAITING)) {
            wrong.accept(ORDER, "place " + place.id() + " is " + place.state() + ", and the list says otherwise");
        }
        if (heldRows.remove(place.entry()) != (place.state() == State.HELD)) {
            wrong.accept(ORDER, "place " + place.id() + " is " + place.state() + ", and the holds say otherwise");
        }
    }

    /** After everything. */
    void end() {
        Numbers numbers = sheet.numbers();
        String id = sheet.terms().id();
        compare("seats taken", numbers.taken(), taken);
        compare("people waiting", numbers.waiting(), waiting);
        compare("capacity", sheet.terms().capacity(), capacity);
        compare("called off", numbers.cancelled(), calledOff);
        if (numbers.taken() > numbers.ceiling()) {
            wrong.accept(NEVER_MORE, "offering " + id + " has more seats taken than its ceiling");
        }
        live.keySet()
                .forEach(entry -> wrong.accept(
                        ORDER, "offering " + id + " has no place number " + entry + ", and the events do"));
        if (!queueRows.isEmpty() || !heldRows.isEmpty()) {
            wrong.accept(ORDER, "offering " + id + " has rows of its list or its holds without places");
        }
    }

    private void compare(String what, Object row, Object events) {
        if (!Objects.equals(row, events)) {
            wrong.accept(
                    ORDER,
                    "offering " + sheet.terms().id() + ": " + what + " " + row + ", and by the events " + events);
        }
    }

    private void tell(String promise, String words, SeatEvent event) {
        wrong.accept(promise, words + ": event " + event.number() + " at offering " + event.offeringId());
    }
}
