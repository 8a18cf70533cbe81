package no.grend.health.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells once what has been so for a while without a break. By one thread. */
final class Lasting {

    private final long longEnough;
    private final Map<String, Long> since = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    Lasting(Duration longEnough) {
        this.longEnough = longEnough.toNanos();
    }

    /** What has lasted long enough by now and was not told before. @param nanos of a clock that only goes forward */
    List<String> news(Collection<String> now, long nanos) {
        since.keySet().retainAll(now);
        now.forEach(text -> since.putIfAbsent(text, nanos));
        return now.stream()
                .filter(text -> nanos - since.get(text) >= longEnough)
                .filter(told::add)
                .toList();
    }
}
