package no.grend.job;

/**
 * The answer to a request that began long work, beside the job's address as {@code Location}: one shape for every 202.
 *
 * @param id the job's
 * @param jobId the same, by the name that scripts may know it by
 */
public record Started(String id, String jobId) {

    /** The answer for a job. */
    public static Started of(String jobId) {
        return new Started(jobId, jobId);
    }
}
