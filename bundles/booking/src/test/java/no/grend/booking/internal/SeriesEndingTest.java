package no.grend.booking.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import no.grend.booking.internal.store.Occurrence;
import no.grend.booking.internal.store.Rules;
import no.grend.booking.internal.store.Rules.Who;
import no.grend.booking.internal.store.Series;
import no.grend.booking.internal.timetable.NewSeries;
import no.grend.booking.internal.timetable.SeriesEnding.Booked;
import no.grend.booking.internal.timetable.SeriesEnding.Ended;
import no.grend.booking.internal.timetable.SeriesEnding.Wanted;
import no.grend.booking.internal.timetable.Slot;
import no.grend.kernel.Problem;
import no.grend.seats.Place;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class SeriesEndingTest {

    private static final LocalDate THURSDAY = LocalDate.parse("2026-12-03");
    private static final LocalDate FROM = LocalDate.parse("2026-12-14");
    private static final String WHY = "Instruktøren slutter";

    /** A series of 52 Thursdays with one seat; two people have booked and wait for the third of them. */
    private static final class Club {

        final House house;
        final String hall;
        final Series series;
        final Place seat;
        final Place waiting;

        Club(TestDatabase fresh) {
            house = new House(fresh);
            house.set(new Rules(Who.ALL, 0, null, null, null, null, null, null, null, null, null));
            hall = house.hall("Sal 1");
            String type = house.types.create(House.STAFF, "Spinning", null).id();
            series = house.planner
                    .plan(
                            House.STAFF,
                            new NewSeries(type, THURSDAY, "17:30", "FREQ=WEEKLY;BYDAY=TH", 45, 1, hall, null, null),
                            false)
                    .series();
            String third = on("2026-12-17").occurrence().id();
            seat = house.book(1, third);
            waiting = house.book(2, third);
        }

        Slot on(String day) {
            return house.slots(LocalDate.parse(day), 1).get(0);
        }

        Ended end(Booked booked, boolean preview) {
            return house.ending.end(House.STAFF, series.id(), series.version(), new Wanted(FROM, booked, WHY, preview));
        }

        Place now(Place place) {
            return house.bookings.one(House.STAFF, place.id());
        }
    }

    @DatabaseTest
    void whoHasBookedIsReleasedAndTold(TestDatabase fresh) {
        Club club = new Club(fresh);

        Ended ended = club.end(Booked.RELEASE, false);

        assertThat(ended.calledOff()).isEqualTo(50);
        assertThat(ended.released()).isEqualTo(2);
        assertThat(ended.kept()).isEmpty();
        assertThat(ended.series().ended()).isTrue();
        assertThat(club.on("2026-12-10").occurrence().calledOff()).isFalse();
        Slot off = club.on("2026-12-17");
        assertThat(off.occurrence().calledOff()).isTrue();
        assertThat(off.occurrence().reason()).isEqualTo(WHY);
        assertThat(off.offering().cancelled()).isTrue();
        assertThat(List.of(club.now(club.seat), club.now(club.waiting)))
                .extracting(Place::ending)
                .containsOnly(Place.Ending.CALLED_OFF);
        assertThat(club.house.mailTo(1)).last().asString().contains("Spinning 17.12.2026 17:30");
        assertThat(club.house.outbox.get(club.house.outbox.size() - 1).body()).contains(WHY);
        assertThat(club.house.audit.of("CLASS_SERIES_ENDED")).hasSize(1);
        assertThat(club.house.audit.of("CLASS_CALLED_OFF")).hasSize(50);
    }

    @DatabaseTest
    void whoHasBookedKeepsTheClass(TestDatabase fresh) {
        Club club = new Club(fresh);

        Ended ended = club.end(Booked.KEEP, false);

        assertThat(ended.calledOff()).isEqualTo(49);
        assertThat(ended.released()).isZero();
        assertThat(ended.kept())
                .extracting(Occurrence::id)
                .containsExactly(club.on("2026-12-17").occurrence().id());
        assertThat(club.on("2026-12-24").occurrence().calledOff()).isTrue();
        assertThat(club.now(club.seat).state()).isEqualTo(Place.State.BOOKED);
        assertThat(club.now(club.waiting).state()).isEqualTo(Place.State.WAITING);
    }

    @DatabaseTest
    void aPreviewOnlyCounts(TestDatabase fresh) {
        Club club = new Club(fresh);

        Ended would = club.end(Booked.RELEASE, true);

        assertThat(would.calledOff()).isEqualTo(50);
        assertThat(would.released()).isEqualTo(2);
        assertThat(would.series().ended()).isFalse();
        assertThat(club.on("2026-12-17").occurrence().calledOff()).isFalse();
    }

    @DatabaseTest
    void noMoreAreMadeAndTheHallIsFree(TestDatabase fresh) {
        Club club = new Club(fresh);
        club.end(Booked.RELEASE, false);

        club.house.clock.advance(Duration.ofDays(60));

        assertThat(club.house.planner.reachAhead()).isZero();
        NewSeries another = new NewSeries(
                club.series.classTypeId(),
                LocalDate.parse("2027-02-04"),
                "17:30",
                "FREQ=WEEKLY;BYDAY=TH",
                45,
                9,
                club.hall,
                null,
                null);
        assertThat(club.house.planner.plan(House.STAFF, another, false).conflicts())
                .isEmpty();
    }

    @DatabaseTest
    void oneThatMakesNoMoreCanBeEndedFromAnEarlierDay(TestDatabase fresh) {
        Club club = new Club(fresh);
        Series stopped = club.house.planner.end(House.STAFF, club.series.id(), club.series.version());

        Ended ended = club.house.ending.end(
                House.STAFF, stopped.id(), stopped.version(), new Wanted(FROM, Booked.RELEASE, WHY, false));
        Ended again = club.house.ending.end(
                House.STAFF, stopped.id(), ended.series().version(), new Wanted(FROM, Booked.RELEASE, WHY, false));

        assertThat(ended.calledOff()).isEqualTo(50);
        assertThat(again.calledOff()).isZero();
    }

    @DatabaseTest
    void whatIsMissingOrOutOfDateIsRefused(TestDatabase fresh) {
        Club club = new Club(fresh);
        int version = club.series.version();

        assertThat(pointerOf(club, version, new Wanted(null, Booked.KEEP, WHY, false)))
                .isEqualTo("/from");
        assertThat(pointerOf(club, version, new Wanted(FROM, null, WHY, false))).isEqualTo("/booked");
        assertThat(pointerOf(club, version, new Wanted(FROM, Booked.KEEP, " ", false)))
                .isEqualTo("/reason");
        assertThat(pointerOf(club, version, new Wanted(LocalDate.parse("2028-02-01"), Booked.KEEP, WHY, false)))
                .isEqualTo("/from");
        assertThatThrownBy(() -> club.house.ending.end(
                        House.STAFF, club.series.id(), version + 1, new Wanted(FROM, Booked.KEEP, WHY, false)))
                .isInstanceOfSatisfying(
                        Problem.class, stale -> assertThat(stale.kind()).isEqualTo(Problem.Kind.STALE));
        assertThatThrownBy(() -> club.house.ending.end(
                        House.READER, club.series.id(), version, new Wanted(FROM, Booked.KEEP, WHY, false)))
                .isInstanceOf(Problem.class);
        assertThat(club.on("2026-12-17").occurrence().calledOff()).isFalse();
    }

    /** Where the mistake is said to be. */
    private static String pointerOf(Club club, int version, Wanted wanted) {
        try {
            club.house.ending.end(House.STAFF, club.series.id(), version, wanted);
        } catch (Problem problem) {
            return problem.errors().get(0).pointer();
        }
        return null;
    }
}
