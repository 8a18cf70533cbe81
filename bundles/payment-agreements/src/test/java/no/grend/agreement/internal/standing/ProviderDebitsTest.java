package no.grend.agreement.internal.standing;

import static no.grend.agreement.internal.standing.StandingHouse.KARI;
import static no.grend.agreement.internal.standing.StandingHouse.OLA;
import static no.grend.agreement.internal.standing.StandingHouse.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import no.grend.agreement.Consent;
import no.grend.agreement.DebitDay;
import no.grend.agreement.NewStandingAgreement;
import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreements.Act;
import no.grend.agreement.StandingAgreements.AgreementWarning;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Agreements that are collected by a consent that the payer gives a payment provider. */
class ProviderDebitsTest {

    private static StandingAgreement begin(StandingHouse house, String provider) {
        return house.agreements.begin(
                STAFF,
                new NewStandingAgreement(
                        "contact-1",
                        Purpose.GIFT,
                        Ore.kroner(300),
                        new DebitDay(15),
                        Every.MONTH,
                        CollectedBy.PROVIDER,
                        provider,
                        null,
                        null,
                        null),
                null);
    }

    private static ProviderDebits debits(StandingHouse house) {
        return new ProviderDebits(house.book, house.ledger(), house.consents(), new ConsentDesk(house.consents()));
    }

    @DatabaseTest
    void eachInvoiceIsChargedByTheConsentToTheAgreement(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = begin(house, "vipps");
        Consent asked = house.agreements.askForConsent(KARI, gift.id());
        assertThat(asked.subject()).isEqualTo("agreement:" + gift.id());
        assertThat(asked.most()).isEqualTo(Ore.kroner(300));
        assertThat(house.agreements.askForConsent(KARI, gift.id()))
                .as("one is under way")
                .isEqualTo(asked);
        house.live(10);
        assertThat(house.drafts).as("AvtaleGiro leaves it alone").allMatch(draft -> draft.withoutMandate());

        assertThat(debits(house).look()).isEmpty();
        assertThat(house.asked).as("not given yet").isEmpty();
        house.stands(Consent.State.ACTIVE);
        debits(house).look();
        debits(house).look();

        String key = " debit:gift:" + gift.id() + ":2026-12";
        assertThat(house.asked).as("twice, under one key").containsOnly("charge consent-1 invoice-1" + key);
    }

    @DatabaseTest
    void endingTheAgreementEndsTheConsent(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = begin(house, "vipps");
        house.agreements.askForConsent(STAFF, gift.id());
        house.stands(Consent.State.ACTIVE);

        house.agreements.act(KARI, gift.id(), null, new Act.Pause(null), null);
        assertThat(house.asked).isEmpty();
        house.agreements.act(KARI, gift.id(), null, new Act.End(null), null);

        assertThat(house.asked).containsExactly("end consent-1");
        assertThat(house.agreements.consent(KARI, gift.id()).orElseThrow().state())
                .isEqualTo(Consent.State.STOPPED);
    }

    @DatabaseTest
    void warnsWhenTheConsentDoesNotCoverTheAmount(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        StandingAgreement gift = begin(house, "vipps");
        Act more = StandingHouse.amount(30_001);
        assertThat(house.agreements.foresee(KARI, gift.id(), more).warnings())
                .extracting(AgreementWarning::code)
                .containsExactly("CONSENT_MISSING");
        house.agreements.askForConsent(KARI, gift.id());
        house.stands(Consent.State.ACTIVE);

        assertThat(house.agreements.foresee(KARI, gift.id(), more).warnings())
                .extracting(AgreementWarning::code)
                .containsExactly("OVER_CONSENT");
        assertThat(house.agreements
                        .foresee(KARI, gift.id(), StandingHouse.amount(20_000))
                        .warnings())
                .isEmpty();
    }

    @DatabaseTest
    void needsAProviderThatChargesAndItsOwnPayer(TestDatabase fresh) {
        StandingHouse house = new StandingHouse(fresh);
        for (String provider : new String[] {null, "card"}) {
            assertThatThrownBy(() -> begin(house, provider))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(
                                    problem.errors().get(0).pointer())
                            .isEqualTo("/provider"));
        }
        StandingAgreement gift = begin(house, "vipps");
        StandingAgreement byInvoice = house.gift("15");
        assertThatThrownBy(() -> house.agreements.askForConsent(OLA, gift.id())).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> house.agreements.askForConsent(KARI, byInvoice.id()))
                .hasMessageContaining("not collected by a payment provider");
        assertThat(house.agreements.consent(KARI, byInvoice.id())).isEmpty();
        assertThat(List.copyOf(house.given)).isEmpty();
    }
}
