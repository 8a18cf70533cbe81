package no.grend.adminrest.internal;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import no.grend.kernel.HealthCheck;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Tells when the staff API is missing, as it is until {@link WhiteboardStart} has let it in, and if it should ever be lost.
 * Asks over HTTP as a caller would, so it cannot be wrong. While it is put together anew, which takes a moment whenever a
 * module comes or goes, nothing is told. Safe between threads.
 */
@Component(service = HealthCheck.class, immediate = true)
public final class ApiWatch implements HealthCheck {

    static final String STARTS_LAST = "It starts last, and is not there yet.";
    static final String GONE =
            "It does not answer. Stop Grend and start it again; log/grend.log in the data folder tells what failed.";

    /** Longer than it takes to be put together anew, however slow the machine is. */
    private static final Duration PASSING = Duration.ofSeconds(10);
    /** As long as a start may take it. */
    private static final Duration STARTING = Duration.ofMinutes(1);

    private static final long EVERY_SECONDS = 3;
    private static final int PATIENCE_MILLIS = 900;

    private final BooleanSupplier answers;
    private final LongSupplier nanos;
    private final ScheduledExecutorService looking;

    private boolean seen;
    private Long missingSince;

    /** Without the system property {@code grend.url}, as inside a test, nobody knows where to ask, and nothing is told. */
    @Activate
    public ApiWatch(BundleContext context) {
        this(asking(context.getProperty("grend.url")), System::nanoTime, timer());
        looking.scheduleWithFixedDelay(this::lookAfter, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    ApiWatch(BooleanSupplier answers, LongSupplier nanos, ScheduledExecutorService looking) {
        this.answers = answers;
        this.nanos = nanos;
        this.looking = looking;
    }

    private static ScheduledExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread named = new Thread(work, "grend-api-watch");
            named.setDaemon(true);
            return named;
        });
    }

    @Deactivate
    void stop() {
        looking.shutdownNow();
    }

    @Override
    public String name() {
        return "staff API";
    }

    /** Until it has answered once, each call asks; afterwards the watch does, so that nobody waits for it. */
    @Override
    public List<String> troubles() {
        if (!hasBeenSeen()) {
            look();
        }
        return told();
    }

    /** What the timer does; a start is left in peace. */
    void lookAfter() {
        if (hasBeenSeen()) {
            look();
        }
    }

    private void look() {
        boolean there = answers.getAsBoolean();
        note(there);
    }

    private synchronized void note(boolean there) {
        seen |= there;
        if (there) {
            missingSince = null;
        } else if (missingSince == null) {
            missingSince = nanos.getAsLong();
        }
    }

    private synchronized boolean hasBeenSeen() {
        return seen;
    }

    private synchronized List<String> told() {
        if (missingSince == null) {
            return List.of();
        }
        long missing = nanos.getAsLong() - missingSince;
        if (!seen) {
            return List.of(missing < STARTING.toNanos() ? STARTS_LAST : GONE);
        }
        return missing < PASSING.toNanos() ? List.of() : List.of(GONE);
    }

    /** Asks for what is open to anybody. */
    private static BooleanSupplier asking(String url) {
        if (url == null) {
            return () -> true;
        }
        URI door = URI.create(url).resolve("api/admin/docs");
        return () -> {
            try {
                HttpURLConnection asked = (HttpURLConnection) door.toURL().openConnection();
                asked.setInstanceFollowRedirects(false);
                asked.setConnectTimeout(PATIENCE_MILLIS);
                asked.setReadTimeout(PATIENCE_MILLIS);
                int status = asked.getResponseCode();
                asked.disconnect();
                return status < HttpURLConnection.HTTP_BAD_REQUEST;
            } catch (IOException e) {
                return false;
            }
        };
    }
}
