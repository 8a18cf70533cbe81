package no.grend.message.internal;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import no.grend.licence.Licence;
import no.grend.message.Message;
import no.grend.message.internal.store.OutboxStore;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps carriers at work, some for each channel, so that slow mail never holds back a code by SMS. Looks into the outbox
 * when nudged and every other second, and blanks secret bodies whose time is up.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "no.grend.messaging")
@Designate(ocd = Settings.class)
public final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long BLANK_EVERY_SECONDS = 60;
    private static final long GRACE_SECONDS = 3;

    private final Outbox outbox;
    private final Carrier carrier;
    private final OutboxStore store;
    private final Clock clock;
    private final Map<Message.Channel, ThreadPoolExecutor> workers = new EnumMap<>(Message.Channel.class);
    private final ExecutorService calls = Executors.newCachedThreadPool(named("messaging-gateway"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("messaging-timer"));
    private volatile boolean stopped;

    @Activate
    public Dispatcher(
            @Reference(target = "(feature=grend-messaging)") Licence licence,
            @Reference(target = "(module=messaging)") Database database,
            @Reference Clock clock,
            @Reference Gateways gateways,
            @Reference Attachments attachments,
            @Reference Outbox outbox,
            @Reference OutboxMeters meters,
            Settings settings) {
        this(
                outbox,
                meters,
                new OutboxStore(database),
                clock,
                gateways,
                attachments,
                settings.attempts(),
                settings.workers(),
                settings.pollMillis());
        LOG.info("The outbox is at work under licence {}", licence.feature());
    }

    Dispatcher(
            Outbox outbox,
            OutboxMeters meters,
            OutboxStore store,
            Clock clock,
            Gateways gateways,
            Attachments attachments,
            int attempts,
            int size,
            long pollMillis) {
        this.outbox = outbox;
        this.store = store;
        this.clock = clock;
        this.carrier = new Carrier(store, gateways, attachments, clock, new Patience(attempts), calls, meters);
        for (Message.Channel channel : Message.Channel.values()) {
            workers.put(channel, pool(channel, Math.max(1, size)));
        }
        timer.scheduleWithFixedDelay(this::nudge, pollMillis, pollMillis, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(this::blank, 1, BLANK_EVERY_SECONDS, TimeUnit.SECONDS);
        outbox.stored().hear(this::nudge);
    }

    /** Gateway calls are cut off; what became of them is still written down, since an interrupt there would cost a connection. */
    @Deactivate
    void stop() {
        stopped = true;
        outbox.stored().rest();
        timer.shutdown();
        workers.values().forEach(ThreadPoolExecutor::shutdown);
        calls.shutdownNow();
        try {
            for (ThreadPoolExecutor pool : workers.values()) {
                if (!pool.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                    pool.shutdownNow();
                }
            }
        } catch (InterruptedException hurry) {
            workers.values().forEach(ThreadPoolExecutor::shutdownNow);
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the workers look; cheap. A look that has not begun yet stands for all that were asked for meanwhile. */
    private void nudge() {
        if (!stopped) {
            workers.forEach((channel, pool) -> pool.execute(() -> drain(channel)));
        }
    }

    private void drain(Message.Channel channel) {
        try {
            boolean more = true;
            while (more && !stopped) {
                more = carrier.deliverNext(channel);
            }
        } catch (RuntimeException failed) {
            if (!stopped) {
                LOG.warn("The outbox could not be read or written; it tries again", failed);
            }
        }
    }

    private void blank() {
        try {
            store.blank(clock.instant());
        } catch (RuntimeException failed) {
            LOG.warn("Secret bodies could not be blanked; it tries again", failed);
        }
    }

    private static ThreadPoolExecutor pool(Message.Channel channel, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size,
                size,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                named("messaging-" + channel),
                new ThreadPoolExecutor.DiscardPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
