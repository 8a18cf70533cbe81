package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;

import no.grend.testkit.DatabaseTest;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.PersonalColumns;
import no.grend.testkit.TestDatabase;

/** What the module hands out about a contact is what it declares, on both databases (P20). */
class AvtaleGiroPersonalDataTest {

    @DatabaseTest
    void handsOutWhatItDeclares(TestDatabase fresh) {
        AvtaleGiroPersonalData data = new AvtaleGiroPersonalData(
                fresh.database("avtalegiro", AvtaleGiroPersonalData.class), new FakeMembers());

        PersonalColumns.of(AvtaleGiroPersonalData.class).requireHeld(data.held("nobody"));
        assertThat(data.obstacles("nobody")).isEmpty();
        assertThat(data.fates("nobody")).isEmpty();
        assertThat(data.erase("nobody")).isEmpty();
    }
}
