package no.grend.seats.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import no.grend.kernel.Verification;
import no.grend.schema.Database;
import no.grend.seats.internal.rules.Sheet;
import no.grend.seats.internal.store.ReplayReader;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code grend:verify seats}: makes all lists again from the events, offering by offering, and compares them with the rows (P12,
 * P13). What looks wrong while seats are being given is looked at again, for rows and events are read one after the other.
 */
@Component(service = Verification.class)
public final class SeatVerification implements Verification {

    private static final int OFFERINGS_AT_A_TIME = 200;
    private static final int MOST_OF_A_KIND = 20;
    private static final int LOOKS = 3;
    private static final String BEFORE_ALL = "";

    private final Database db;

    @Activate
    public SeatVerification(@Reference(target = "(module=seats)") Database db) {
        this.db = db;
    }

    @Override
    public String area() {
        return "seats";
    }

    @Override
    public List<Violation> verify() {
        List<Violation> found = new ArrayList<>();
        String behind = BEFORE_ALL;
        while (behind != null && found.size() < MOST_OF_A_KIND) {
            String from = behind;
            List<Sheet> some = db.read(tx -> ReplayReader.offerings(tx, from, OFFERINGS_AT_A_TIME));
            suspects(some).forEach(id -> found.addAll(lasting(tx -> violations(tx, id))));
            behind = some.size() < OFFERINGS_AT_A_TIME
                    ? null
                    : some.get(some.size() - 1).terms().id();
        }
        found.addAll(lasting(SeatVerification::whole));
        return found.subList(0, Math.min(MOST_OF_A_KIND, found.size()));
    }

    private Set<String> suspects(List<Sheet> offerings) {
        Set<String> suspects = new LinkedHashSet<>();
        if (!offerings.isEmpty()) {
            db.read(tx -> {
                replay(tx, offerings, id -> (promise, words) -> suspects.add(id));
                return null;
            });
        }
        return suspects;
    }

    private static List<Violation> violations(Handle tx, String offeringId) {
        List<Violation> found = new ArrayList<>();
        replay(
                tx,
                ReplayReader.offering(tx, offeringId),
                id -> (promise, words) -> found.add(new Violation(promise, words)));
        return found;
    }

    /** What is wrong each time that it is looked at. */
    private List<Violation> lasting(Database.Work<List<Violation>> look) {
        List<Violation> found = db.read(look);
        for (int again = 1; again < LOOKS && !found.isEmpty(); again++) {
            found = db.read(look);
        }
        return found;
    }

    /** Where what is wrong with an offering is told. */
    @FunctionalInterface
    private interface Ear {
        BiConsumer<String, String> of(String offeringId);
    }

    /** @param offerings neighbours in the order of ids */
    private static void replay(Handle tx, List<Sheet> offerings, Ear ear) {
        Map<String, Replay> replays = new HashMap<>();
        offerings.forEach(sheet -> replays.put(
                sheet.terms().id(), new Replay(sheet, ear.of(sheet.terms().id()))));
        String first = offerings.get(0).terms().id();
        String last = offerings.get(offerings.size() - 1).terms().id();
        ReplayReader.events(tx, first, last, event -> at(replays, event.offeringId(), replay -> replay.on(event)));
        ReplayReader.waiting(tx, first, last, (id, entry) -> at(replays, id, replay -> replay.onQueueRow(entry)));
        ReplayReader.held(tx, first, last, (id, entry) -> at(replays, id, replay -> replay.onHeldRow(entry)));
        ReplayReader.places(tx, first, last, place -> at(replays, place.offeringId(), replay -> replay.onPlace(place)));
        replays.values().forEach(Replay::end);
    }

    /** One that was set out meanwhile is left for the next time. */
    private static void at(Map<String, Replay> replays, String offeringId, Consumer<Replay> what) {
        Replay replay = replays.get(offeringId);
        if (replay != null) {
            what.accept(replay);
        }
    }

    /** What is not one offering's own. */
    private static List<Violation> whole(Handle tx) {
        List<Violation> found = new ArrayList<>();
        long missing = ReplayReader.missing(tx);
        if (missing != 0) {
            found.add(new Violation("P13", missing + " events are missing from the numbers that were given"));
        }
        ReplayReader.orphans(tx, MOST_OF_A_KIND)
                .forEach(number ->
                        found.add(new Violation("P13", "event " + number + " is at an offering that is not there")));
        ReplayReader.wrongPersons(tx, MOST_OF_A_KIND)
                .forEach(place -> found.add(new Violation(
                        "P12", "place " + place + " and the contacts it blocks disagree on whether it is gone")));
        return found;
    }
}
