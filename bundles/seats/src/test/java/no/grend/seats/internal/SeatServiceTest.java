package no.grend.seats.internal;

import static no.grend.seats.internal.House.CLASS;
import static no.grend.seats.internal.House.OWNER;
import static no.grend.seats.internal.House.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.seats.Place;
import no.grend.seats.Place.Ending;
import no.grend.seats.Place.State;
import no.grend.seats.SeatEvent;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.Taken;
import no.grend.seats.Taken.Refusal;
import no.grend.seats.Wish;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** The rules as an owner meets them (S1-26 … S1-31). */
class SeatServiceTest {

    @DatabaseTest
    void asManyMayWaitAsTheCentreDecides(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(1, 2);

        assertThat(house.take("anna").place().state()).isEqualTo(State.BOOKED);
        assertThat(house.take("bo").place().position()).isEqualTo(1);
        assertThat(house.take("cato").place().position()).isEqualTo(2);
        assertThat(house.take("dina").refusal()).isEqualTo(Refusal.LIST_FULL);
        assertThat(house.take(null, false, "dina").refusal()).isEqualTo(Refusal.FULL);
        assertThat(house.lists()).isEqualTo("anna | bo cato");
    }

    @DatabaseTest
    void withoutAListAFullClassIsFull(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(1, 0);
        house.take("anna");

        assertThat(house.take("bo").refusal()).isEqualTo(Refusal.FULL);
    }

    @DatabaseTest
    void aFreedSeatGoesToTheFirstAndTheirWayIsTold(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(1, 5);
        Place anna = house.take("anna").place();
        Place bo = house.take("bo").place();
        house.take("cato");

        house.leave(anna);

        assertThat(house.lists()).isEqualTo("bo | cato");
        assertThat(house.seats.history(bo.id()))
                .extracting(SeatEvent::kind)
                .containsExactly(SeatEvent.Kind.WAITED, SeatEvent.Kind.PROMOTED);
        assertThat(house.story())
                .containsExactly("SET", "BOOKED anna", "WAITED bo", "WAITED cato", "CANCELLED anna", "PROMOTED bo");
    }

    @DatabaseTest
    void whoMayNotComeIsPassedOverOnceAndKeepsThePlace(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(1, 5);
        Place anna = house.take("anna").place();
        Place bo = house.take("bo").place();
        Place cato = house.take("cato").place();
        house.refused.put("bo", "FROZEN");

        house.leave(anna);
        assertThat(house.lists()).isEqualTo("cato | bo");
        assertThat(house.seats.place(bo.id()).orElseThrow().reason()).isEqualTo("FROZEN");
        house.seats.settle(CLASS, house.admission());
        house.leave(cato);
        assertThat(house.story())
                .filteredOn(told -> told.startsWith("PASSED_OVER"))
                .hasSize(1);
        assertThat(house.seats.due(OWNER, 10)).containsExactly(CLASS);

        house.refused.clear();
        assertThat(house.seats.settle(CLASS, house.admission())).isEqualTo(1);
        assertThat(house.lists()).isEqualTo("bo");
        assertThat(house.seats.due(OWNER, 10)).isEmpty();
    }

    @DatabaseTest
    void whoComesWhileSomebodyWaitsComesBehindThem(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(1, 5);
        Place anna = house.take("anna").place();
        house.take("bo");
        house.refused.put("bo", "FROZEN");
        house.leave(anna);

        assertThat(house.take(null, false, "cato").refusal()).isEqualTo(Refusal.FULL);
        assertThat(house.take("cato").place().state()).isEqualTo(State.BOOKED);
        assertThat(house.lists()).isEqualTo("cato | bo");
    }

    @DatabaseTest
    void nobodyIsLetPastAPartyThatDoesNotFitYet(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(3, 9);
        Place anna = house.take("anna").place();
        Place bo = house.take("bo").place();
        house.take("cato");
        house.take("dina", "dinas-child");
        house.take("even");

        house.leave(anna);
        assertThat(house.lists()).isEqualTo("bo cato | dina+dinas-child even");
        assertThat(house.seats.due(OWNER, 10)).isEmpty();
        house.leave(bo);
        assertThat(house.lists()).isEqualTo("cato dina+dinas-child | even");
    }

    @DatabaseTest
    void raisingLetsInAndLoweringSendsNobodyAway(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(1, 5);
        Place anna = house.take("anna").place();
        house.take("bo");
        house.take("cato");

        house.open(3, 5);
        assertThat(house.lists()).isEqualTo("anna bo cato");
        house.open(1, 5);
        assertThat(house.lists()).isEqualTo("anna bo cato");
        house.take("dina");
        house.leave(anna);
        assertThat(house.lists()).isEqualTo("bo cato | dina");
        assertThat(house.seats.offerings(List.of(CLASS)).get(CLASS).free()).isZero();
    }

    @DatabaseTest
    void aPartyLargerThanAllSeatsDoesNotBlockTheListForEver(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(2, 9);
        Place both = house.take("anna", "arne").place();
        house.take("bo", "berit");
        house.take("cato");

        house.open(1, 9);
        house.leave(both);

        assertThat(house.lists()).isEqualTo("cato | bo+berit");
        assertThat(house.take("eva", "egil").refusal()).isEqualTo(Refusal.TOO_MANY);
    }

    @DatabaseTest
    void aHoldRunsOutAndTheNextIsOfferedTheSeat(TestDatabase fresh) {
        House house = new House(fresh);
        house.seats.set(STAFF, new NewOffering(CLASS, OWNER, 1, 5, null, null, null, 30), house.admission());
        Place anna = house.take(house.in(15), true, "anna").place();
        Place bo = house.take("bo").place();
        assertThat(anna.state()).isEqualTo(State.HELD);
        assertThat(house.seats.due(OWNER, 10)).isEmpty();

        house.clock.advance(Duration.ofMinutes(15));
        assertThat(house.seats.due(OWNER, 10)).containsExactly(CLASS);
        assertThat(house.seats.settle(CLASS, house.admission())).isEqualTo(2);

        Place offered = house.seats.place(bo.id()).orElseThrow();
        assertThat(offered.state()).isEqualTo(State.HELD);
        assertThat(offered.offered()).isTrue();
        assertThat(offered.until()).isEqualTo(house.in(30));
        assertThat(house.seats.confirm(STAFF, anna.id()).refusal()).isEqualTo(Refusal.EXPIRED);
        assertThat(house.seats.confirm(STAFF, bo.id()).place().state()).isEqualTo(State.BOOKED);
        assertThat(house.seats.confirm(STAFF, bo.id()).repeated()).isTrue();
    }

    @DatabaseTest
    void whoPaysTooLateGetsTheSeatIfItIsFreeAndNobodyWaits(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(1, 5);
        Place anna = house.take(house.in(15), true, "anna").place();
        house.clock.advance(Duration.ofMinutes(20));

        Taken late = house.seats.confirm(STAFF, anna.id());

        assertThat(late.place().state()).isEqualTo(State.BOOKED);
        assertThat(house.story()).containsExactly("SET", "HELD anna", "EXPIRED anna", "CONFIRMED anna");
        assertThat(house.take("bo").place().state()).isEqualTo(State.WAITING);
        assertThat(house.seats.livePlaces(OWNER, "anna")).hasSize(1);
    }

    @DatabaseTest
    void theListClosesWhenItsTimeIsOver(TestDatabase fresh) {
        House house = new House(fresh);
        house.seats.set(
                STAFF, new NewOffering(CLASS, OWNER, 1, 5, null, house.in(60), house.in(30), 0), house.admission());
        Place anna = house.take("anna").place();
        Place bo = house.take("bo").place();
        house.clock.advance(Duration.ofMinutes(30));
        assertThat(house.seats.due(OWNER, 10)).containsExactly(CLASS);

        house.leave(anna);

        assertThat(house.seats.place(bo.id()).orElseThrow().ending()).isEqualTo(Ending.LIST_CLOSED);
        assertThat(house.take("cato").place().state()).isEqualTo(State.BOOKED);
        assertThat(house.take("dina").refusal()).isEqualTo(Refusal.FULL);
        house.clock.advance(Duration.ofMinutes(30));
        assertThat(house.take("dina").refusal()).isEqualTo(Refusal.CLOSED);
    }

    @DatabaseTest
    void whatIsCalledOffReleasesAll(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(1, 5);
        Place anna = house.take("anna").place();
        house.take("bo");

        house.seats.cancel(STAFF, CLASS, "ILL");
        house.seats.cancel(STAFF, CLASS, "AGAIN");

        assertThat(house.seats.places(CLASS)).isEmpty();
        assertThat(house.seats.place(anna.id()).orElseThrow().ending()).isEqualTo(Ending.CALLED_OFF);
        assertThat(house.story()).endsWith("CALLED_OFF ILL", "CALLED_OFF anna ILL", "CALLED_OFF bo ILL");
        assertThat(house.take("cato").refusal()).isEqualTo(Refusal.CALLED_OFF);
    }

    @DatabaseTest
    void whoMayNoLongerComeIsSentAway(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(2, 5);
        Place anna = house.take("anna", "annas-child").place();
        house.take("bo");
        house.refused.put("annas-child", "NOT_A_MEMBER");

        house.seats.settle(CLASS, house.admission());

        Place gone = house.seats.place(anna.id()).orElseThrow();
        assertThat(gone.ending()).isEqualTo(Ending.NOT_ADMITTED);
        assertThat(gone.reason()).isEqualTo("NOT_A_MEMBER");
        assertThat(house.lists()).isEqualTo("bo");
    }

    @DatabaseTest
    void aContactHasOnePlaceAndMayComeAgainAfterLeaving(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(5, 5);
        Place anna = house.take("anna", "arne").place();

        Taken again = house.take("bo", "arne");
        assertThat(again.refusal()).isEqualTo(Refusal.ALREADY);
        assertThat(again.place().id()).isEqualTo(anna.id());
        house.leave(anna);
        house.leave(anna);
        assertThat(house.take("bo", "arne").refusal()).isNull();
        assertThat(house.take("anna").refusal()).isNull();
    }

    @DatabaseTest
    void theSameKeyGivesTheSamePlace(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(5, 5);
        IdempotencyKey key = IdempotencyKey.of("k-1", "anna");
        Wish wish = new Wish(CLASS, List.of("anna"), 2, null, true, key);

        Taken first = house.seats.take(STAFF, wish, house.admission());
        Taken second = house.seats.take(STAFF, wish, house.admission());

        assertThat(second).isEqualTo(new Taken(first.place(), null, true));
        assertThat(house.seats.offerings(List.of(CLASS)).get(CLASS).taken()).isEqualTo(3);
        Wish other = new Wish(CLASS, List.of("bo"), 0, null, true, IdempotencyKey.of("k-1", "bo"));
        assertThatThrownBy(() -> house.seats.take(STAFF, other, house.admission()))
                .isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void whatStandsOutsideItsTimeOrIsNotThereIsSaid(TestDatabase fresh) {
        House house = new House(fresh);
        assertThat(house.take("anna").refusal()).isEqualTo(Refusal.UNKNOWN);
        house.seats.set(STAFF, new NewOffering(CLASS, OWNER, 1, 5, house.in(60), null, null, 0), house.admission());
        assertThat(house.take("anna").refusal()).isEqualTo(Refusal.NOT_OPEN_YET);
        assertThatThrownBy(() -> house.seats.confirm(STAFF, "nowhere")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.seats.set(
                        STAFF, new NewOffering(CLASS, "courses", 1, 5, null, null, null, 0), house.admission()))
                .isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void anAdmissionThatFailsLeavesTheRestForTheNextRound(TestDatabase fresh) {
        House house = new House(fresh);
        house.open(1, 5);
        Place anna = house.take("anna").place();
        house.take("bo");

        Place gone = house.seats.release(STAFF, anna.id(), Ending.CANCELLED, null, (offering, contacts) -> {
            throw new IllegalStateException("the register is away");
        });

        assertThat(gone.state()).isEqualTo(State.GONE);
        assertThat(house.seats.due(OWNER, 10)).containsExactly(CLASS);
        house.seats.settle(CLASS, house.admission());
        assertThat(house.lists()).isEqualTo("bo");
    }

    @DatabaseTest
    void whereSomebodyHasSeatsOrWaitsIsTold(TestDatabase fresh) {
        House house = new House(fresh);
        house.seats.set(STAFF, new NewOffering("over", OWNER, 1, 5, null, house.in(10), null, 0), house.admission());
        house.seats.take(STAFF, Wish.of("over", "anna"), house.admission());
        house.open(1, 5);
        house.take("bo");
        house.take("anna");
        house.clock.advance(Duration.ofMinutes(10));

        assertThat(house.seats.livePlaces(OWNER, "anna"))
                .extracting(Place::offeringId)
                .containsExactly("over", CLASS);
        assertThat(house.seats.offeringsOf("anna")).containsExactlyInAnyOrder("over", CLASS);
        assertThat(house.seats.livePlace(CLASS, "anna")).get().satisfies(place -> assertThat(place.state())
                .isEqualTo(State.WAITING));
        assertThat(house.seats.livePlace(CLASS, "cara")).isEmpty();
    }
}
