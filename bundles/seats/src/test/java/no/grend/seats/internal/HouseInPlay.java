package no.grend.seats.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.kernel.Problem;
import no.grend.seats.Admission;
import no.grend.seats.Place;
import no.grend.seats.Place.Ending;
import no.grend.seats.Seats;
import no.grend.seats.Taken;
import no.grend.seats.Wish;

/** One offering of a house that has others too. */
final class HouseInPlay implements Subject {

    private final House house;
    private final String id;
    private final Instant base;
    private final Map<String, String> frozen = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final Admission admission = (offering, contacts) -> {
        Map<String, String> answer = new HashMap<>(frozen);
        answer.keySet().retainAll(contacts);
        return answer;
    };

    HouseInPlay(House house, String id) {
        this.house = house;
        this.id = id;
        this.base = house.clock.instant();
    }

    @Override
    public String take(List<String> who, int guests, int holdMinutes, boolean orWait) {
        Instant until = holdMinutes == 0 ? null : house.in(holdMinutes);
        Taken taken = house.seats.take(House.STAFF, new Wish(id, who, guests, until, orWait, null), admission);
        if (taken.refusal() != null) {
            return taken.refusal().name();
        }
        ids.add(taken.place().id());
        return "PLACE";
    }

    @Override
    public void leave(int entry, String how) {
        house.seats.release(House.STAFF, ids.get(entry - 1), Ending.valueOf(how), null, admission);
    }

    @Override
    public String confirm(int entry) {
        try {
            Taken taken = house.seats.confirm(House.STAFF, ids.get(entry - 1));
            return taken.refusal() == null ? "PLACE" : taken.refusal().name();
        } catch (Problem waiting) {
            return waiting.code();
        }
    }

    @Override
    public void settle() {
        house.seats.settle(id, admission);
    }

    @Override
    public void set(int seats, int list, int closing, int promoting, int offering) {
        house.seats.set(
                House.STAFF, RulesOnPaper.terms(id, base, seats, list, closing, promoting, offering), admission);
    }

    @Override
    public void callOff() {
        house.seats.cancel(House.STAFF, id, "ILL");
    }

    @Override
    public void advance(int minutes) {
        house.clock.advance(Duration.ofMinutes(minutes));
    }

    @Override
    public void freeze(String contact, String reason) {
        if (reason == null) {
            frozen.remove(contact);
        } else {
            frozen.put(contact, reason);
        }
    }

    @Override
    public String lists() {
        Seats.Offering offering = house.seats.offerings(List.of(id)).get(id);
        List<Place> places = new ArrayList<>(house.seats.places(id));
        places.sort(Comparator.comparingLong(Place::entry));
        return RulesOnPaper.words(places, offering.taken(), offering.waiting());
    }
}
