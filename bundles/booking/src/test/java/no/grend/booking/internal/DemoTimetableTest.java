package no.grend.booking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import no.grend.booking.internal.demo.DemoTimetable;
import no.grend.booking.internal.timetable.Slot;
import no.grend.demo.DemoPart.Club;
import no.grend.member.Standings.State;
import no.grend.seats.Place;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class DemoTimetableTest {

    private static final Club CLUB = new Club(
            House.TODAY,
            IntStream.rangeClosed(1, 40).mapToObj(number -> "contact-" + number).toList());

    @DatabaseTest
    void aWeekOfClassesOneOfThemFullWithAListAndTwoCourtsAndNoMoreWhenItIsMadeAgain(TestDatabase fresh) {
        House house = new House(fresh);
        house.standing.put("contact-4", State.NONE);
        DemoTimetable demo = new DemoTimetable(
                house.types,
                house.planner,
                house.offerings,
                house.timetable,
                house.bookings,
                house.resources,
                house.hours);

        demo.make(CLUB);
        demo.make(CLUB);

        List<Slot> week = house.slots(House.TODAY.plusDays(1), 7);
        assertThat(week).hasSize(11);
        assertThat(house.resources.open(House.STAFF)).hasSize(2);
        Slot full = week.stream()
                .filter(slot -> slot.offering().waiting() > 0)
                .findFirst()
                .orElseThrow();
        assertThat(full.offering().free()).isZero();
        assertThat(full.offering().waiting()).isEqualTo(3);
        assertThat(house.bookings.live(House.member(1), "contact-1"))
                .singleElement()
                .satisfies(place -> {
                    assertThat(place.state()).isEqualTo(Place.State.WAITING);
                    assertThat(place.position()).isEqualTo(2);
                });
        assertThat(house.bookings.live(House.STAFF, "contact-4")).isEmpty();
    }
}
