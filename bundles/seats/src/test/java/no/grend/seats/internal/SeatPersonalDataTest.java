package no.grend.seats.internal;

import static no.grend.seats.internal.House.CLASS;
import static no.grend.seats.internal.House.OWNER;
import static no.grend.seats.internal.House.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import no.grend.identity.Actor;
import no.grend.privacy.Fate;
import no.grend.seats.Place;
import no.grend.seats.SeatEvent;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.Wish;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.PersonalColumns;
import no.grend.testkit.TestDatabase;

/** What the module hands out about a contact is what it declares, and erasing leaves the lists as they were (P20). */
class SeatPersonalDataTest {

    @DatabaseTest
    void handsOutWhatItDeclares(TestDatabase fresh) {
        House house = new House(fresh);
        SeatPersonalData data = new SeatPersonalData(house.db, house.clock);

        PersonalColumns.of(SeatPersonalData.class).requireHeld(data.held("nobody"));
        assertThat(data.obstacles("nobody")).isEmpty();
        assertThat(data.fates("nobody")).isEmpty();
        assertThat(data.erase("nobody")).isEmpty();
    }

    @DatabaseTest
    void whoIsErasedIsNowhereAndTheNumbersStay(TestDatabase fresh) {
        House house = new House(fresh);
        SeatPersonalData data = new SeatPersonalData(house.db, house.clock);
        house.seats.set(STAFF, new NewOffering(CLASS, OWNER, 2, 5, null, house.in(60), null, 0), house.admission());
        Place family = house.seats
                .take(Actor.member("anna", "A"), Wish.of(CLASS, "anna"), house.admission())
                .place();
        Place child = house.seats
                .take(
                        Actor.member("anna", "A"),
                        new Wish(CLASS, List.of("child", "anna-not"), 0, null, true, null),
                        house.admission())
                .place();
        assertThat(data.obstacles("anna")).singleElement().asString().contains("1 class or course to come");
        assertThat(data.held("anna").get(1).rows().rows()).hasSize(1);

        house.clock.advance(Duration.ofHours(2));
        assertThat(data.obstacles("anna")).isEmpty();
        assertThat(data.fates("anna")).extracting(Fate::rows).containsExactly(1L);
        assertThat(data.erase("anna")).hasSize(1);

        assertThat(data.erase("anna")).isEmpty();
        assertThat(data.held("anna").get(0).rows().rows()).isEmpty();
        assertThat(house.seats.place(family.id()).orElseThrow().holder()).doesNotContain("anna");
        assertThat(house.seats.place(child.id()).orElseThrow().holder()).isEqualTo("child");
        List<SeatEvent> events = house.seats.eventsAfter(OWNER, 0, 100);
        assertThat(events)
                .extracting(SeatEvent::by)
                .doesNotContain("member:anna")
                .contains("member");
        assertThat(events).extracting(SeatEvent::holder).doesNotContain("anna");
        assertThat(house.seats.offerings(List.of(CLASS)).get(CLASS).taken()).isEqualTo(1);
        assertThat(new SeatVerification(house.db).verify()).isEmpty();
    }
}
