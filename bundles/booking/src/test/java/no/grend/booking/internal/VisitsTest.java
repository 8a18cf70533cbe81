package no.grend.booking.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.booking.internal.calendar.CalendarFeeds;
import no.grend.booking.internal.place.BookingVerification;
import no.grend.booking.internal.privacy.BookingPersonalData;
import no.grend.booking.internal.store.Rules;
import no.grend.booking.internal.store.Visit.Kind;
import no.grend.booking.internal.visit.Visits;
import no.grend.kernel.Problem;
import no.grend.seats.Appointment;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.PersonalColumns;
import no.grend.testkit.TestDatabase;

class VisitsTest {

    private static Visits visits(House house) {
        return new Visits(null, house.db, house.clock, house.audit, house.family, house.members);
    }

    @DatabaseTest
    void whoStaysAwayTooOftenIsBarredForAWhile(TestDatabase fresh) {
        House house = new House(fresh);
        house.set(new Rules(null, null, null, null, null, null, null, 2, 30, 7, null));
        String first = house.spinning(5);
        String second = house.slots(LocalDate.parse("2026-12-10"), 1)
                .get(0)
                .occurrence()
                .id();
        String third = house.slots(LocalDate.parse("2026-12-17"), 1)
                .get(0)
                .occurrence()
                .id();
        house.book(1, first);
        house.book(1, second);
        house.clock.advanceDays(10);
        Visits visits = visits(house);

        visits.record(House.STAFF, "contact-1", first, Kind.NO_SHOW, null);
        visits.record(House.STAFF, "contact-1", second, Kind.NO_SHOW, null);

        assertThatThrownBy(() -> house.book(1, third)).isInstanceOfSatisfying(Problem.class, refused -> {
            assertThat(refused.code()).isEqualTo("BARRED");
            assertThat(refused.getMessage()).contains("2026-12-17 17:30");
        });
        visits.record(House.STAFF, "contact-1", second, Kind.ATTENDED, null);
        assertThat(house.book(1, third)).isNotNull();
        assertThat(visits.ofContact(House.member(1), "contact-1", null, null).items())
                .extracting(visit -> visit.kind())
                .containsExactly(Kind.ATTENDED, Kind.NO_SHOW);
        assertThatThrownBy(() -> visits.ofContact(House.member(2), "contact-1", null, null))
                .isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void aVisitWithoutAClassIsNotedEachTime(TestDatabase fresh) {
        House house = new House(fresh);
        Visits visits = visits(house);

        visits.record(House.STAFF, "contact-1", null, Kind.ATTENDED, "Senteret");
        house.clock.advance(Duration.ofHours(1));
        visits.record(House.STAFF, "contact-1", null, Kind.ATTENDED, "Senteret");

        assertThat(visits.ofContact(House.STAFF, "contact-1", 1, null).next()).isNotNull();
        assertThat(visits.ofContact(House.STAFF, "contact-1", null, null).items())
                .hasSize(2);
    }

    @DatabaseTest
    void theSecretCalendarHasWhatIsBookedAndWhatIsCancelledUntilItIsTakenBack(TestDatabase fresh) {
        House house = new House(fresh);
        CalendarFeeds feeds = house.feeds();
        String first = house.spinning(5);
        house.book(1, first);
        house.following.follow();

        String address = feeds.make(House.member(1));
        String token = address.replaceAll(".*/|\\.ics", "");

        assertThat(text(feeds, token)).contains("SUMMARY:Spinning", "DTSTART:20261203T163000Z", "STATUS:CONFIRMED");
        house.desk.callOff(House.STAFF, first, 1, "Sykdom");
        assertThat(text(feeds, token)).contains("STATUS:CANCELLED", "SEQUENCE:3");
        Instant later = Instant.parse("2026-12-10T10:00:00Z");
        feeds.bindAppointments((contact, since) -> List.of(new Appointment(
                contact + "-course", 0, later, later.plusSeconds(3600), "Mekkekurs", null, null, false, since)));
        assertThat(text(feeds, token)).contains("SUMMARY:Mekkekurs", "UID:contact-1-course@grend");
        feeds.revoke(House.member(1));
        assertThat(feeds.calendar(token)).isEmpty();
        assertThat(house.audit.entries().toString()).doesNotContain(token);
    }

    private static String text(CalendarFeeds feeds, String token) {
        return new String(feeds.calendar(token).orElseThrow(), StandardCharsets.UTF_8);
    }

    @DatabaseTest
    void allThatIsHeldOfAContactIsHandedOutAndErased(TestDatabase fresh) {
        House house = new House(fresh);
        house.book(1, house.spinning(5));
        house.following.follow();
        visits(house).record(House.STAFF, "contact-1", null, Kind.ATTENDED, "Senteret");
        BookingPersonalData personal = new BookingPersonalData(null, house.db, house.clock);

        PersonalColumns.of(BookingPersonalData.class).requireHeld(personal.held("contact-1"));
        assertThat(personal.obstacles("contact-1")).hasSize(1);
        assertThat(personal.obstacles("contact-2")).isEmpty();
        assertThat(personal.erase("contact-1")).hasSize(2);
        assertThat(personal.erase("contact-1")).isEmpty();
        assertThat(personal.held("contact-1"))
                .allSatisfy(held -> assertThat(held.rows().rows()).isEmpty());
    }

    @DatabaseTest
    void verifyFindsSeatsThatAreNotAsTheTimetableHasThem(TestDatabase fresh) {
        House house = new House(fresh);
        String first = house.spinning(5);
        BookingVerification verification = new BookingVerification(null, house.db, house.clock, house.seats);
        assertThat(verification.verify()).isEmpty();
        assertThat(verification.troubles()).isEmpty();

        house.db.useTransaction(tx -> tx.createUpdate("UPDATE booking_occurrence SET capacity = 6 WHERE id = :id")
                .bind("id", first)
                .execute());

        assertThat(verification.verify()).singleElement().asString().contains(first);
    }

    @DatabaseTest
    void aCrashBeforeTheSeatsWereToldIsMadeUpForByTheNextRound(TestDatabase fresh) {
        House house = new House(fresh);
        String first = house.spinning(5);
        house.db.useTransaction(tx -> tx.createUpdate(
                        "UPDATE booking_occurrence SET capacity = 6, offering_due = TRUE, version = 2 WHERE id = :id")
                .bind("id", first)
                .execute());

        assertThat(house.offerings.offerDue()).isEqualTo(1);

        assertThat(house.seats.offerings(List.of(first)).get(first).terms().capacity())
                .isEqualTo(6);
        assertThat(house.offerings.offerDue()).isZero();
    }
}
