package no.grend.health.internal;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.grend.kernel.Diagnosis;
import no.grend.kernel.Welcome;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the one who started Grend, once, that everything answers: {@code Grend is ready: <url>} on standard output, then what
 * the {@link Welcome} services have to say. Asks over HTTP as a visitor would, so it cannot be wrong. When something keeps it
 * from being ready, tells that instead, each cause once, and goes on asking.
 */
@Component(
        service = {},
        immediate = true)
public final class ReadyLine {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyLine.class);

    private static final long PAUSE_MILLIS = 100;
    private static final int PATIENCE_MILLIS = 5_000;
    /** Shorter troubles belong to any start. */
    private static final Duration PASSING = Duration.ofSeconds(30);
    /** Parts start after one another also when the container is done. */
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(8);
    /** What is not well by then will hardly be well in a tenth of a second. */
    private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final BundleContext context;
    private final Platform platform;
    private final String url;
    private final Diagnosis diagnosis;
    private final Lasting lasting = new Lasting(PASSING);
    private Long bootedAt;
    private long askedAt;
    private final ScheduledExecutorService asker =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "grend-ready-line"));

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Welcome> welcomes = List.of();

    /** Begins to ask. Without the system property {@code grend.url}, as inside a test, there is nobody to tell. */
    @Activate
    public ReadyLine(BundleContext context, @Reference Platform platform, @Reference Diagnosis diagnosis) {
        this.context = context;
        this.platform = platform;
        this.diagnosis = diagnosis;
        this.url = context.getProperty("grend.url");
        if (url != null) {
            asker.scheduleWithFixedDelay(this::askOnWhatever, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Deactivate
    void stop() {
        asker.shutdownNow();
    }

    /** What a start throws in passing, as a bundle that just went, must not be the end of asking. */
    private void askOnWhatever() {
        try {
            ask();
        } catch (RuntimeException e) {
            LOG.info("Whether Grend is ready could not be asked; it is asked again", e);
            askedAt = System.nanoTime();
        }
    }

    private void ask() {
        if (hasSettled() && System.nanoTime() - askedAt < CALM_NANOS) {
            return;
        }
        askedAt = System.nanoTime();
        if (platform.isStarting()) {
            return; // asking costs the start some of its time
        }
        if (everyoneIsHere() && answers("health/ready", 200) && answers("api/admin/me", 401)) {
            System.out.println("Grend is ready: " + url);
            welcomes.forEach(welcome -> System.out.println(welcome.text()));
            asker.shutdown();
        } else if (hasSettled()) {
            lasting.news(troubles(), System.nanoTime()).forEach(System.out::println);
        }
    }

    /** What keeps it from being ready; also that the staff API stays away though every part says that it is well. */
    private List<String> troubles() {
        List<String> known = diagnosis.troubles().stream()
                .map(trouble -> "Grend is not ready. " + trouble.part() + ": " + trouble.detail())
                .toList();
        if (!known.isEmpty() || answers("api/admin/me", 401)) {
            return known;
        }
        return List.of(
                "Grend is not ready. Staff API: it does not answer, though all parts are well. Stop Grend and start it"
                        + " again; log/grend.log in the data folder tells what failed.");
    }

    private boolean hasSettled() {
        if (bootedAt == null && context.getServiceReference(Platform.BOOT_FINISHED) != null) {
            bootedAt = System.nanoTime();
        }
        return bootedAt != null && System.nanoTime() - bootedAt > SETTLING_NANOS;
    }

    private boolean everyoneIsHere() {
        long expected = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getHeaders("").get("Grend-Welcome") != null)
                .count();
        return welcomes.size() >= expected;
    }

    private boolean answers(String path, int status) {
        try {
            HttpURLConnection asked =
                    (HttpURLConnection) URI.create(url).resolve(path).toURL().openConnection();
            asked.setConnectTimeout(PATIENCE_MILLIS);
            asked.setReadTimeout(PATIENCE_MILLIS);
            return asked.getResponseCode() == status;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }
}
