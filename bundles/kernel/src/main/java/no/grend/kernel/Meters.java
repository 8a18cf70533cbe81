package no.grend.kernel;

import java.util.List;

/**
 * What a module measures («målinger»), for operators: how much it has done, and how much waits. Register it as a service; it is
 * asked each time that somebody reads {@code /metrics}, and not otherwise. When the service goes, so do its meters.
 *
 * <p>Called on request threads, one reader at a time. What must be counted in a table is asked for through {@link Lately}, so
 * that reading often costs nothing. What it throws leaves out its own meters only.
 */
public interface Meters {

    /** All of them as they are now, also those that stand at nought. Several modules may add values to a meter of one name. */
    List<Meter> meters();
}
