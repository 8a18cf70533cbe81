package no.grend.metrics.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import no.grend.kernel.Ending;
import no.grend.kernel.Meter;
import no.grend.kernel.Meter.Value;
import no.grend.kernel.Meters;
import no.grend.kernel.Tally;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every module that is there what it measures («innsamling»), and keeps nothing: what a module measured goes with it. Until
 * somebody reads for the first time, no module's {@link Meters} is made. Modules that hang, as when the database is away, are
 * left out after some seconds in all, so that the others can still be read. Safe between threads, one of which reads at a time.
 */
@Component(service = Gathering.class)
public final class Gathering {

    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    /** For all modules together, and for each when that is used up. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);

    private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(50);

    private final Supplier<Collection<Meters>> modules;
    private final Runnable end;
    private final Tally failures = new Tally(
            "grend_metrics_failures_total", "Times that a module's meters could not be read; the log tells why.");

    /** Mostly one thread, as each module is waited for; one more for each that hangs. */
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), Gathering::named);

    /** What has not answered yet. */
    private final Map<Meters, Future<List<Meter>>> underWay = new HashMap<>();

    private Set<String> unwell = Set.of();

    @Activate
    public Gathering(BundleContext context) {
        ServiceTracker<Meters, Meters> tracker = new ServiceTracker<>(context, Meters.class, null);
        this.modules = () -> {
            tracker.open(); // the second time it does nothing
            return List.copyOf(tracker.getTracked().values());
        };
        this.end = tracker::close;
    }

    Gathering(Supplier<Collection<Meters>> modules) {
        this.modules = modules;
        this.end = () -> {};
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "grend-metrics");
        thread.setDaemon(true);
        return thread;
    }

    @Deactivate
    void close() {
        end.run();
        Ending.of(threads);
    }

    /** All meters as they are now, by name. A module that fails is left out. */
    synchronized Collection<Meter> all() {
        Map<String, Meter> all = new TreeMap<>();
        Set<String> failed = new HashSet<>();
        Collection<Meters> here = modules.get();
        underWay.keySet().retainAll(here);
        long deadline = System.nanoTime() + PATIENCE;
        for (Meters module : here) {
            try {
                all.putAll(together(all, ask(module, deadline)));
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                failures.count();
                tell(module.getClass().getName(), failed, e);
            }
        }
        unwell = failed;
        Meter counted = failures.meter();
        all.put(counted.name(), counted);
        return all.values();
    }

    private List<Meter> ask(Meters module, long deadline) throws ExecutionException, TimeoutException {
        boolean asked = underWay.containsKey(module);
        Future<List<Meter>> answer = underWay.computeIfAbsent(module, one -> threads.submit(one::meters));
        long patience = asked ? LEAST : Math.max(LEAST, deadline - System.nanoTime());
        try {
            List<Meter> told = answer.get(patience, TimeUnit.NANOSECONDS);
            underWay.remove(module);
            return told;
        } catch (ExecutionException e) {
            underWay.remove(module);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Reading was cut off", e);
        }
    }

    /** Once until it is well again. */
    private void tell(String name, Set<String> failed, Throwable failure) {
        failed.add(name);
        if (!unwell.contains(name)) {
            LOG.warn("The meters of {} could not be read and are left out until they can", name, failure);
        }
    }

    /** A module's meters, each with what others have told under its name: all of them, or none when one does not fit. */
    private static Map<String, Meter> together(Map<String, Meter> others, List<Meter> own) {
        Map<String, Meter> joined = new HashMap<>();
        for (Meter meter : own) {
            Meter known = joined.getOrDefault(meter.name(), others.get(meter.name()));
            joined.put(meter.name(), known == null ? requireDifferent(meter) : joined(known, meter));
        }
        return joined;
    }

    private static Meter joined(Meter known, Meter more) {
        if (known.kind() != more.kind()) {
            throw new IllegalStateException(
                    known.name() + " is told as a " + known.kind() + " and as a " + more.kind());
        }
        List<Value> values = new ArrayList<>(known.values());
        values.addAll(more.values());
        return requireDifferent(new Meter(known.kind(), known.name(), known.description(), values));
    }

    private static Meter requireDifferent(Meter meter) {
        Set<Map<String, String>> seen = new HashSet<>();
        for (Value value : meter.values()) {
            if (!seen.add(value.labels())) {
                throw new IllegalStateException(meter.name() + " is told twice with the labels " + value.labels());
            }
        }
        return meter;
    }
}
