package no.grend.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import no.grend.kernel.Meter;
import org.junit.jupiter.api.Test;

class JavaMetersTest {

    @Test
    void theProcessIsMeasured() {
        Map<String, Meter> meters =
                new JavaMeters("1.2.3").meters().stream().collect(Collectors.toMap(Meter::name, meter -> meter));
        assertThat(amount(meters, "grend_info")).isEqualTo(1);
        assertThat(amount(meters, "jvm_memory_used_bytes")).isGreaterThan(1 << 20);
        assertThat(amount(meters, "jvm_threads_current")).isGreaterThan(1);
        assertThat(amount(meters, "jvm_classes_currently_loaded")).isGreaterThan(500);
        assertThat(amount(meters, "process_cpu_seconds_total")).isGreaterThan(0);
        assertThat(amount(meters, "process_start_time_seconds")).isGreaterThan(1.7e9);
        assertThat(amount(meters, "process_resident_memory_bytes")).isGreaterThan(10 << 20);
        assertThat(amount(meters, "process_open_fds")).isBetween(1.0, amount(meters, "process_max_fds"));
    }

    private static double amount(Map<String, Meter> meters, String name) {
        return meters.get(name).values().get(0).amount().doubleValue();
    }
}
