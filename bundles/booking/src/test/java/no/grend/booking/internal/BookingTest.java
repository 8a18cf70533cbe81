package no.grend.booking.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import no.grend.booking.internal.place.Bookings.Wanted;
import no.grend.booking.internal.store.Rules;
import no.grend.booking.internal.store.Rules.Who;
import no.grend.booking.internal.timetable.NewSeries;
import no.grend.booking.internal.timetable.OccurrenceDesk;
import no.grend.booking.internal.timetable.Slot;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.member.Standings.State;
import no.grend.seats.Admission;
import no.grend.seats.Place;
import no.grend.seats.Wish;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.TestDatabase;

class BookingTest {

    private static Rules with(Who who, Integer cancel, Integer waiting, Integer most) {
        return new Rules(who, null, null, cancel, null, waiting, most, null, null, null, null);
    }

    private static String codeOf(Runnable refused) {
        try {
            refused.run();
        } catch (Problem problem) {
            return problem.code();
        }
        return null;
    }

    @DatabaseTest
    void whoComesFirstHasTheSeatAndTheNextOneMovesUp(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(1);

        Place first = house.book(1, spinning);
        Place second = house.book(2, spinning);
        Place third = house.book(3, spinning);

        assertThat(first.state()).isEqualTo(Place.State.BOOKED);
        assertThat(List.of(second.position(), third.position())).containsExactly(1, 2);
        house.bookings.cancel(House.member(1), first.id(), null);
        assertThat(house.bookings.one(House.member(2), second.id()).state()).isEqualTo(Place.State.BOOKED);
        assertThat(house.bookings.one(House.member(3), third.id()).position()).isEqualTo(1);
        assertThat(house.mailTo(2))
                .containsExactly(
                        "Du står på ventelisten til Spinning 03.12.2026 17:30",
                        "Du har fått plass på Spinning 03.12.2026 17:30");
        assertThat(house.mailTo(1)).hasSize(2);
    }

    @DatabaseTest
    void onlyMembersWhoAreNotFrozenMayBookAndAreToldWhyNot(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(5);
        house.standing.put("contact-1", State.FROZEN);
        house.standing.put("contact-2", State.NONE);

        assertThat(codeOf(() -> house.book(1, spinning))).isEqualTo("FROZEN");
        assertThat(codeOf(() -> house.book(2, spinning))).isEqualTo("NOT_A_MEMBER");
        house.set(with(Who.ALL, null, null, null));
        assertThat(codeOf(() -> house.book(1, spinning))).isEqualTo("FROZEN");
        assertThat(house.book(2, spinning).state()).isEqualTo(Place.State.BOOKED);
    }

    @DatabaseTest
    void whoIsFrozenWhileTheyWaitIsPassedOverAndWhoHasASeatLosesIt(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(1);
        house.book(1, spinning);
        Place second = house.book(2, spinning);
        Place third = house.book(3, spinning);
        house.following.follow();

        house.standing.put("contact-1", State.FROZEN);
        house.standing.put("contact-2", State.FROZEN);
        house.following.sift();

        assertThat(house.bookings.live(House.STAFF, "contact-1")).isEmpty();
        assertThat(house.bookings.one(House.STAFF, third.id()).state()).isEqualTo(Place.State.BOOKED);
        Place passed = house.bookings.one(House.STAFF, second.id());
        assertThat(passed.position()).isEqualTo(1);
        assertThat(passed.reason()).isEqualTo("FROZEN");
        assertThat(house.mailTo(2)).last().asString().startsWith("Du ble hoppet over");
        assertThat(house.mailTo(1)).last().asString().startsWith("Du har ikke lenger plass");
    }

    @DatabaseTest
    void nobodySitsAtTwoClassesAtTheSameHourOrHasMoreThanTheyMay(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(5);
        String yoga = house.spinning(5);

        house.book(1, spinning);

        assertThat(codeOf(() -> house.book(1, yoga))).isEqualTo("BUSY");
        house.set(with(null, null, null, 1));
        String later = house.slots(LocalDate.parse("2026-12-10"), 1)
                .get(0)
                .occurrence()
                .id();
        assertThat(codeOf(() -> house.book(1, later))).isEqualTo("TOO_MANY");
    }

    @DatabaseTest
    void whoSitsInALongClassThatClosedLongAgoIsBusyAllTheSame(TestDatabase fresh) {
        House house = new House(fresh);
        int aDay = 24 * 60;
        house.set(new Rules(Who.ALL, 0, aDay, null, aDay, null, null, null, null, null, null));
        String type = house.types.create(House.STAFF, "Døgnritt", null).id();
        String ride = alone(house, type, "2026-12-05T17:30:00+01:00", aDay);
        house.book(1, ride);
        house.clock.advance(Duration.between(house.clock.instant(), OffsetDateTime.parse("2026-12-06T17:00:00+01:00")));
        house.rules.set(
                House.STAFF,
                type,
                new Rules(null, null, 0, null, 0, null, null, null, null, null, null),
                house.rules.stored(House.STAFF, type).version());
        house.offerings.offerDue();

        String next = alone(house, type, "2026-12-06T17:15:00+01:00", 30);

        assertThat(codeOf(() -> house.book(1, next))).isEqualTo("BUSY");
        assertThat(house.book(2, next).state()).isEqualTo(Place.State.BOOKED);
    }

    @DatabaseTest
    void hundredsOfClassesThatAreOverDoNotHideOneToCome(TestDatabase fresh) {
        House house = new House(fresh);
        house.set(new Rules(Who.ALL, 0, null, null, null, null, null, null, null, null, null));
        String type = house.types.create(House.STAFF, "Ro", null).id();
        String farAhead = alone(house, type, "2027-11-01T12:00:00+01:00", 60);
        house.book(1, farAhead);
        for (String at : List.of("06:00", "07:00")) {
            house.planner.plan(
                    House.STAFF,
                    new NewSeries(
                            type, LocalDate.parse("2026-12-02"), at, "FREQ=DAILY;COUNT=255", 5, 5, null, null, null),
                    false);
        }
        for (int week = 0; week < 37; week++) {
            List<Slot> slots = house.slots(LocalDate.parse("2026-12-02").plusWeeks(week), 7);
            slots.stream()
                    .map(slot -> new Wish(slot.occurrence().id(), List.of("contact-1"), 0, null, false, null))
                    .forEach(wish -> house.seats.take(House.STAFF, wish, Admission.OPEN));
        }
        assertThat(house.seats.livePlaces("booking", "contact-1")).hasSize(500);

        house.clock.advance(Duration.ofDays(300));

        String meanwhile = alone(house, type, "2027-11-01T12:30:00+01:00", 60);
        assertThat(codeOf(() -> house.book(1, meanwhile))).isEqualTo("BUSY");
    }

    private static String alone(House house, String type, String startsAt, int minutes) {
        return house.desk
                .create(
                        House.STAFF,
                        new OccurrenceDesk.Wanted(
                                type, OffsetDateTime.parse(startsAt).toInstant(), minutes, 5, null, null, null),
                        false)
                .occurrence()
                .id();
    }

    @DatabaseTest
    void aSeatIsGivenBackInTimeOrByStaff(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(5);
        Place place = house.book(1, spinning);

        house.clock.advance(Duration.ofHours(52));

        assertThat(codeOf(() -> house.bookings.cancel(House.member(1), place.id(), null)))
                .isEqualTo("CANCEL_TOO_LATE");
        assertThat(house.bookings.cancel(House.STAFF, place.id(), null).state()).isEqualTo(Place.State.GONE);
    }

    @DatabaseTest
    void guardiansBookForTheirWardsAndForNobodyElse(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(2);
        house.wards.put("contact-1", Set.of("contact-2"));

        Place party = house.bookings
                .book(House.member(1), new Wanted(spinning, List.of("contact-1", "contact-2"), 0, true), null)
                .place();

        assertThat(party.size()).isEqualTo(2);
        assertThat(codeOf(() -> house.bookings.book(
                        House.member(1), new Wanted(spinning, List.of("contact-3"), 0, true), null)))
                .isEqualTo("NOT_FOUND");
        assertThat(codeOf(() -> house.bookings.one(House.member(3), party.id())))
                .isEqualTo("NOT_FOUND");
        assertThat(codeOf(() -> house.bookings.cancel(House.member(3), party.id(), null)))
                .isEqualTo("NOT_FOUND");
        assertThat(codeOf(() -> house.bookings.live(House.member(3), "contact-1")))
                .isEqualTo("NOT_FOUND");
        assertThatThrownBy(() ->
                        house.bookings.book(House.READER, new Wanted(spinning, List.of("contact-4"), 0, true), null))
                .hasMessageContaining("ACTIVITY_WRITE");
    }

    @DatabaseTest
    void aClassThatIsCalledOffReleasesAllAndTellsThem(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(1);
        house.book(1, spinning);
        house.book(2, spinning);

        house.desk.callOff(House.STAFF, spinning, 1, "Instruktøren er syk.");

        assertThat(house.seats.places(spinning)).isEmpty();
        assertThat(house.mailTo(1)).last().isEqualTo("Avlyst: Spinning 03.12.2026 17:30");
        assertThat(house.mailTo(2)).last().isEqualTo("Avlyst: Spinning 03.12.2026 17:30");
        assertThat(house.outbox)
                .last()
                .extracting(message -> message.body())
                .asString()
                .contains("Instruktøren er syk.");
        assertThat(codeOf(() -> house.book(3, spinning))).isEqualTo("CALLED_OFF");
    }

    @DatabaseTest
    void staffWriteToAllWhoHaveBookedWithOrWithoutTheList(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(1);
        house.book(1, spinning);
        house.book(2, spinning);
        house.following.follow();
        house.outbox.clear();

        assertThat(house.notices
                        .say(House.STAFF, spinning, "Håndkle", "Ta med håndkle.", true, true)
                        .recipients())
                .isEqualTo(2);
        house.notices.tellUntold();
        assertThat(house.outbox).isEmpty();
        house.notices.say(House.STAFF, spinning, "Håndkle", "Ta med håndkle.", false, false);
        house.notices.tellUntold();
        house.notices.tellUntold();

        assertThat(house.outbox).extracting(message -> message.to()).containsExactly("kari1@example.no");
    }

    @DatabaseTest
    void allOfAPartyAreWrittenToAndNoAddressTwice(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(20);
        house.wards.put("contact-1", Set.of("contact-3", "contact-4", "contact-5"));
        house.members.put(FakeMembers.kari(3));
        house.members.put(FakeMembers.kari(4, "KARI1@example.no", null, null, "nb"));
        house.bookings.book(
                House.member(1),
                new Wanted(spinning, List.of("contact-1", "contact-3", "contact-4", "contact-5"), 0, true),
                null);
        house.members.put(FakeMembers.kari(6));
        house.wards.put("contact-2", Set.of("contact-6"));
        house.bookings.book(House.member(2), new Wanted(spinning, List.of("contact-6"), 0, true), null);

        assertThat(house.notices
                        .say(House.STAFF, spinning, "Håndkle", "Ta med håndkle.", false, false)
                        .recipients())
                .isEqualTo(3);
        house.notices.tellUntold();

        assertThat(house.outbox)
                .extracting(message -> message.to(), message -> message.body())
                .containsExactlyInAnyOrder(
                        tuple("kari1@example.no", "Ta med håndkle."),
                        tuple("kari5@example.no", "Ta med håndkle."),
                        tuple("kari2@example.no", "Gjelder Kari.\n\nTa med håndkle."));
    }

    @DatabaseTest
    void aReminderIsSentOnceToThoseWhoHaveASeat(TestDatabase fresh) {
        House house = new House(fresh);
        house.set(new Rules(null, null, null, null, null, null, null, null, null, null, 180));
        String spinning = house.spinning(1);
        house.book(1, spinning);
        house.book(2, spinning);
        house.notices.remind();
        assertThat(house.outbox).isEmpty();

        house.clock.advance(Duration.ofHours(51));
        house.notices.remind();
        house.notices.remind();

        assertThat(house.outbox)
                .extracting(message -> message.subject())
                .containsExactly("Husk Spinning 03.12.2026 17:30");
    }

    @DatabaseTest
    void theSameKeyBooksOnce(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(5);
        Wanted wanted = new Wanted(spinning, List.of("contact-1"), 0, true);
        IdempotencyKey key = IdempotencyKey.of("one", wanted);

        Place first = house.bookings.book(House.STAFF, wanted, key).place();
        Place again = house.bookings.book(House.STAFF, wanted, key).place();

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(house.bookings.of(House.STAFF, spinning)).hasSize(1);
    }

    @DatabaseTest
    void thirtyTwoAtOnceNeverGetMoreThanThereAre(TestDatabase fresh) throws Exception {
        House house = new House(fresh);
        house.set(with(null, null, 0, null));
        String spinning = house.spinning(1);
        ExecutorService crowd = Executors.newFixedThreadPool(32);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int number = 1; number <= 64; number++) {
                int who = number;
                answers.add(crowd.submit(() -> String.valueOf(codeOf(() -> house.book(who, spinning)))));
            }
            Map<String, Long> counted = new TreeMap<>();
            for (Future<String> answer : answers) {
                counted.merge(answer.get(), 1L, Long::sum);
            }
            assertThat(counted).isEqualTo(Map.of("null", 1L, "FULL", 63L));
        } finally {
            crowd.shutdown();
        }
        assertThat(house.seats.places(spinning).stream().map(Place::state).collect(Collectors.toList()))
                .containsExactly(Place.State.BOOKED);
    }

    @DatabaseTest
    void aPartyThatIsTooLargeIsToldHowManySeatsThereAre(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(2);

        assertThatThrownBy(() ->
                        house.bookings.book(House.STAFF, new Wanted(spinning, List.of("contact-1"), 2, true), null))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.code()).isEqualTo("PARTY_TOO_LARGE"))
                .hasMessageStartingWith("The class has 2 seats in all, and 3 were asked for.");
    }
}
