package no.grend.booking.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.booking.internal.resource.Reservations.Wanted;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.ReturnRows;
import no.grend.booking.internal.store.Terms;
import no.grend.booking.internal.store.Terms.Hours;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.member.Standings.State;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class BookingMetersTest {

    private static final Instant TEN =
            LocalDate.parse("2026-12-03").atTime(10, 0).atZone(Oslo.ZONE).toInstant();

    @DatabaseTest
    void refusalsAreCountedByTheirCode(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(1);
        house.book(1, spinning);
        house.standing.put("contact-2", State.FROZEN);
        assertThatThrownBy(() -> house.book(2, spinning)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.book(1, spinning)).isInstanceOf(Problem.class);
        String court = court(house);
        assertThatThrownBy(() -> house.reservations.reserve(House.member(2), wanted(2, court), null))
                .isInstanceOf(Problem.class);

        assertThat(told(house, "grend_booking_refusals_total"))
                .contains("class frozen 1", "resource frozen 1")
                .hasSize(3);
    }

    @DatabaseTest
    void aReservationIsCountedOnceHoweverOftenItIsAskedFor(TestDatabase fresh) {
        House house = new House(fresh);
        String court = court(house);
        IdempotencyKey key = IdempotencyKey.of("once", "10");
        Actor kari = House.member(1);
        String id = house.reservations.reserve(kari, wanted(1, court), key).id();
        house.reservations.reserve(kari, wanted(1, court), key);
        house.reservations.cancel(kari, id, null);
        house.reservations.cancel(kari, id, null);
        house.reservations.block(House.STAFF, wanted(1, court), null);

        assertThat(told(house, "grend_booking_reservations_total"))
                .containsExactly("blocked 1", "cancelled 1", "made 1");
    }

    @DatabaseTest
    void whatIsToBeGivenBackIsCountedUntilItIs(TestDatabase fresh) {
        House house = new House(fresh);
        List<String> ids = List.of("Bane 1", "Bane 2", "Bane 3").stream()
                .map(court -> house.reservations.block(House.STAFF, wanted(1, house.hall(court)), null))
                .map(Reservation::id)
                .toList();
        house.db.useTransaction(tx -> {
            ids.forEach(id -> ReturnRows.open(tx, id, Ore.of(100), TEN));
            ReturnRows.TABLE.toStaff(tx, ids.get(1), "Paid in cash");
            ReturnRows.TABLE.done(tx, ids.get(2), "staff:1", null, TEN);
        });

        assertThat(told(house, "grend_returns_open"))
                .containsExactly("booking due 1", "booking asked 0", "booking staff 1");
    }

    private static String court(House house) {
        String court = house.hall("Bane 1");
        house.hours.setTerms(House.STAFF, court, new Terms(60, 14, 120, List.of(new Hours(4, 8 * 60, 20 * 60))));
        return court;
    }

    private static Wanted wanted(int number, String court) {
        return new Wanted(List.of(court), "contact-" + number, TEN, TEN.plusSeconds(3_600), null);
    }

    private static List<String> told(House house, String name) {
        return house.meters.meters().stream()
                .filter(meter -> meter.name().equals(name))
                .flatMap(meter -> meter.values().stream())
                .map(value -> String.join(" ", value.labels().values()) + " "
                        + value.amount().longValue())
                .toList();
    }
}
