package no.grend.seats.internal;

import static no.grend.seats.internal.House.CLASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import no.grend.kernel.Verification.Violation;
import no.grend.seats.Place;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.jdbi.v3.core.Jdbi;

/** Whoever changes rows behind the module's back is refused by the database or found by {@code grend:verify seats}. */
class SeatVerificationTest {

    @DatabaseTest
    void findsRowsThatTheEventsDoNotTell(TestDatabase fresh) {
        for (String wrong : List.of(
                "UPDATE seats_offering SET taken = taken - 1",
                "UPDATE seats_place SET state = 'BOOKED' WHERE state = 'WAITING'",
                "UPDATE seats_place SET state = 'GONE', ending = 'CANCELLED' WHERE state = 'BOOKED'",
                "UPDATE seats_offering SET cancelled = TRUE",
                "DELETE FROM seats_waiting",
                "DELETE FROM seats_hold",
                "UPDATE seats_counter SET next_event = next_event + 1")) {
            try (TestDatabase another = TestDatabase.fresh(fresh.dialect())) {
                House house = played(another);
                assertThat(new SeatVerification(house.db).verify()).isEmpty();

                execute(another, wrong);

                assertThat(new SeatVerification(house.db).verify()).as(wrong).isNotEmpty();
            }
        }
    }

    @DatabaseTest
    void findsSomebodyWhoWasLetInBeforeOthers(TestDatabase fresh) {
        House house = played(fresh);
        execute(fresh, """
                INSERT INTO seats_event (number, happened_at, owner, offering_id, kind, place_id, entry, seats, waiting_capacity,
                  actor) SELECT c.next_event, e.happened_at, e.owner, e.offering_id, 'PROMOTED', e.place_id, e.entry, e.seats, 0,
                  'x' FROM seats_event e, seats_counter c WHERE e.kind = 'WAITED' AND e.entry = 4""");

        assertThat(new SeatVerification(house.db).verify())
                .extracting(Violation::detail)
                .anyMatch(detail -> detail.contains("before number 3"));
    }

    @DatabaseTest
    void theDatabaseRefusesOneSeatTooManyAndAChangedStory(TestDatabase fresh) {
        played(fresh);

        for (String wrong : List.of(
                "UPDATE seats_offering SET taken = capacity + 1",
                "UPDATE seats_offering SET waiting = waiting_capacity + 1",
                "UPDATE seats_offering SET ceiling = capacity + 5",
                "UPDATE seats_event SET entry = 7",
                "DELETE FROM seats_event",
                "INSERT INTO seats_person (contact_id, offering_id, gone, place_id) SELECT contact_id, offering_id, gone, 'x'"
                        + " FROM seats_person",
                "UPDATE seats_place SET entry = 1")) {
            assertThatThrownBy(() -> execute(fresh, wrong)).as(wrong).isInstanceOf(RuntimeException.class);
        }
    }

    /** Two seats are taken, one of them held; two wait. */
    private static House played(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(2, 5);
        house.take("anna");
        Place bo = house.take(house.in(10), true, "bo").place();
        house.take("cato");
        house.take("dina");
        assertThat(house.seats.places(CLASS)).hasSize(4).contains(bo);
        return house;
    }

    private static void execute(TestDatabase fresh, String sql) {
        Jdbi.create(fresh.dataSource()).useTransaction(tx -> tx.execute(sql));
    }
}
