package no.grend.courses.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import no.grend.courses.internal.Registering.Wanted;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.Registration;
import no.grend.courses.internal.store.Registration.State;
import no.grend.kernel.Problem;
import no.grend.seats.Place;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** The last seat is sold once (S1-41, P12): 32 clients want the one seat of each of 100 courses at the same time. */
class LastSeatTest {

    private static final int CLIENTS = 32;
    private static final int COURSES = 100;

    @DatabaseTest
    void thirtyTwoClientsOnTheOneSeatOfAHundredCourses(TestDatabase fresh) throws Exception {
        House house = new House(fresh);
        List<Course> courses = new ArrayList<>();
        for (int i = 0; i < COURSES; i++) {
            courses.add(house.course(1, 0));
        }
        List<String> people = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            people.add(house.people.member("Kunde" + i));
        }
        Map<String, Long> answers = race(house, courses, people);

        assertThat(answers).containsEntry("HELD", (long) COURSES).containsEntry("FULL", (long) COURSES * (CLIENTS - 1));
        for (Course course : courses) {
            assertThat(house.seats.places(course.id())).extracting(Place::state).containsExactly(Place.State.HELD);
            List<Registration> living = house.courses
                    .registrations()
                    .page(House.STAFF, course.id(), null, State.HELD, null, null)
                    .items();
            assertThat(living).hasSize(1);
            assertThat(living.get(0).invoiceId()).isNotNull();
        }
        assertThat(house.violations()).isEmpty();
    }

    /** Each client goes through all the courses, all in the same order, so that they meet at each. @return how often each answer came */
    private static Map<String, Long> race(House house, List<Course> courses, List<String> people) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<List<String>>> work = new ArrayList<>();
            for (String person : people) {
                work.add(() -> courses.stream()
                        .map(course -> answer(house, course, person))
                        .toList());
            }
            List<String> all = new ArrayList<>();
            for (Future<List<String>> each : clients.invokeAll(work)) {
                all.addAll(each.get());
            }
            return all.stream().collect(Collectors.groupingBy(answer -> answer, Collectors.counting()));
        } finally {
            clients.shutdownNow();
        }
    }

    private static String answer(House house, Course course, String person) {
        try {
            return house.courses
                    .registering()
                    .begin(House.STAFF, new Wanted(course.id(), person, null, false, false), null, null)
                    .state()
                    .name();
        } catch (Problem refused) {
            return refused.code();
        }
    }
}
