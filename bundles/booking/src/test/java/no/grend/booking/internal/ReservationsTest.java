package no.grend.booking.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import no.grend.booking.internal.resource.Reservations;
import no.grend.booking.internal.resource.Reservations.Wanted;
import no.grend.booking.internal.resource.ResourceHours;
import no.grend.booking.internal.resource.ResourceHours.FreeSlot;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.Terms;
import no.grend.booking.internal.store.Terms.Hours;
import no.grend.booking.internal.timetable.NewSeries;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.member.Standings.State;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class ReservationsTest {

    private static final LocalDate THURSDAY = LocalDate.parse("2026-12-03");
    private static final Terms TERMS = new Terms(60, 14, 120, List.of(new Hours(4, 8 * 60, 20 * 60)));

    private static Reservations open(House house, String... resources) {
        Reservations reservations = house.reservations;
        for (String resource : resources) {
            hours(house).setTerms(House.STAFF, resource, TERMS);
        }
        return reservations;
    }

    private static ResourceHours hours(House house) {
        return house.hours;
    }

    private static Instant at(int hour) {
        return THURSDAY.atStartOfDay().plusHours(hour).atZone(Oslo.ZONE).toInstant();
    }

    private static Wanted wanted(int number, int hour, String... resources) {
        return new Wanted(List.of(resources), "contact-" + number, at(hour), at(hour + 1), null);
    }

    private static String codeOf(Runnable refused) {
        try {
            refused.run();
        } catch (Problem problem) {
            return problem.code();
        }
        return "BOOKED";
    }

    @DatabaseTest
    void thirtyTwoAtOnceForOneSlotAndOneHasIt(TestDatabase fresh) throws Exception {
        House house = new House(fresh);
        String court = house.hall("Bane 1");
        Reservations reservations = open(house, court);
        ExecutorService crowd = Executors.newFixedThreadPool(32);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int number = 1; number <= 32; number++) {
                int who = number;
                answers.add(crowd.submit(
                        () -> codeOf(() -> reservations.reserve(House.member(who), wanted(who, 10, court), null))));
            }
            Map<String, Integer> counted = new TreeMap<>();
            for (Future<String> answer : answers) {
                counted.merge(answer.get(), 1, Integer::sum);
            }
            assertThat(counted).isEqualTo(Map.of("BOOKED", 1, "TAKEN", 31));
        } finally {
            crowd.shutdown();
        }
        assertThat(reservations.ofResource(House.STAFF, court, THURSDAY)).hasSize(1);
    }

    @DatabaseTest
    void allThatIsWantedOrNothing(TestDatabase fresh) {
        House house = new House(fresh);
        String trainer = house.hall("PT");
        String hall = house.hall("Sal");
        Reservations reservations = open(house, trainer, hall);
        reservations.reserve(House.member(1), wanted(1, 10, hall), null);

        assertThat(codeOf(() -> reservations.reserve(House.member(2), wanted(2, 10, trainer, hall), null)))
                .isEqualTo("TAKEN");
        assertThat(hours(house).slots(House.member(2), trainer, THURSDAY))
                .filteredOn(FreeSlot::free)
                .hasSize(12);
        Reservation both = reservations.reserve(House.member(2), wanted(2, 11, trainer, hall), null);
        assertThat(both.resourceIds()).hasSize(2);
        reservations.cancel(House.member(2), both.id(), null);
        assertThat(hours(house).slots(House.member(2), hall, THURSDAY))
                .filteredOn(FreeSlot::free)
                .hasSize(11);
    }

    @DatabaseTest
    void whatIsTakenIsSaidInWordsAndById(TestDatabase fresh) {
        House house = new House(fresh);
        String court = house.hall("Bane 1");
        String hall = house.hall("Sal");
        Reservations reservations = open(house, court, hall);
        Reservation first = reservations.reserve(House.member(1), wanted(1, 10, court), null);
        reservations.block(House.STAFF, new Wanted(List.of(hall), null, at(9), at(33), "Vask"), null);

        assertThatThrownBy(() -> reservations.reserve(House.member(2), wanted(2, 10, court, hall), null))
                .isInstanceOfSatisfying(Problem.class, refused -> {
                    assertThat(refused)
                            .hasMessage("Bane 1 is reserved, Thursday 2026-12-03 10:00–11:00. Sal is closed, Thursday"
                                    + " 2026-12-03 09:00–Friday 2026-12-04 09:00. Choose another time.");
                    assertThat(refused.errors().get(0).about())
                            .containsEntry("resourceId", court)
                            .containsEntry("takenBy", first.id());
                });
    }

    @DatabaseTest
    void onlyInOpeningHoursInWholeSlotsNotTooFarAheadAndNotWhenFrozen(TestDatabase fresh) {
        House house = new House(fresh);
        String court = house.hall("Bane 1");
        Reservations reservations = open(house, court);
        Actor kari = House.member(1);

        assertThat(codeOf(() -> reservations.reserve(kari, wanted(1, 20, court), null)))
                .isEqualTo("NOT_OPEN");
        Instant half = at(10).plus(Duration.ofMinutes(30));
        assertThat(codeOf(() -> reservations.reserve(
                        kari, new Wanted(List.of(court), "contact-1", half, half.plusSeconds(3600), null), null)))
                .isEqualTo("NOT_OPEN");
        Instant far = at(10).plus(Duration.ofDays(21));
        assertThat(codeOf(() -> reservations.reserve(
                        kari, new Wanted(List.of(court), "contact-1", far, far.plusSeconds(3600), null), null)))
                .isEqualTo("TOO_FAR_AHEAD");
        assertThat(codeOf(() -> reservations.reserve(kari, wanted(2, 10, court), null)))
                .isEqualTo("NOT_FOUND");
        house.standing.put("contact-1", State.FROZEN);
        assertThat(codeOf(() -> reservations.reserve(kari, wanted(1, 10, court), null)))
                .isEqualTo("FROZEN");
    }

    @DatabaseTest
    void classesAndBlocksTakeTheHallTooAndGiveItBack(TestDatabase fresh) {
        House house = new House(fresh);
        String hall = house.hall("Sal");
        Reservations reservations = open(house, hall);
        String type = house.types.create(House.STAFF, "Yoga", null).id();
        house.planner.plan(
                House.STAFF,
                new NewSeries(type, THURSDAY, "10:30", "FREQ=WEEKLY;COUNT=1", 45, 20, hall, null, null),
                false);
        reservations.block(House.STAFF, new Wanted(List.of(hall), null, at(14), at(16), "Vask"), null);

        assertThat(codeOf(() -> reservations.reserve(House.member(1), wanted(1, 10, hall), null)))
                .isEqualTo("TAKEN");
        assertThat(codeOf(() -> reservations.reserve(House.member(1), wanted(1, 15, hall), null)))
                .isEqualTo("TAKEN");
        String yoga = house.slots(THURSDAY, 1).get(0).occurrence().id();
        house.desk.callOff(House.STAFF, yoga, 1, "Sykdom");
        assertThat(codeOf(() -> reservations.reserve(House.member(1), wanted(1, 10, hall), null)))
                .isEqualTo("BOOKED");
    }

    @DatabaseTest
    void theSameKeyReservesOnceAndItIsTooLateToGiveItBackShortlyBefore(TestDatabase fresh) {
        House house = new House(fresh);
        String court = house.hall("Bane 1");
        Reservations reservations = open(house, court);
        Wanted wanted = wanted(1, 10, court);
        IdempotencyKey key = IdempotencyKey.of("one", wanted);

        Reservation first = reservations.reserve(House.STAFF, wanted, key);
        Reservation again = reservations.reserve(House.STAFF, wanted, key);

        assertThat(again).isEqualTo(first);
        assertThat(codeOf(() -> reservations.one(House.member(2), first.id()))).isEqualTo("NOT_FOUND");
        house.clock.set(at(9));
        assertThat(codeOf(() -> reservations.cancel(House.member(1), first.id(), null)))
                .isEqualTo("CANCEL_TOO_LATE");
        assertThat(reservations.cancel(House.STAFF, first.id(), null).cancelled())
                .isTrue();
    }

    private static Problem refusal(Runnable refused) {
        try {
            refused.run();
        } catch (Problem problem) {
            return problem;
        }
        throw new AssertionError("It was not refused.");
    }

    @DatabaseTest
    void whatIsWrongWithTheTimesIsSaidOfTheRightOneWithTheNearest(TestDatabase fresh) {
        House house = new House(fresh);
        String court = house.hall("Bane 1");
        Reservations reservations = open(house, court);
        Instant odd = at(16).plusSeconds(17 * 60);

        Problem uneven = refusal(() ->
                reservations.reserve(House.STAFF, new Wanted(List.of(court), "contact-1", odd, at(17), null), null));
        assertThat(uneven.errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo("/startsAt");
            assertThat(error.code()).isEqualTo("TIMES_INVALID");
            assertThat(error.detail())
                    .isEqualTo("startsAt must be on whole five minutes. The nearest right times are 16:00 and 17:00.");
        });
        Problem both = refusal(() -> reservations.block(
                House.STAFF, new Wanted(List.of(court), null, odd, odd.plusSeconds(3600), null), null));
        assertThat(both.errors()).extracting(Problem.Detail::pointer).containsExactly("/startsAt", "/endsAt");
        assertThat(both.errors().get(0).detail()).endsWith("The nearest right times are 16:15 and 16:20.");
        Instant half = at(16).plusSeconds(30 * 60);
        Problem closed = refusal(() -> reservations.reserve(
                House.STAFF, new Wanted(List.of(court), "contact-1", half, half.plusSeconds(3600), null), null));
        assertThat(closed.code()).isEqualTo("NOT_OPEN");
        assertThat(closed).hasMessageEndingWith("The nearest right times are 16:00 and 17:00.");
        Problem early = refusal(() -> reservations.reserve(House.STAFF, wanted(1, 6, court), null));
        assertThat(early).hasMessageEndingWith("The nearest right time is 08:00.");
    }

    @DatabaseTest
    void unknownContactAndUnknownResourceAreBothTold(TestDatabase fresh) {
        House house = new House(fresh);
        Wanted nothing = new Wanted(List.of("none"), "nobody", at(10), at(11), null);

        Problem both = refusal(() -> house.reservations.reserve(House.STAFF, nothing, null));

        assertThat(both.code()).isEqualTo("RESERVATION_INVALID");
        assertThat(both.kind()).isEqualTo(Problem.Kind.RULE_BROKEN);
        assertThat(both.errors())
                .extracting(Problem.Detail::code)
                .containsExactly("CONTACT_UNKNOWN", "RESOURCE_UNKNOWN");
        assertThat(codeOf(() -> house.reservations.reserve(House.member(1), wanted(1, 10, "none"), null)))
                .isEqualTo("RESOURCE_UNKNOWN");
    }
}
