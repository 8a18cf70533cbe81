package no.grend.booking.internal.seat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import no.grend.identity.Actor;
import no.grend.kernel.Fresh;
import no.grend.member.Standings;
import no.grend.member.Standings.Standing;

/**
 * Who counted as a member some seconds ago, so that a rush for seats does not ask the register about each. Whoever was let in
 * by an answer that had grown old is found by the round that asks anew. Safe between threads.
 */
final class StandingCache {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST = 50_000;

    private final Standings standings;
    private final Clock clock;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    private record Key(String contactId, LocalDate day) {}

    private record Known(Standing standing, Fresh fresh) {}

    StandingCache(Standings standings, Clock clock) {
        this.standings = standings;
        this.clock = clock;
    }

    Map<String, Standing> on(Collection<String> contactIds, LocalDate day) {
        Instant now = clock.instant();
        Map<String, Standing> found = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (String id : contactIds) {
            Known one = known.get(new Key(id, day));
            if (one == null || !one.fresh().at(now)) {
                missing.add(id);
            } else {
                found.put(id, one.standing());
            }
        }
        if (!missing.isEmpty()) {
            Map<String, Standing> asked = standings.on(Actor.SYSTEM, missing, day);
            if (known.size() > MOST) {
                known.clear();
            }
            asked.forEach((id, standing) -> known.put(new Key(id, day), new Known(standing, new Fresh(now, FRESH))));
            found.putAll(asked);
        }
        return found;
    }

    /** As the register has it now. */
    Map<String, Standing> fresh(Collection<String> contactIds, LocalDate day) {
        return standings.on(Actor.SYSTEM, contactIds, day);
    }
}
