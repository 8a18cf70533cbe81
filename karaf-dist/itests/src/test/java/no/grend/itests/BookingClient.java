package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import no.grend.harness.Staff;
import no.grend.harness.Staff.Answer;

/**
 * One of those who take things of a {@link Shop} and give them back at the same time, each for contacts of its own: so it knows by
 * itself what must be there. A
 * call whose answer did not come is made again, with the same key, before anything else. Not safe between threads.
 */
final class BookingClient {

    /** While a module goes and comes back; nothing that was booked is said to be missing. */
    private static final Set<String> AWAY = Set.of("API_RESTARTING", "PATH_UNKNOWN", "NOT_READY");

    private final Shop shop;
    private final String name;
    private final Random random;
    private final List<String> contacts;
    private final List<String> classes;
    private final Map<Wish, String> live = new HashMap<>();
    private final Map<String, String> cancelled = new HashMap<>();
    private final List<String> strange = new CopyOnWriteArrayList<>();
    private Call underWay;
    private int calls;
    private volatile int acknowledged;
    private int again;
    private int away;

    /** @param seed decides what it does, but for what others do meanwhile */
    BookingClient(Shop shop, String name, long seed, List<String> contacts, List<String> classes) {
        this.shop = shop;
        this.name = name;
        this.random = new Random(seed);
        this.contacts = contacts;
        this.classes = classes;
    }

    private record Wish(String contact, String occurrence) {}

    /** @param placeId to give back; null to book @param key null when a place is given back, which may always be said again */
    private record Call(Wish wish, String placeId, String key, boolean orWait) {}

    /** What all of them came to. */
    record Sum(int acknowledged, int again, int away) {}

    /** Goes on until it is over, or the connection ends. */
    void work(Staff staff, BooleanSupplier over) {
        while (!over.getAsBoolean() && strange.isEmpty()) {
            if (underWay == null) {
                underWay = next();
            }
            try {
                hear(underWay, underWay.placeId() == null ? book(staff, underWay) : giveBack(staff, underWay));
            } catch (UncheckedIOException cutOff) {
                again++;
                return;
            }
        }
    }

    /** Brings what is under way to its end. */
    void finish(Staff staff) {
        work(staff, () -> underWay == null);
    }

    private Call next() {
        Wish wish =
                new Wish(contacts.get(random.nextInt(contacts.size())), classes.get(random.nextInt(classes.size())));
        String placeId = live.get(wish);
        return new Call(wish, placeId, placeId == null ? name + "-" + calls++ : null, random.nextInt(4) > 0);
    }

    private Answer book(Staff staff, Call call) {
        Wish wish = call.wish();
        return staff.post(
                shop.path(),
                shop.order(wish.contact(), wish.occurrence(), call.orWait()),
                Map.of("Idempotency-Key", call.key()));
    }

    private Answer giveBack(Staff staff, Call call) {
        return staff.post(shop.path() + "/" + call.placeId() + "/cancellation", Map.of());
    }

    private void hear(Call call, Answer answer) {
        if (answer.status() == 201 || answer.status() == 200) {
            acknowledge(call, answer.body());
        } else if (isProblem(answer) && shop.taken().contains(code(answer)) && call.placeId() == null) {
            underWay = null;
        } else if (isProblem(answer) && AWAY.contains(code(answer))) {
            away++;
            pause();
        } else {
            strange.add(call + " was answered " + answer.status() + " " + answer.body());
        }
    }

    private void acknowledge(Call call, JsonNode place) {
        acknowledged = acknowledged + 1;
        underWay = null;
        String id = place.get("id").asText();
        if (call.placeId() == null) {
            live.put(call.wish(), id);
        } else {
            live.remove(call.wish());
            cancelled.put(id, call.wish().contact());
        }
    }

    private static boolean isProblem(Answer answer) {
        return (answer.status() < 500 || answer.status() == 503)
                && answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json");
    }

    private static String code(Answer answer) {
        return answer.body().path("code").asText();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All that it was told is so. */
    void requireKept(Staff staff) {
        assertThat(strange).isEmpty();
        live.forEach((wish, id) -> {
            JsonNode place = read(staff, id);
            assertThat(shop.what(place)).isEqualTo(wish.occurrence());
            assertThat(shop.contact(place)).isEqualTo(wish.contact());
            assertThat(shop.isKept(place)).as("kept: %s", place).isTrue();
        });
        for (String id : cancelled.keySet()) {
            JsonNode place = read(staff, id);
            assertThat(shop.isGivenBack(place)).as("given back: %s", place).isTrue();
        }
    }

    private JsonNode read(Staff staff, String id) {
        return staff.get(shop.path() + "/" + id).require(200).body();
    }

    /** All that it has. */
    Set<String> live() {
        return Set.copyOf(live.values());
    }

    Shop shop() {
        return shop;
    }

    /** What it has at a class, by its contacts. */
    Set<String> liveAt(String occurrence) {
        Set<String> ids = new HashSet<>();
        live.forEach((wish, id) -> {
            if (wish.occurrence().equals(occurrence)) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** All places that this contact has and had. */
    Set<String> everOf(String contact) {
        Set<String> ids = new HashSet<>();
        live.forEach((wish, id) -> {
            if (wish.contact().equals(contact)) {
                ids.add(id);
            }
        });
        cancelled.forEach((id, whose) -> {
            if (whose.equals(contact)) {
                ids.add(id);
            }
        });
        return ids;
    }

    List<String> strange() {
        return strange;
    }

    Sum sum() {
        return new Sum(acknowledged, again, away);
    }
}
