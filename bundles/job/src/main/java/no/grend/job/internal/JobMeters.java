package no.grend.job.internal;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import no.grend.kernel.Meter;
import no.grend.kernel.Meter.Kind;
import no.grend.kernel.Meter.Value;
import no.grend.kernel.Meters;
import no.grend.kernel.Timings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Jobs in numbers, as this process has seen them since its start. The kinds are as many as there are handlers. */
@Component(service = {JobMeters.class, Meters.class})
public final class JobMeters implements Meters {

    private static final int MILLIS = 3;

    /** How a run ended. */
    enum Outcome {
        DONE,
        /** In words that somebody can mend. */
        REFUSED,
        FAILED,
        /** Cut off; it runs again. */
        GIVEN_BACK
    }

    private final Clock clock;
    private final Timings runs =
            new Timings("grend_job_duration_seconds", "Runs of jobs, and how they ended.", "kind", "outcome");
    private final Map<String, Long> done = new ConcurrentHashMap<>();
    private volatile int waiting;
    private volatile int running;

    @Activate
    public JobMeters(@Reference Clock clock) {
        this.clock = clock;
    }

    void ended(String kind, Outcome outcome, long nanos) {
        runs.note(nanos, kind, outcome.name().toLowerCase(Locale.ROOT));
        if (outcome == Outcome.DONE) {
            done.put(kind, clock.millis());
        }
    }

    /** What the table held when it was looked at last, by any node. */
    void unfinished(int nowWaiting, int nowRunning) {
        waiting = nowWaiting;
        running = nowRunning;
    }

    @Override
    public List<Meter> meters() {
        Map<String, Integer> unfinished = new LinkedHashMap<>();
        unfinished.put("waiting", waiting);
        unfinished.put("running", running);
        List<Value> last = new ArrayList<>();
        new TreeMap<>(done)
                .forEach((kind, millis) ->
                        last.add(new Value(Map.of("kind", kind), BigDecimal.valueOf(millis, MILLIS), 0)));
        return List.of(
                runs.meter(),
                Meter.gauge("grend_jobs_unfinished", "Jobs that wait or run, on any node.", "state", unfinished),
                new Meter(
                        Kind.GAUGE,
                        "grend_job_last_success_timestamp_seconds",
                        "When a job of this kind was last done since the start, in seconds since 1970.",
                        last));
    }
}
