package no.grend.dunning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import no.grend.testkit.DatabaseTest;
import no.grend.testkit.PersonalColumns;
import no.grend.testkit.TestDatabase;

/** What the module hands out about a contact is what it declares, on both databases (P20). */
class DunningPersonalDataTest {

    @DatabaseTest
    void handsOutWhatItDeclares(TestDatabase fresh) {
        DunningPersonalData data = new DunningPersonalData(fresh.database("dunning", DunningPersonalData.class));

        PersonalColumns.of(DunningPersonalData.class).requireHeld(data.held("nobody"));
        assertThat(data.obstacles("nobody")).isEmpty();
        assertThat(data.fates("nobody")).isEmpty();
        assertThat(data.erase("nobody")).isEmpty();
    }
}
