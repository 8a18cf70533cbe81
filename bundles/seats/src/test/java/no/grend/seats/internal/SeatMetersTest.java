package no.grend.seats.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class SeatMetersTest {

    @DatabaseTest
    void whatHappensToPlacesIsCountedOnceItStands(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(1, 2);
        var first = house.take("kari").place();
        house.take("ola");
        house.take("per");
        house.take("anne");
        house.take("kari");
        assertThat(told(house, "grend_seat_waiting")).containsExactly("booking 2");
        house.refused.put("ola", "UNPAID");
        house.leave(first);

        assertThat(told(house, "grend_seat_events_total"))
                .containsExactly(
                        "booking booked 1",
                        "booking cancelled 1",
                        "booking passed_over 1",
                        "booking promoted 1",
                        "booking set 1",
                        "booking waited 2");
        assertThat(told(house, "grend_seat_passed_over_total")).containsExactly("booking unpaid 1");
        assertThat(told(house, "grend_seat_refusals_total")).contains("list_full 1", "already 1", "closed 0");
    }

    private static List<String> told(House house, String name) {
        return house.meters.meters().stream()
                .filter(meter -> meter.name().equals(name))
                .flatMap(meter -> meter.values().stream())
                .map(value -> String.join(" ", value.labels().values()) + " " + value.amount())
                .toList();
    }
}
