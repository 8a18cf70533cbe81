package no.grend.seats.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import no.grend.kernel.Problem;
import no.grend.seats.Place;
import no.grend.seats.Place.Ending;
import no.grend.seats.Place.State;
import no.grend.seats.SeatEvent;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.Taken;
import no.grend.seats.Wish;
import no.grend.seats.internal.rules.Answers;
import no.grend.seats.internal.rules.Lists;
import no.grend.seats.internal.rules.Numbers;
import no.grend.seats.internal.rules.Rules;
import no.grend.seats.internal.rules.Sheet;

/** The rules with their lists in memory. */
final class RulesOnPaper implements Subject, Lists {

    private static final Instant BASE = Instant.parse("2026-12-01T11:00:00Z");

    private final Map<Long, Place> places = new TreeMap<>();
    private final Map<String, String> frozen = new HashMap<>();
    private Sheet sheet;
    private Instant now = BASE;

    @Override
    public String take(List<String> who, int guests, int holdMinutes, boolean orWait) {
        Instant until = holdMinutes == 0 ? null : now.plus(Duration.ofMinutes(holdMinutes));
        Rules rules = rules();
        Taken taken = rules.take(new Wish("x", who, guests, until, orWait, null), "p", "by");
        letIn(rules, new Answers());
        return taken.refusal() == null ? "PLACE" : taken.refusal().name();
    }

    @Override
    public void leave(int entry, String how) {
        Rules rules = rules();
        rules.release(places.get((long) entry), Ending.valueOf(how), null, "by");
        letIn(rules, new Answers());
    }

    @Override
    public String confirm(int entry) {
        try {
            Taken taken = rules().confirm(places.get((long) entry), "by");
            return taken.refusal() == null ? "PLACE" : taken.refusal().name();
        } catch (Problem waiting) {
            return waiting.code();
        }
    }

    @Override
    public void settle() {
        Rules rules = rules();
        Answers answers = new Answers();
        ask(rules.toAskOfSeated(answers), answers);
        rules.sendAway(answers);
        letIn(rules, answers);
    }

    @Override
    public void set(int seats, int list, int closing, int promoting, int offering) {
        NewOffering terms = terms("x", BASE, seats, list, closing, promoting, offering);
        if (sheet == null) {
            sheet = new Sheet(terms, Numbers.fresh(terms));
            return;
        }
        Rules rules = rules();
        rules.set(terms, "by");
        letIn(rules.sweep(), new Answers());
    }

    static NewOffering terms(String id, Instant base, int seats, int list, int closing, int promoting, int offering) {
        Instant closesAt = closing == Reference.NEVER ? null : base.plus(Duration.ofMinutes(closing));
        Instant promoteUntil = promoting == Reference.NEVER ? null : base.plus(Duration.ofMinutes(promoting));
        return new NewOffering(id, House.OWNER, seats, list, null, closesAt, promoteUntil, offering);
    }

    @Override
    public void callOff() {
        rules().callOff("ILL", "by");
    }

    @Override
    public void advance(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
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
        return words(places.values(), sheet.numbers().taken(), sheet.numbers().waiting());
    }

    /** As the reference writes it. */
    static String words(Iterable<Place> places, int taken, int waiting) {
        StringBuilder seats = new StringBuilder();
        StringBuilder queue = new StringBuilder();
        for (Place place : places) {
            String who = place.entry() + "%s" + place.contactIds() + place.size();
            if (place.state() == State.WAITING) {
                queue.append(' ').append(who.formatted("")).append(place.reason());
            } else if (place.state() != State.GONE) {
                seats.append(who.formatted(place.state().name().charAt(0))).append(' ');
            }
        }
        return seats + "|" + queue + "| taken " + taken + ", waiting " + waiting;
    }

    private Rules rules() {
        return new Rules(sheet, this, now).sweep();
    }

    private void letIn(Rules rules, Answers answers) {
        for (Set<String> toAsk = rules.promote(answers); !toAsk.isEmpty(); toAsk = rules.promote(answers)) {
            ask(toAsk, answers);
        }
    }

    private void ask(Set<String> contacts, Answers answers) {
        answers.add(
                contacts,
                frozen.entrySet().stream()
                        .filter(entry -> contacts.contains(entry.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Optional<Place> liveOf(String contactId) {
        return places.values().stream()
                .filter(place ->
                        place.state() != State.GONE && place.contactIds().contains(contactId))
                .findFirst();
    }

    @Override
    public List<Place> runOut(Instant moment) {
        return places.values().stream()
                .filter(place -> place.state() == State.HELD && !place.until().isAfter(moment))
                .toList();
    }

    @Override
    public Instant firstUntil() {
        return places.values().stream()
                .filter(place -> place.state() == State.HELD)
                .map(Place::until)
                .min(Instant::compareTo)
                .orElse(null);
    }

    @Override
    public List<Place> waitingAfter(long entry, int most) {
        return places.values().stream()
                .filter(place -> place.state() == State.WAITING && place.entry() > entry)
                .limit(most)
                .toList();
    }

    @Override
    public List<Place> seated() {
        return places.values().stream()
                .filter(place -> place.state() == State.HELD || place.state() == State.BOOKED)
                .toList();
    }

    @Override
    public void enter(Place fresh) {
        places.put(fresh.entry(), fresh);
    }

    @Override
    public void change(Place before, Place after) {
        places.put(after.entry(), after);
    }

    @Override
    public void tell(SeatEvent.Kind kind, Place place, String reason, String by) {}
}
