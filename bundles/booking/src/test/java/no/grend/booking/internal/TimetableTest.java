package no.grend.booking.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import no.grend.booking.internal.place.Bookings.Wanted;
import no.grend.booking.internal.timetable.NewSeries;
import no.grend.booking.internal.timetable.OccurrenceDesk;
import no.grend.booking.internal.timetable.Recurrence;
import no.grend.booking.internal.timetable.SeriesPlanner.Planned;
import no.grend.booking.internal.timetable.Slot;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {

    private static final LocalDate THURSDAY = LocalDate.parse("2026-12-03");

    @Test
    void aRuleGivesItsDaysUntilItsEnd() {
        LocalDateTime first = THURSDAY.atTime(17, 30);
        LocalDate far = LocalDate.parse("2027-12-31");

        assertThat(Recurrence.of("FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4").days(first, far, 100))
                .extracting(LocalDate::toString)
                .containsExactly("2026-12-03", "2026-12-07", "2026-12-10", "2026-12-14");
        assertThat(Recurrence.of("FREQ=WEEKLY;UNTIL=20261217").days(first, far, 100))
                .hasSize(3);
        assertThat(Recurrence.of("FREQ=WEEKLY;UNTIL=20261217T162959Z").days(first, far, 100))
                .hasSize(2);
        assertThat(Recurrence.of("FREQ=WEEKLY;UNTIL=20261217T163000Z").days(first, far, 100))
                .hasSize(3);
        assertThat(Recurrence.of("FREQ=MONTHLY;BYDAY=1TH;COUNT=3").days(first, far, 100))
                .extracting(LocalDate::toString)
                .containsExactly("2026-12-03", "2027-01-07", "2027-02-04");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "every Thursday",
                "FREQ=HOURLY",
                "FREQ=WEEKLY;BYDAY=XX",
                "FREQ=WEEKLY;COUNT=2;UNTIL=20270101",
                "FREQ=DAILY;BYHOUR=3",
                "FREQ=WEEKLY\r\nDTSTART:20260101"
            })
    void whatIsNoRuleIsRefused(String text) {
        assertThatThrownBy(() -> Recurrence.of(text)).isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void aYearIsPlannedAndTheClockOnTheWallShowsTheSameInSummer(TestDatabase fresh) {
        House house = new House(fresh);
        String type = house.types.create(House.STAFF, "Spinning", null).id();

        Planned planned = house.planner.plan(House.STAFF, House.weekly(type, THURSDAY, "TH", 20), false);

        assertThat(planned.occurrences()).isEqualTo(52);
        assertThat(planned.holidays()).extracting(LocalDate::toString).containsExactly("2027-03-25", "2027-05-06");
        Slot winter = house.slots(THURSDAY, 1).get(0);
        Slot summer = house.slots(LocalDate.parse("2027-07-01"), 1).get(0);
        assertThat(List.of(winter, summer))
                .extracting(
                        slot -> slot.occurrence().startsAt().atZone(Oslo.ZONE).toLocalTime())
                .containsOnly(LocalTime.of(17, 30));
        assertThat(summer.offering().free()).isEqualTo(20);
    }

    @DatabaseTest
    void holidaysAreLeftOutWhenTheSeriesSaysSoAndTheTimetableReachesOnAsTimeGoes(TestDatabase fresh) {
        House house = new House(fresh);
        String type = house.types.create(House.STAFF, "Spinning", null).id();
        house.planner.plan(
                House.STAFF, new NewSeries(type, THURSDAY, "17:30", "FREQ=WEEKLY", 45, 20, null, null, false), false);
        assertThat(house.slots(LocalDate.parse("2027-03-25"), 1)).isEmpty();
        assertThat(house.slots(LocalDate.parse("2026-12-24"), 1)).hasSize(1);
        assertThat(house.slots(LocalDate.parse("2026-12-31"), 1)).hasSize(1);

        house.clock.advanceDays(30);

        assertThat(house.planner.reachAhead()).isEqualTo(5);
        assertThat(house.planner.reachAhead()).isZero();
        assertThat(house.slots(LocalDate.parse("2027-12-30"), 1)).hasSize(1);
    }

    @DatabaseTest
    void doubleUseOfAHallIsToldAndHeldOnlyWhenAccepted(TestDatabase fresh) {
        House house = new House(fresh);
        String type = house.types.create(House.STAFF, "Spinning", null).id();
        String hall = house.hall("Sal 1");
        NewSeries wanted = new NewSeries(type, THURSDAY, "17:30", "FREQ=WEEKLY;COUNT=3", 45, 20, hall, null, null);
        Planned first = house.planner.plan(House.STAFF, wanted, false);

        assertThatThrownBy(() -> house.planner.plan(House.STAFF, wanted, false))
                .isInstanceOfSatisfying(Problem.class, refused -> {
                    assertThat(refused.code()).isEqualTo("DOUBLE_USE");
                    assertThat(refused.errors()).hasSize(3);
                    assertThat(refused)
                            .hasMessageStartingWith(
                                    "Sal 1 is taken by the class Spinning, Thursday 2026-12-03 17:30–18:15."
                                            + " 2 other times are taken too.");
                    assertThat(refused.errors().get(1).about())
                            .containsEntry("resourceId", hall)
                            .containsEntry("takenByKind", "CLASS")
                            .containsEntry("takenFrom", "2026-12-10T17:30+01:00")
                            .containsKey("takenBy");
                });
        assertThat(house.planner.page(House.STAFF, null, null).items()).hasSize(1);
        Planned second = house.planner.plan(House.STAFF, wanted, true);
        assertThat(second.conflicts())
                .hasSize(3)
                .extracting(conflict -> conflict.resource())
                .containsOnly("Sal 1");
        NewSeries after = new NewSeries(type, THURSDAY, "18:15", "FREQ=WEEKLY;COUNT=3", 45, 20, hall, null, null);
        assertThat(house.planner.plan(House.STAFF, after, false).conflicts()).isEmpty();
        assertThat(first.conflicts()).isEmpty();
    }

    @DatabaseTest
    void whoSharedAHallHasItWhenTheOtherIsCalledOff(TestDatabase fresh) {
        House house = new House(fresh);
        String type = house.types.create(House.STAFF, "Spinning", null).id();
        String hall = house.hall("Sal 1");
        NewSeries wanted = new NewSeries(type, THURSDAY, "17:30", "FREQ=WEEKLY;COUNT=1", 45, 20, hall, null, null);
        house.planner.plan(House.STAFF, wanted, false);
        String first = house.slots(THURSDAY, 1).get(0).occurrence().id();
        house.planner.plan(House.STAFF, wanted, true);

        house.desk.callOff(House.STAFF, first, 1, "Sykdom");

        assertThat(house.planner.plan(House.STAFF, wanted, true).conflicts())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.takenBy()).isNotEqualTo(first));
    }

    @DatabaseTest
    void aCopyTakesNobodyAlong(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(5);
        house.book(1, spinning);
        String series = house.timetable.occurrence(spinning).seriesId();

        Planned copy = house.planner.copy(
                House.STAFF,
                series,
                new NewSeries(
                        null,
                        LocalDate.parse("2026-12-04"),
                        "19:00",
                        "FREQ=WEEKLY;BYDAY=FR;COUNT=2",
                        null,
                        null,
                        null,
                        null,
                        null),
                false);

        assertThat(copy.occurrences()).isEqualTo(2);
        Slot friday = house.slots(LocalDate.parse("2026-12-04"), 1).get(0);
        assertThat(friday.offering().taken()).isZero();
        assertThat(friday.occurrence().capacity()).isEqualTo(5);
    }

    @DatabaseTest
    void aClassThatIsMovedKeepsItsSeatsAndTellsAll(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(1);
        house.book(1, spinning);
        house.book(2, spinning);

        house.desk.change(
                House.STAFF,
                spinning,
                1,
                new OccurrenceDesk.Wanted(
                        null, THURSDAY.atTime(18, 0).atZone(Oslo.ZONE).toInstant(), null, null, null, null, null),
                false);
        house.notices.tellUntold();

        assertThat(house.mailTo(1)).contains("Endret: Spinning 03.12.2026 18:00");
        assertThat(house.mailTo(2)).contains("Endret: Spinning 03.12.2026 18:00");
        assertThat(house.seats.places(spinning)).hasSize(2);
        assertThatThrownBy(() -> house.desk.callOff(House.STAFF, spinning, 1, "Sykdom"))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.kind()).isEqualTo(Problem.Kind.STALE));
    }

    @DatabaseTest
    void moreSeatsLetInWhoWaitsAndFewerSendNobodyAway(TestDatabase fresh) {
        House house = new House(fresh);
        String spinning = house.spinning(1);
        house.book(1, spinning);
        String waits = house.book(2, spinning).id();

        house.desk.change(
                House.STAFF, spinning, 1, new OccurrenceDesk.Wanted(null, null, null, 2, null, null, null), false);
        assertThat(house.bookings.one(House.STAFF, waits).position()).isZero();
        house.desk.change(
                House.STAFF, spinning, 2, new OccurrenceDesk.Wanted(null, null, null, 1, null, null, null), false);

        assertThat(house.timetable.one(House.STAFF, spinning).offering().taken())
                .isEqualTo(2);
    }

    @DatabaseTest
    void bookingOpensAndClosesByTheRules(TestDatabase fresh) {
        House house = new House(fresh);
        house.spinning(5);
        String far = house.slots(LocalDate.parse("2026-12-31"), 1)
                .get(0)
                .occurrence()
                .id();

        assertThatThrownBy(() ->
                        house.bookings.book(House.member(1), new Wanted(far, List.of("contact-1"), 0, true), null))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.code()).isEqualTo("NOT_OPEN_YET"));
    }

    @DatabaseTest
    void allThatIsWrongWithASeriesIsSaidAtOnce(TestDatabase fresh) {
        House house = new House(fresh);
        NewSeries wrong =
                new NewSeries(null, LocalDate.parse("2020-01-01"), "17:32", "FREQ=NEVER", 7, -1, null, null, null);

        assertThatThrownBy(() -> house.planner.plan(House.STAFF, wrong, false))
                .isInstanceOfSatisfying(Problem.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(Problem.Kind.INVALID);
                    assertThat(refused.code()).isEqualTo("SERIES_INVALID");
                    assertThat(refused.errors())
                            .extracting(Problem.Detail::pointer)
                            .containsExactly(
                                    "/classTypeId", "/firstDay", "/startsAt", "/recurrence", "/minutes", "/capacity");
                });
        NewSeries unknown = new NewSeries("none", THURSDAY, "17:30", "FREQ=WEEKLY;COUNT=3", 45, 20, "none", null, null);
        assertThatThrownBy(() -> house.planner.plan(House.STAFF, unknown, false))
                .isInstanceOfSatisfying(Problem.class, refused -> assertThat(refused.errors())
                        .extracting(Problem.Detail::code)
                        .containsExactly("CLASS_TYPE_UNKNOWN", "RESOURCE_UNKNOWN"));
    }
}
