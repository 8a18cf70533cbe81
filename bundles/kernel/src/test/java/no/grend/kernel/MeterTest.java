package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import no.grend.kernel.Meter.Kind;
import no.grend.kernel.Meter.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterTest {

    @ParameterizedTest
    @CsvSource({
        "GAUGE,grend_seats_total",
        "COUNTER,grend_seats",
        "SUMMARY,grend_run_seconds_total",
        "GAUGE,Grend_seats",
        "GAUGE,grend__seats",
        "GAUGE,grend_seats_",
        "GAUGE,4seats",
        "GAUGE,grend seats"
    })
    void aNameThatPrometheusOrAReaderWouldMisunderstandIsRefused(Kind kind, String name) {
        assertThatThrownBy(() -> new Meter(kind, name, "Seats.", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void labelsAreNamedAsMetersAre() {
        assertThatThrownBy(() -> Meter.gauge("grend_seats", "Seats.", "What kind", Map.of("a", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreValuesThanAnybodyCouldReadAreAMistake() {
        List<Value> many = Collections.nCopies(Meter.MOST + 1, new Value(Map.of(), 1));
        assertThatThrownBy(() -> new Meter(Kind.GAUGE, "grend_seats", "Seats.", many))
                .hasMessageContaining("2001");
    }

    @Test
    void aTallyStandsAtNoughtAndGrows() {
        Tally plain = new Tally("grend_runs_total", "Runs.");
        assertThat(plain.meter().values()).containsExactly(new Value(Map.of(), 0));
        plain.count();
        plain.count(4);
        assertThat(plain.meter().values()).containsExactly(new Value(Map.of(), 5));
    }

    @Test
    void aTallyTellsItsLabelsApart() {
        Tally tally = new Tally("grend_runs_total", "Runs.", "kind", "outcome").with("b", "done");
        tally.count("a", "done");
        tally.count("a", null);
        assertThat(tally.meter().values())
                .containsExactly(
                        new Value(Map.of("kind", "a", "outcome", "done"), 1),
                        new Value(Map.of("kind", "a", "outcome", "none"), 1),
                        new Value(Map.of("kind", "b", "outcome", "done"), 0));
        assertThatThrownBy(() -> tally.count("a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsRefusedIsCountedByItsCodeAndThrownOn() {
        Refusals refusals = new Refusals("grend_refusals_total", "Refusals.", "what");
        assertThat(refusals.asked(() -> "given", "class")).isEqualTo("given");
        assertThatThrownBy(() -> refusals.asked(
                        () -> {
                            throw Problem.conflict("TAKEN", "Somebody has it.");
                        },
                        "class"))
                .hasMessage("Somebody has it.");
        assertThat(refusals.meter().values()).containsExactly(new Value(Map.of("what", "class", "reason", "taken"), 1));
    }

    @Test
    void aLabelThatNeverEndsGoesTogether() {
        Tally tally = new Tally("grend_runs_total", "Runs.", "kind");
        IntStream.range(0, 3 * Labelled.MOST).forEach(i -> tally.count("kind" + i));
        assertThat(tally.meter().values())
                .hasSize(Labelled.MOST + 1)
                .contains(new Value(Map.of("kind", "other"), 2 * Labelled.MOST));
    }

    @Test
    void whatFailsInTheStaffApiIsToldApartThoughAllElseWasTimedBefore() {
        Timings timings = new Timings("grend_request_seconds", "Requests.", "method", "route", "status");
        for (String status : List.of("2xx", "3xx", "4xx", "5xx")) {
            IntStream.range(0, 400).forEach(route -> timings.note(1, "GET", "/route" + route, status));
        }
        assertThat(timings.meter().values())
                .hasSize(4 * 400)
                .noneMatch(value -> value.labels().containsValue("other"))
                .anyMatch(
                        value -> value.labels().equals(Map.of("method", "GET", "route", "/route399", "status", "5xx")));
    }

    @Test
    void whatWasTimedIsShownInSeconds() {
        Timings timings = new Timings("grend_run_seconds", "Runs.", "kind");
        timings.note(TimeUnit.MILLISECONDS.toNanos(1_500), "a");
        timings.note(TimeUnit.MILLISECONDS.toNanos(500), "a");
        assertThat(timings.meter().values()).containsExactly(new Value(Map.of("kind", "a"), BigDecimal.valueOf(2), 2));
    }

    @Test
    void whatCostsIsFoundOutOnceInAWhile() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        AtomicInteger asked = new AtomicInteger();
        Lately<Integer> lately = new Lately<>(Duration.ofNanos(10), asked::incrementAndGet, nanos::get);
        assertThat(lately.get()).isEqualTo(1);
        nanos.addAndGet(9);
        assertThat(lately.get()).isEqualTo(1);
        nanos.addAndGet(1);
        assertThat(lately.get()).isEqualTo(2);
    }

    @Test
    void whatCouldNotBeFoundOutIsAskedForAgain() {
        AtomicInteger asked = new AtomicInteger();
        Lately<Integer> lately = new Lately<>(Duration.ofHours(1), () -> 6 / asked.getAndIncrement());
        assertThatThrownBy(lately::get).isInstanceOf(ArithmeticException.class);
        assertThat(lately.get()).isEqualTo(6);
    }
}
