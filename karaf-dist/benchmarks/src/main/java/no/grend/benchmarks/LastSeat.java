package no.grend.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import no.grend.harness.Grend;
import no.grend.harness.Staff;

/**
 * Two hundred people who want the one seat of a class at the same moment, class after class: how long the slowest of a hundred
 * waits for the answer. Exactly one may get it, the others must be told that it is full; anything else ends the run.
 */
final class LastSeat {

    private static final int CROWD = 200;

    /** Rounds unless {@code GREND_ROUNDS} says otherwise, and those before, which are not counted. */
    private static final int ROUNDS = 1_000;

    private static final int WARMING_ROUNDS = 50;
    private static final int MARK_MILLIS = 500;
    private static final int BOOKED = 201;
    private static final int FULL = 409;
    private static final int DAYS = 360;
    private static final int PAGE = 200;

    private final int port;
    private final String token;
    private final List<String> crowd;
    private final List<String> classes;
    private final CyclicBarrier together = new CyclicBarrier(CROWD);
    private final int[][] statuses;
    private final long[][] nanos;

    private LastSeat(Grend grend, Staff staff, int rounds) {
        this.port = grend.port();
        this.token = staff.token();
        this.crowd = crowd(staff);
        this.classes = classes(staff, rounds);
        this.statuses = new int[rounds][CROWD];
        this.nanos = new long[rounds][CROWD];
    }

    /** On the database of this ground. */
    static List<Figure> measure(Ground ground) throws Exception {
        int rounds = WARMING_ROUNDS + rounds();
        Grend grend = ground.start();
        Staff staff = grend.admin();
        LastSeat seat = new LastSeat(grend, staff, rounds);
        seat.run();
        seat.requireOneSeatGiven(staff);
        String verified = grend.console("grend:verify seats");
        if (!verified.contains("seats: OK")) {
            throw new IllegalStateException(verified);
        }
        System.err.println((rounds - WARMING_ROUNDS) + " classes on " + ground.database() + ", each given once");
        return seat.figures(ground.database());
    }

    private static int rounds() {
        return Integer.parseInt(System.getenv().getOrDefault("GREND_ROUNDS", Integer.toString(ROUNDS)));
    }

    private static List<String> crowd(Staff staff) {
        List<String> crowd = new ArrayList<>();
        for (int n = 0; n < CROWD; n++) {
            crowd.add(staff.post("contacts", Requests.person(n))
                    .require(BOOKED)
                    .body()
                    .get("id")
                    .asText());
        }
        return crowd;
    }

    /** So many classes with one seat and no list, each at an hour of its own. */
    private static List<String> classes(Staff staff, int count) {
        Timetables.openToAll(staff, 0);
        String type = Timetables.id(staff.post("class-types", Map.of("name", "Time", "text", "En time")));
        for (int hour = 0; hour * DAYS < count; hour++) {
            staff.post(
                            "class-series",
                            Map.of(
                                    "classTypeId",
                                    type,
                                    "firstDay",
                                    Timetables.day(0),
                                    "startsAt",
                                    "%02d:%02d".formatted(hour / 4, hour % 4 * 15),
                                    "recurrence",
                                    "FREQ=DAILY",
                                    "minutes",
                                    15,
                                    "capacity",
                                    1))
                    .require(BOOKED);
        }
        List<String> classes = new ArrayList<>();
        for (int month = 0; classes.size() < count; month++) {
            classes.addAll(Timetables.classes(staff, 30 * month, 30 * (month + 1)));
        }
        return classes.subList(0, count);
    }

    private void run() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(CROWD);
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (int client = 0; client < CROWD; client++) {
                int who = client;
                clients.add(pool.submit(() -> client(who)));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            pool.shutdownNow();
        }
        for (int round = 0; round < statuses.length; round++) {
            requireOneWinner(round);
        }
    }

    private Void client(int who) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            Answers answers = new Answers(socket.getInputStream());
            for (int round = 0; round < statuses.length; round++) {
                byte[] request = HttpLoad.request(
                        "POST",
                        "/api/admin/bookings",
                        token,
                        "{\"occurrenceId\":\"%s\",\"contactIds\":[\"%s\"]}"
                                .formatted(classes.get(round), crowd.get(who)));
                together.await(1, TimeUnit.MINUTES);
                long sent = System.nanoTime();
                out.write(request);
                statuses[round][who] = answers.next();
                nanos[round][who] = System.nanoTime() - sent;
            }
        }
        return null;
    }

    private void requireOneWinner(int round) throws IOException {
        long booked = Arrays.stream(statuses[round])
                .filter(status -> status == BOOKED)
                .count();
        long full =
                Arrays.stream(statuses[round]).filter(status -> status == FULL).count();
        if (booked != 1 || full != CROWD - 1) {
            throw new IOException("Round " + round + " was answered " + Arrays.toString(statuses[round]));
        }
    }

    /** What is stored, and not only what was said. */
    private void requireOneSeatGiven(Staff staff) {
        for (String occurrence : classes) {
            JsonNode places = staff.get("bookings?limit=" + PAGE + "&occurrenceId=" + occurrence)
                    .require(200)
                    .body()
                    .get("items");
            if (places.size() != 1) {
                throw new IllegalStateException("Class " + occurrence + " has " + places);
            }
        }
    }

    private List<Figure> figures(String database) {
        long[] counted = Arrays.stream(nanos)
                .skip(WARMING_ROUNDS)
                .flatMapToLong(Arrays::stream)
                .sorted()
                .toArray();
        String name = "booking-last-seat-" + database;
        return List.of(
                new Figure(
                        name, counted[(int) (counted.length * 0.99)] / 1e6, "ms", Double.NaN, MARK_MILLIS, true, false),
                new Figure(
                        name + "-median", counted[counted.length / 2] / 1e6, "ms", Double.NaN, Double.NaN, true, false),
                new Figure(
                        name + "-slowest",
                        counted[counted.length - 1] / 1e6,
                        "ms",
                        Double.NaN,
                        Double.NaN,
                        true,
                        false));
    }
}
