package no.grend.job;

import java.util.Map;
import no.grend.identity.Actor;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Does the work of one kind of job; a service. Run on a worker thread, one at a time per job, maybe again after a crash:
 * what was done the first time must not be done twice.
 */
@ConsumerType
public interface JobHandler {

    /** The kind of job it does, {@code invoice-run}. */
    String kind();

    /**
     * Does the work.
     *
     * @return the result: texts, numbers, booleans, lists and maps of them
     */
    Map<String, Object> run(Run run) throws Exception;

    /** One run of a job. */
    interface Run {
        String jobId();

        /** On whose behalf. */
        Actor actor();

        Map<String, String> parameters();

        /** Tells how far it has come; cheap, may be called for every step. */
        void progress(long done, long total);

        void warn(String warning);
    }
}
