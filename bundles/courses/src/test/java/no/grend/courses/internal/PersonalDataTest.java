package no.grend.courses.internal;

import static org.assertj.core.api.Assertions.assertThat;

import no.grend.courses.internal.store.Registration;
import no.grend.privacy.Fate;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.PersonalColumns;
import no.grend.testkit.TestDatabase;

class PersonalDataTest {

    @DatabaseTest
    void handsOutWhatItSaysAndErasesWhatNoLawKeeps(TestDatabase fresh) {
        House house = new House(fresh);
        CoursesPersonalData data = new CoursesPersonalData(house.db, house.clock);
        PersonalColumns.of(CoursesPersonalData.class).requireHeld(data.held("nobody"));
        Registration bought = house.buy(house.course(5, 0), house.people.member("Kari"));
        String kari = bought.contactId();
        assertThat(data.obstacles(kari)).singleElement().asString().contains("Svømmekurs");
        house.courses.cancelling().cancel(House.STAFF, bought.id(), null, null, "Hun er syk");
        house.following.round();
        assertThat(data.obstacles(kari)).isEmpty();
        assertThat(data.held(kari).get(0).rows().rows()).hasSize(1);
        assertThat(data.fates(kari)).extracting(Fate::outcome).containsExactly(Fate.Outcome.ERASED, Fate.Outcome.KEPT);
        data.erase(kari);
        assertThat(house.now(bought).reason()).isNull();
        assertThat(data.erase(kari)).extracting(Fate::outcome).containsExactly(Fate.Outcome.KEPT);
    }
}
