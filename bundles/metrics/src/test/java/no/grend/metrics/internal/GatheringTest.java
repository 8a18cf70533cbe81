package no.grend.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final String FAILURES = "grend_metrics_failures_total";

    private final Collection<Meters> modules = new ArrayList<>();
    private final Gathering gathering = new Gathering(() -> modules);

    @Test
    void whatAModuleMeasuresComesAndGoesWithIt() {
        Meters seats = () -> List.of(Meter.gauge("grend_seats", "Seats.", 3));
        assertThat(names()).containsExactly(FAILURES);
        modules.add(seats);
        assertThat(names()).containsExactly(FAILURES, "grend_seats");
        modules.remove(seats);
        assertThat(names()).containsExactly(FAILURES);
        modules.add(seats);
        assertThat(gathering.all())
                .contains(Meter.gauge("grend_seats", "Seats.", 3))
                .hasSize(2);
    }

    @Test
    void modulesTellUnderOneName() {
        modules.add(() -> List.of(Meter.gauge("grend_lag", "Lag.", "follower", Map.of("booking", 1))));
        modules.add(() -> List.of(Meter.gauge("grend_lag", "Lag of others.", "follower", Map.of("courses", 2))));
        Meter lag = gathering.all().stream()
                .filter(meter -> meter.name().equals("grend_lag"))
                .findFirst()
                .orElseThrow();
        assertThat(lag.description()).isEqualTo("Lag.");
        assertThat(lag.values()).extracting(value -> value.amount().intValue()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void whoTellsTheSameTwiceOrDifferentlyIsLeftOutAlone() {
        modules.add(() -> List.of(Meter.gauge("grend_seats", "Seats.", 3)));
        modules.add(() -> List.of(Meter.gauge("grend_more", "More.", 1), Meter.gauge("grend_seats", "Seats.", 4)));
        modules.add(() -> List.of(new Meter(Meter.Kind.SUMMARY, "grend_seats", "Seats.", List.of())));
        assertThat(gathering.all())
                .contains(Meter.gauge("grend_seats", "Seats.", 3), failures(2))
                .hasSize(2);
    }

    @Test
    void aModuleThatFailsTakesNoOtherWithIt() {
        modules.add(() -> {
            throw new IllegalStateException("The database is away");
        });
        modules.add(() -> {
            throw new NoClassDefFoundError("its bundle is going");
        });
        modules.add(() -> List.of(Meter.gauge("grend_seats", "Seats.", 3)));
        assertThat(gathering.all()).containsExactly(failures(2), Meter.gauge("grend_seats", "Seats.", 3));
        assertThat(gathering.all()).contains(failures(4));
    }

    @Test
    void aModuleThatHangsIsLeftOutUntilItAnswers() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        modules.add(() -> {
            asked.incrementAndGet();
            try {
                hanging.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("An interrupt would break what the database is writing", e);
            }
            return List.of(Meter.gauge("grend_late", "Late.", 1));
        });
        modules.add(() -> List.of(Meter.gauge("grend_seats", "Seats.", 3)));
        assertThat(names()).containsExactly(FAILURES, "grend_seats");
        long begun = System.nanoTime();
        assertThat(names()).containsExactly(FAILURES, "grend_seats");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(asked).hasValue(1);
        hanging.countDown();
        await().until(() -> names().contains("grend_late"));
    }

    @Test
    void nothingIsKeptOfAModuleThatHasGone() {
        WeakReference<Meters> gone = new WeakReference<>(addOne());
        assertThat(names()).contains("grend_seats");
        modules.clear();
        assertThat(names()).containsExactly(FAILURES);
        await().until(() -> {
            System.gc();
            return gone.get() == null;
        });
    }

    private Meters addOne() {
        Object state = new Object();
        Meters module = () -> List.of(Meter.gauge("grend_seats", "Seats." + state.hashCode(), 3));
        modules.add(module);
        return module;
    }

    @AfterEach
    void close() {
        gathering.close();
    }

    private List<String> names() {
        return gathering.all().stream().map(Meter::name).toList();
    }

    private static Meter failures(int many) {
        return Meter.counter(
                FAILURES,
                "Times that a module's meters could not be read; the log tells why.",
                BigDecimal.valueOf(many));
    }
}
