package no.grend.simulators.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where a simulator keeps what it was told, as JSON by name. Safe between threads. */
public interface Memory {

    Optional<String> read(String name);

    void write(String name, String json);

    /** Kept as long as the process lives. */
    static Memory ofThisProcess() {
        Map<String, String> kept = new ConcurrentHashMap<>();
        return new Memory() {
            @Override
            public Optional<String> read(String name) {
                return Optional.ofNullable(kept.get(name));
            }

            @Override
            public void write(String name, String json) {
                kept.put(name, json);
            }
        };
    }
}
