package no.grend.metrics.internal;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import no.grend.kernel.Meter;
import no.grend.kernel.Meter.Kind;
import no.grend.kernel.Meter.Value;
import no.grend.kernel.Meters;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The process and its Java, under the names that Prometheus' own clients use, so that ready-made dashboards show them. */
@Component(service = Meters.class)
public final class JavaMeters implements Meters {

    private static final int MILLIS = 3;
    private static final int NANOS = 9;
    private static final int KIB = 1024;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private final String version;

    @Activate
    public JavaMeters(BundleContext context) {
        this(context.getBundle().getVersion().toString());
    }

    JavaMeters(String version) {
        this.version = version;
    }

    @Override
    public List<Meter> meters() {
        List<Meter> meters = new ArrayList<>();
        meters.add(Meter.gauge("grend_info", "The version that runs.", "version", Map.of(version, 1)));
        meters.addAll(memory());
        meters.addAll(threads());
        meters.addAll(process());
        return meters;
    }

    private static List<Meter> memory() {
        List<Value> pauses = new ArrayList<>();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            pauses.add(new Value(
                    Map.of("gc", collector.getName()),
                    BigDecimal.valueOf(collector.getCollectionTime(), MILLIS),
                    collector.getCollectionCount()));
        }
        Map<String, Long> buffers = new LinkedHashMap<>();
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            buffers.put(pool.getName(), pool.getMemoryUsed());
        }
        return List.of(
                Meter.gauge("jvm_memory_used_bytes", "Memory in use.", "area", areas(MemoryUsage::getUsed)),
                Meter.gauge(
                        "jvm_memory_committed_bytes",
                        "Memory taken from the system.",
                        "area",
                        areas(MemoryUsage::getCommitted)),
                Meter.gauge(
                        "jvm_memory_max_bytes",
                        "The most memory; -1 without a limit.",
                        "area",
                        areas(MemoryUsage::getMax)),
                Meter.gauge("jvm_buffer_pool_used_bytes", "Memory of buffers outside the heap.", "pool", buffers),
                new Meter(Kind.SUMMARY, "jvm_gc_collection_seconds", "Garbage collections and their time.", pauses));
    }

    private static Map<String, Long> areas(ToLongFunction<MemoryUsage> what) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        Map<String, Long> areas = new LinkedHashMap<>();
        areas.put("heap", what.applyAsLong(memory.getHeapMemoryUsage()));
        areas.put("nonheap", what.applyAsLong(memory.getNonHeapMemoryUsage()));
        return areas;
    }

    private static List<Meter> threads() {
        return List.of(
                Meter.gauge(
                        "jvm_threads_current",
                        "Threads.",
                        ManagementFactory.getThreadMXBean().getThreadCount()),
                Meter.gauge(
                        "jvm_threads_peak",
                        "The most threads there have been at a time.",
                        ManagementFactory.getThreadMXBean().getPeakThreadCount()),
                Meter.gauge(
                        "jvm_classes_currently_loaded",
                        "Classes; that grow without end mean that a bundle which is gone is still held by something.",
                        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()));
    }

    private static List<Meter> process() {
        List<Meter> meters = new ArrayList<>();
        meters.add(Meter.gauge(
                "process_start_time_seconds",
                "When the process started, in seconds since 1970.",
                BigDecimal.valueOf(ManagementFactory.getRuntimeMXBean().getStartTime(), MILLIS)));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            meters.add(Meter.counter(
                    "process_cpu_seconds_total",
                    "Processor time used.",
                    BigDecimal.valueOf(system.getProcessCpuTime(), NANOS)));
            meters.add(Meter.gauge(
                    "process_open_fds", "Files and connections that are open.", system.getOpenFileDescriptorCount()));
            meters.add(
                    Meter.gauge("process_max_fds", "The most that may be open.", system.getMaxFileDescriptorCount()));
        }
        long resident = resident();
        if (resident > 0) {
            meters.add(Meter.gauge(
                    "process_resident_memory_bytes", "Memory of the process as the system counts it.", resident));
        }
        return meters;
    }

    /** 0 where the system does not tell. */
    private static long resident() {
        try {
            return Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .map(kib -> kib * KIB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
