package no.grend.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import no.grend.testkit.DatabaseTest;
import no.grend.testkit.PersonalColumns;
import no.grend.testkit.TestDatabase;

/** What the module hands out about a contact is what it declares, on both databases (P20). */
class LedgerPersonalDataTest {

    @DatabaseTest
    void handsOutWhatItDeclares(TestDatabase fresh) {
        LedgerPersonalData data = new LedgerPersonalData(fresh.database("ledger", LedgerPersonalData.class));

        PersonalColumns.of(LedgerPersonalData.class).requireHeld(data.held("nobody"));
        assertThat(data.obstacles("nobody")).isEmpty();
        assertThat(data.fates("nobody")).isEmpty();
        assertThat(data.erase("nobody")).isEmpty();
    }
}
