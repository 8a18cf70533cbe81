package no.grend.agreement.internal;

import static org.assertj.core.api.Assertions.assertThat;

import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.PersonalColumns;
import no.grend.testkit.TestDatabase;

/** What the module hands out about a contact is what it declares, on both databases (P20). */
class AgreementPersonalDataTest {

    @DatabaseTest
    void handsOutWhatItDeclares(TestDatabase fresh) {
        AgreementPersonalData data = new AgreementPersonalData(
                fresh.database("agreement", AgreementPersonalData.class), MutableClock.noonOf("2026-12-01"));

        PersonalColumns.of(AgreementPersonalData.class).requireHeld(data.held("nobody"));
        assertThat(data.obstacles("nobody")).isEmpty();
        assertThat(data.fates("nobody")).isEmpty();
        assertThat(data.erase("nobody")).isEmpty();
    }
}
