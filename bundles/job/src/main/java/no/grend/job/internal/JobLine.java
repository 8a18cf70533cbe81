package no.grend.job.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import no.grend.job.Job;

/**
 * A job as a list tells it; a whole result may be as long as a book.
 *
 * @param done steps done so far
 * @param total steps in all; 0 while unknown
 * @param warningCount how many warnings there are to look at
 * @param summary the counts, sums and short texts of the result, without its lists; null until {@code DONE}
 * @param failure why it failed, for people; null otherwise
 */
public record JobLine(
        String id,
        String kind,
        Job.State state,
        long done,
        long total,
        int warningCount,
        Map<String, Object> summary,
        String failure) {

    private static final int LONGEST_TEXT = 200;
    private static final int WIDEST_MAP = 10;

    /** The job in short. */
    public static JobLine of(Job job) {
        return new JobLine(
                job.id(),
                job.kind(),
                job.state(),
                job.done(),
                job.total(),
                job.warnings().size(),
                job.result() == null ? null : summary(job.result()),
                job.failure());
    }

    private static Map<String, Object> summary(Map<String, Object> result) {
        Map<String, Object> summary = new LinkedHashMap<>();
        result.forEach((name, value) -> {
            if (isPlain(value) || value instanceof Map<?, ?> map && isSmall(map)) {
                summary.put(name, value);
            }
        });
        return summary;
    }

    /** Such as an amount, or how many of each kind. */
    private static boolean isSmall(Map<?, ?> map) {
        return map.size() <= WIDEST_MAP && map.values().stream().allMatch(JobLine::isPlain);
    }

    private static boolean isPlain(Object value) {
        return value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof String text && text.length() <= LONGEST_TEXT;
    }
}
