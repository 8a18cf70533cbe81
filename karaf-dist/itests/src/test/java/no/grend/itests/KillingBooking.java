package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import no.grend.harness.Grend;
import no.grend.harness.Staff;
import no.grend.harness.Staff.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred want one seat; then fourteen clients book and cancel classes, courts and courses while the process is killed, once at
 * any moment and once just after seats were written and before anybody was told. What was acknowledged is there, and nothing twice (P12, P13).
 */
abstract class KillingBooking {

    private static final int CROWD = 200;
    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    /** {@code derby} or {@code postgresql}. */
    abstract String database();

    @Test
    void whatWasAcknowledgedOutlivesTheProcess() throws Exception {
        long seed = Long.getLong("grend.seed", System.nanoTime());
        System.out.println("Killing booking on " + database() + " with -Dgrend.seed=" + seed);
        Path armed = Files.writeString(folder.resolve("armed"), "none");
        try (OnDatabase database = OnDatabase.named(database())) {
            Map<String, String> settings = new HashMap<>(database.settings());
            settings.put("GREND_CLOCK", "2026-12-01T09:00:00Z");
            settings.put("GREND_DEMO", "off");
            settings.put("GREND_JAVA_OPTS", "-Dgrend.fault=@" + armed);
            Grend first = Grend.start(folder.resolve("data"), settings);
            try {
                dieTwice(first, armed, seed);
            } finally {
                first.kill();
            }
        }
    }

    private void dieTwice(Grend first, Path armed, long seed) throws Exception {
        BookingRush rush = BookingRush.prepare(first.admin(), seed).with(new CourtsAndCourses(first.admin(), seed));
        rush.begin(first.admin());
        rush.awaitMore(200 + new Random(seed).nextInt(1_000));
        first.kill();
        rush.end();
        Grend second = first.restart(Map.of());
        try {
            rush.requireSound(second, second.admin());
            rush.begin(second.admin());
            rush.awaitMore(100);
            Files.writeString(armed, "seats-after-commit");
            assertThat(second.awaitEnd(30)).isEqualTo(137);
            rush.end();
        } finally {
            second.kill();
        }
        Files.writeString(armed, "none");
        try (Grend third = second.restart(Map.of())) {
            rush.requireSound(third, third.admin());
            System.out.println("Two deaths on " + database() + ": " + rush);
            oneSeat(third, third.admin());
            assertThat(third.log()).doesNotContain("ERROR");
        }
    }

    /** So many at once, on one seat. */
    private static void oneSeat(Grend grend, Staff staff) throws Exception {
        BookingRush.openToAll(staff, 0);
        String type = BookingRush.classType(staff);
        List<String> crowd = BookingRush.contacts(staff, "crowd", CROWD);
        OffsetDateTime at = OffsetDateTime.parse("2026-12-12T08:00:00+01:00");
        CyclicBarrier together = new CyclicBarrier(CROWD);
        ExecutorService threads = Executors.newFixedThreadPool(CROWD);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                String occurrence = BookingRush.occurrence(staff, type, at.plusHours(round), 1);
                List<Future<Answer>> answers = new ArrayList<>();
                for (String contact : crowd) {
                    answers.add(threads.submit(() -> {
                        together.await(30, TimeUnit.SECONDS);
                        return staff.post(
                                "bookings", Map.of("occurrenceId", occurrence, "contactIds", List.of(contact)));
                    }));
                }
                requireOneWinner(answers);
                assertThat(staff.get("bookings?occurrenceId=" + occurrence)
                                .require(200)
                                .body()
                                .get("items"))
                        .hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(grend.console("grend:verify seats")).contains("seats: OK");
    }

    private static void requireOneWinner(List<Future<Answer>> answers) throws Exception {
        Map<String, Integer> outcomes = new HashMap<>();
        for (Future<Answer> one : answers) {
            Answer answer = one.get(60, TimeUnit.SECONDS);
            String outcome = answer.status() == 201
                    ? "BOOKED"
                    : answer.body().path("code").asText();
            outcomes.merge(answer.status() + " " + outcome, 1, Integer::sum);
        }
        assertThat(outcomes).isEqualTo(Map.of("201 BOOKED", 1, "409 FULL", CROWD - 1));
    }
}
