package no.grend.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is measured of a pool of connections to the database («forbindelser»), whichever database it is.
 *
 * @param active in use
 * @param idle open and free
 * @param awaiting threads that wait for one
 * @param most that may be open
 */
public record ConnectionMeters(int active, int idle, int awaiting, int most) {

    public List<Meter> meters() {
        Map<String, Integer> open = new LinkedHashMap<>();
        open.put("active", active);
        open.put("idle", idle);
        return List.of(
                Meter.gauge("grend_database_connections", "Connections to the database that are open.", "state", open),
                Meter.gauge("grend_database_connections_max", "The most connections that may be open.", most),
                Meter.gauge(
                        "grend_database_connections_awaited",
                        "Threads that wait for a connection because all are in use.",
                        awaiting));
    }
}
