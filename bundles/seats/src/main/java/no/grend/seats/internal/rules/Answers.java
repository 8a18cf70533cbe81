package no.grend.seats.internal.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.seats.Place;

/** What the owner has said on who may come, while one call is worked off. For one thread. */
public final class Answers {

    private static final int LONGEST_REASON = 100;

    private final Set<String> asked = new HashSet<>();
    private final Map<String, String> refused = new HashMap<>();

    /** @param answer those of them who may not come, and why */
    public void add(Set<String> contacts, Map<String, String> answer) {
        asked.addAll(contacts);
        answer.forEach((contact, reason) -> {
            if (contacts.contains(contact)) {
                refused.put(contact, reason == null ? "REFUSED" : cut(reason));
            }
        });
    }

    boolean cover(Place place) {
        return asked.containsAll(place.contactIds());
    }

    /** Who has not been asked about. */
    Set<String> missing(List<Place> places) {
        Set<String> missing = new HashSet<>();
        places.forEach(place -> missing.addAll(place.contactIds()));
        missing.removeAll(asked);
        return missing;
    }

    /** Why this party may not come, as one of it may not; null when all may. */
    String refusal(Place place) {
        return place.contactIds().stream()
                .map(refused::get)
                .filter(reason -> reason != null)
                .findFirst()
                .orElse(null);
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
