package no.grend.job;

import java.util.List;
import java.util.Map;

/**
 * A job as it stands.
 *
 * @param done steps done so far
 * @param total steps in all; 0 while unknown
 * @param warnings what a person should look at
 * @param result the handler's answer when {@code DONE}: texts, numbers, booleans, lists and maps of them; else null
 * @param failure why it failed, for people; null otherwise
 */
public record Job(
        String id,
        String kind,
        State state,
        long done,
        long total,
        List<String> warnings,
        Map<String, Object> result,
        String failure) {

    /** Where a job stands. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }
}
