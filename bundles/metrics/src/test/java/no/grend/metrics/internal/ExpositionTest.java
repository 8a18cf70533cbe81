package no.grend.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.grend.kernel.Meter;
import no.grend.kernel.Meter.Kind;
import no.grend.kernel.Meter.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms as prometheus.io/docs/instrumenting/exposition_formats and the OpenMetrics 1.0 specification have them. */
class ExpositionTest {

    private static final List<Meter> METERS = List.of(
            Meter.gauge("grend_free", "Free \"seats\" \\ places.\nNow.", new BigDecimal("12.50")),
            new Meter(Kind.COUNTER, "grend_taken_total", "Taken.", List.of(new Value(labels(), 3))),
            new Meter(
                    Kind.SUMMARY,
                    "grend_run_seconds",
                    "Runs.",
                    List.of(new Value(Map.of(), new BigDecimal("0.25"), 2))),
            new Meter(Kind.GAUGE, "grend_nobody", "Nobody.", List.of()));

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("owner", "a\"b\\c\nd");
        labels.put("by", "ås");
        return labels;
    }

    @Test
    void plainTextIsWhatEveryPrometheusReads() {
        assertThat(Exposition.PLAIN.write(METERS)).isEqualTo("""
                # HELP grend_free Free "seats" \\\\ places.\\nNow.
                # TYPE grend_free gauge
                grend_free 12.5
                # HELP grend_taken_total Taken.
                # TYPE grend_taken_total counter
                grend_taken_total{owner="a\\"b\\\\c\\nd",by="ås"} 3
                # HELP grend_run_seconds Runs.
                # TYPE grend_run_seconds summary
                grend_run_seconds_count 2
                grend_run_seconds_sum 0.25
                # HELP grend_nobody Nobody.
                # TYPE grend_nobody gauge
                """);
    }

    @Test
    void openMetricsNamesTheFamilyAndSaysThatItEnds() {
        assertThat(Exposition.OPEN_METRICS.write(METERS.subList(0, 2))).isEqualTo("""
                # HELP grend_free Free \\"seats\\" \\\\ places.\\nNow.
                # TYPE grend_free gauge
                grend_free 12.5
                # HELP grend_taken Taken.
                # TYPE grend_taken counter
                grend_taken_total{owner="a\\"b\\\\c\\nd",by="ås"} 3
                # EOF
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "1760000000,1760000000",
        "0.10,0.1",
        "-1,-1",
        "1E+20,100000000000000000000",
        "0.000000001,0.000000001",
        "0.000,0"
    })
    void numbersAreWrittenInFull(BigDecimal amount, String written) {
        assertThat(Exposition.PLAIN.write(List.of(Meter.gauge("grend_a", "A.", amount))))
                .endsWith("grend_a " + written + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null | PLAIN",
                "*/* | PLAIN",
                "text/plain | PLAIN",
                "application/openmetrics-text | OPEN_METRICS",
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2,*/*;q=0.1 | OPEN_METRICS",
                "application/openmetrics-text;q=0.2, text/plain;q=0.5 | PLAIN",
                "application/openmetrics-text;q=0, */* | PLAIN",
                "application/openmetrics-text;q=much | PLAIN"
            })
    void theCallerChooses(String accept, Exposition form) {
        assertThat(Exposition.wanted(accept)).isEqualTo(form);
    }
}
