package no.grend.seats.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rules come to: plain lists, no thought of speed, and not a line shared with the house. Times are minutes.
 */
final class Reference {

    static final int NEVER = Integer.MAX_VALUE;

    static final class Party {
        int entry;
        List<String> who;
        int size;
        int until = NEVER;
        String state;
        String reason;
    }

    int now;
    int capacity;
    int listCapacity;
    int closes = NEVER;
    int promotes = NEVER;
    int offerMinutes;
    boolean calledOff;
    final List<Party> all = new ArrayList<>();
    final Map<String, String> frozen = new HashMap<>();

    List<Party> in(String... states) {
        return all.stream()
                .filter(p -> List.of(states).contains(p.state))
                .sorted(Comparator.comparingInt(p -> p.entry))
                .toList();
    }

    List<Party> seated() {
        return in("HELD", "BOOKED");
    }

    List<Party> queue() {
        return in("WAITING");
    }

    static int people(List<Party> parties) {
        return parties.stream().mapToInt(p -> p.size).sum();
    }

    int free() {
        return capacity - people(seated());
    }

    void end(Party party, String how, String why) {
        party.state = how;
        party.reason = why;
    }

    void timePasses() {
        in("HELD").stream().filter(p -> p.until <= now).forEach(p -> end(p, "EXPIRED", null));
        if (now >= promotes || now >= closes) {
            queue().forEach(p -> end(p, "LIST_CLOSED", null));
        }
    }

    void letIn() {
        for (Party p : queue()) {
            if (free() <= 0) {
                return;
            }
            String no = p.size > capacity ? "TOO_MANY" : whyNot(p);
            if (no != null) {
                p.reason = no;
            } else if (p.size > free()) {
                return;
            } else {
                p.state = offerMinutes > 0 ? "HELD" : "BOOKED";
                p.until = now + offerMinutes;
                p.reason = null;
            }
        }
    }

    String whyNot(Party p) {
        return p.who.stream()
                .filter(frozen::containsKey)
                .map(frozen::get)
                .findFirst()
                .orElse(null);
    }

    String take(List<String> who, int guests, int holdMinutes, boolean orWait) {
        timePasses();
        String answer = answer(who, guests, holdMinutes, orWait);
        letIn();
        return answer;
    }

    private String answer(List<String> who, int guests, int holdMinutes, boolean orWait) {
        int size = who.size() + guests;
        if (calledOff) {
            return "CALLED_OFF";
        } else if (now >= closes) {
            return "CLOSED";
        } else if (in("HELD", "BOOKED", "WAITING").stream()
                .anyMatch(p -> p.who.stream().anyMatch(who::contains))) {
            return "ALREADY";
        } else if (size > capacity) {
            return "TOO_MANY";
        }
        Party p = new Party();
        p.entry = all.size() + 1;
        p.who = who;
        p.size = size;
        if (queue().isEmpty() && size <= free()) {
            p.state = holdMinutes > 0 ? "HELD" : "BOOKED";
            p.until = now + holdMinutes;
        } else if (!orWait || listCapacity == 0 || now >= promotes) {
            return "FULL";
        } else if (people(queue()) + size > listCapacity) {
            return "LIST_FULL";
        } else {
            p.state = "WAITING";
        }
        all.add(p);
        return "PLACE";
    }

    void leave(int entry, String how) {
        timePasses();
        all.stream()
                .filter(p ->
                        p.entry == entry && List.of("HELD", "BOOKED", "WAITING").contains(p.state))
                .forEach(p -> end(p, how, null));
        letIn();
    }

    String confirm(int entry) {
        timePasses();
        Party p = all.get(entry - 1);
        boolean back = p.state.equals("EXPIRED")
                && !calledOff
                && now < closes
                && queue().isEmpty()
                && p.size <= free()
                && seated().stream().noneMatch(other -> other.who.stream().anyMatch(p.who::contains));
        if (p.state.equals("WAITING")) {
            return "STILL_WAITING";
        } else if (p.state.equals("HELD") || back) {
            p.state = "BOOKED";
            return "PLACE";
        }
        return p.state.equals("BOOKED") ? "PLACE" : "EXPIRED";
    }

    void settle() {
        timePasses();
        if (now < closes) {
            seated().stream().filter(p -> whyNot(p) != null).forEach(p -> end(p, "NOT_ADMITTED", whyNot(p)));
        }
        letIn();
    }

    void set(int seats, int list, int closing, int promoting, int offering) {
        timePasses();
        if (!calledOff) {
            capacity = seats;
            listCapacity = list;
            closes = closing;
            promotes = promoting;
            offerMinutes = offering;
        }
        timePasses();
        letIn();
    }

    void callOff() {
        timePasses();
        in("HELD", "BOOKED", "WAITING").forEach(p -> end(p, "CALLED_OFF", null));
        calledOff = true;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        seated().forEach(p -> text.append(p.entry)
                .append(p.state.charAt(0))
                .append(p.who)
                .append(p.size)
                .append(' '));
        text.append('|');
        queue().forEach(p ->
                text.append(' ').append(p.entry).append(p.who).append(p.size).append(p.reason));
        return text.append("| taken ")
                .append(people(seated()))
                .append(", waiting ")
                .append(people(queue()))
                .toString();
    }
}
