package no.grend.seats.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import no.grend.seats.Admission;
import no.grend.seats.Place;
import no.grend.seats.Place.Ending;
import no.grend.seats.Place.State;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.Taken;
import no.grend.seats.Taken.Refusal;
import no.grend.seats.Wish;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Many want the same at the same time (P12, P13): none too many, none twice, nobody forgotten, and nothing fails. */
class ManyAtOnceTest {

    private static final int TIMES = 20;

    @DatabaseTest
    void twoHundredOnOneSeat(TestDatabase fresh) throws Exception {
        House house = new House(fresh);
        for (int time = 0; time < TIMES; time++) {
            String id = "class-" + time;
            house.seats.set(House.STAFF, new NewOffering(id, House.OWNER, 1, 0, null, null, null, 0), Admission.OPEN);

            List<Taken> all = together(200, client -> take(house, id, "contact-" + client, false));

            assertThat(all).filteredOn(taken -> taken.refusal() == null).hasSize(1);
            assertThat(all).filteredOn(taken -> taken.refusal() == Refusal.FULL).hasSize(199);
            assertThat(house.seats.places(id)).hasSize(1);
        }
        assertThat(new SeatVerification(house.db).verify()).isEmpty();
    }

    @DatabaseTest
    void thirtyTwoOnAHundredCoursesWithOneSeatEach(TestDatabase fresh) throws Exception {
        House house = new House(fresh);
        List<NewOffering> courses = new ArrayList<>();
        for (int course = 0; course < 100; course++) {
            courses.add(new NewOffering("course-" + course, "courses", 1, 0, null, null, null, 0));
        }
        house.seats.setAll(House.STAFF, courses, Admission.OPEN);

        List<List<Place>> got = together(32, client -> {
            List<Place> own = new ArrayList<>();
            for (int course = 0; course < 100; course++) {
                Taken taken = take(house, "course-" + (course + client * 3) % 100, "contact-" + client, false);
                if (taken.refusal() == null) {
                    own.add(taken.place());
                }
            }
            return own;
        });

        List<Place> all = got.stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(100);
        assertThat(all).extracting(Place::offeringId).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(place -> assertThat(house.seats.places(place.offeringId()))
                .containsExactly(place));
        assertThat(new SeatVerification(house.db).verify()).isEmpty();
    }

    /** Everybody comes, leaves, looks, pays late and is frozen, while owners settle; then the events tell of no broken promise. */
    @DatabaseTest
    void whateverHappensAtTheSameTimeTheEventsTellAFairStory(TestDatabase fresh) throws Exception {
        House house = new House(fresh);
        Set<String> frozen = ConcurrentHashMap.newKeySet();
        Admission admission = (offering, contacts) -> contacts.stream()
                .filter(frozen::contains)
                .collect(Collectors.toMap(contact -> contact, contact -> "FROZEN"));
        for (int i = 0; i < 4; i++) {
            house.seats.set(
                    House.STAFF, new NewOffering("c-" + i, House.OWNER, 3, 8, null, null, null, i % 2), admission);
        }

        List<Integer> done = together(16, client -> {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            for (int step = 0; step < 60; step++) {
                String id = "c-" + random.nextInt(4);
                String contact = "contact-" + random.nextInt(24);
                switch (random.nextInt(8)) {
                    case 0, 1, 2 ->
                        house.seats.take(
                                House.STAFF,
                                new Wish(id, List.of(contact), random.nextInt(2), null, true, null),
                                admission);
                    case 3 ->
                        house.seats
                                .livePlaces(House.OWNER, contact)
                                .forEach(place -> house.seats.release(
                                        House.STAFF, place.id(), Ending.CANCELLED, null, admission));
                    case 4 -> {
                        house.clock.advance(Duration.ofSeconds(20));
                        house.seats.settle(id, admission);
                    }
                    case 5, 6 -> {
                        house.seats.offeringsOf(contact).forEach(each -> house.seats.livePlace(each, contact));
                        house.seats.offerings(List.of(id));
                        house.seats.places(id);
                    }
                    default -> {
                        if (!frozen.remove(contact)) {
                            frozen.add(contact);
                        }
                    }
                }
            }
            return client;
        });

        assertThat(done).hasSize(16);
        assertThat(new SeatVerification(house.db).verify()).isEmpty();
        frozen.clear();
        house.clock.advance(Duration.ofMinutes(5));
        for (int i = 0; i < 4; i++) {
            String id = "c-" + i;
            house.seats.settle(id, admission);
            List<Place> places = house.seats.places(id);
            int taken = places.stream()
                    .filter(place -> place.state() != State.WAITING)
                    .mapToInt(Place::size)
                    .sum();
            assertThat(places).filteredOn(place -> place.position() == 1).allSatisfy(first -> assertThat(first.size())
                    .isGreaterThan(3 - taken));
        }
    }

    private static Taken take(House house, String id, String contact, boolean orWait) {
        return house.seats.take(House.STAFF, new Wish(id, List.of(contact), 0, null, orWait, null), Admission.OPEN);
    }

    /** What one of many does. */
    private interface Client<T> {
        T act(int number) throws Exception;
    }

    private static <T> List<T> together(int clients, Client<T> client) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int number = i;
                Callable<T> work = () -> {
                    start.await();
                    return client.act(number);
                };
                running.add(threads.submit(work));
            }
            start.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
