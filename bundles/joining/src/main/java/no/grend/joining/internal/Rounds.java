package no.grend.joining.internal;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import no.grend.kernel.Ending;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes the round: at the start, when the ledger says that something happened, and every so often. */
@Component(
        service = {},
        immediate = true)
public final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final long EVERY_SECONDS = 15;

    private final LedgerEar ear;
    private final Following following;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread named = new Thread(work, "grend-joining");
        named.setDaemon(true);
        return named;
    });

    @Activate
    public Rounds(@Reference Following following, @Reference LedgerEar ear) {
        this.ear = ear;
        this.following = following;
        thread.scheduleWithFixedDelay(this::go, 1, EVERY_SECONDS, TimeUnit.SECONDS);
        ear.bell().hear(this::wake);
    }

    @Deactivate
    void stop() {
        ear.bell().rest();
        Ending.of(thread);
    }

    private void wake() {
        if (waiting.compareAndSet(false, true)) {
            try {
                thread.execute(this::go);
            } catch (RejectedExecutionException e) {
                LOG.debug("Stopping: the round is gone at the next start", e);
            }
        }
    }

    private void go() {
        waiting.set(false);
        try {
            following.round();
        } catch (RuntimeException e) {
            LOG.warn("Applications could not be followed up; trying again within {} seconds", EVERY_SECONDS, e);
        }
    }
}
