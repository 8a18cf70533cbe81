package no.grend.seats.internal.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.seats.Place;
import no.grend.seats.Place.State;
import no.grend.seats.SeatEvent.Kind;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.internal.rules.Lists;
import no.grend.seats.internal.rules.Numbers;
import no.grend.seats.internal.rules.Rules;
import no.grend.seats.internal.rules.Sheet;

/** One offering's lists within a transaction. For one thread. */
final class Seating implements Lists {

    private static final String RUN_OUT = "SELECT " + Values.PLACE_COLUMNS + """

            FROM seats_hold h --DERBY-PROPERTIES constraint=seats_hold_pk
            JOIN seats_place p --DERBY-PROPERTIES constraint=seats_place_pk, joinStrategy=NESTEDLOOP
              ON p.id = h.place_id
            WHERE h.offering_id = :offering AND h.until_at <= :now ORDER BY h.entry""";

    private final Desk desk;
    private final Sheet sheet;
    private final NewOffering termsBefore;
    private final Numbers numbersBefore;
    private final Rules rules;

    /** Contacts whose place there was entered or ended in this transaction. */
    private final Map<String, Optional<Place>> moved = new HashMap<>();

    Seating(Desk desk, Sheet sheet, Instant now) {
        this.desk = desk;
        this.sheet = sheet;
        this.termsBefore = sheet.terms();
        this.numbersBefore = sheet.numbers();
        this.rules = new Rules(sheet, this, now);
    }

    Rules rules() {
        return rules;
    }

    @Override
    public Optional<Place> liveOf(String contactId) {
        Optional<Place> here = moved.get(contactId);
        return here != null ? here : desk.busiest().liveOf(contactId, id()).map(desk::place);
    }

    @Override
    public List<Place> runOut(Instant now) {
        return desk.upToDate()
                .createQuery(RUN_OUT)
                .bind("offering", id())
                .bind("now", now)
                .map(Values.PLACE)
                .list();
    }

    @Override
    public Instant firstUntil() {
        return desk.upToDate()
                .createQuery("SELECT MIN(until_at) FROM seats_hold WHERE offering_id = :offering")
                .bind("offering", id())
                .mapTo(Instant.class)
                .one();
    }

    @Override
    public List<Place> waitingAfter(long entry, int most) {
        return PlaceRows.waiting(desk.upToDate(), id(), entry, most);
    }

    @Override
    public List<Place> seated() {
        return PlaceRows.seated(desk.upToDate(), id(), Integer.MAX_VALUE);
    }

    @Override
    public void enter(Place fresh) {
        fresh.contactIds().forEach(contact -> moved.put(contact, Optional.of(fresh)));
        desk.enter(fresh);
    }

    @Override
    public void change(Place before, Place after) {
        Optional<Place> live = Optional.of(after).filter(place -> place.state() != State.GONE);
        after.contactIds().forEach(contact -> moved.put(contact, live));
        desk.change(before, after);
    }

    @Override
    public void tell(Kind kind, Place place, String reason, String by) {
        desk.tell(sheet.terms(), kind, place, reason, by);
    }

    /** Writes the numbers, if they are what they were. */
    void write() {
        if (!sheet.terms().equals(termsBefore)) {
            OfferingRows.update(desk.tx(), sheet.terms(), numbersBefore, sheet.numbers());
        } else if (!sheet.numbers().equals(numbersBefore)) {
            desk.busiest().numbers(id(), numbersBefore, sheet.numbers());
        }
    }

    private String id() {
        return sheet.terms().id();
    }
}
