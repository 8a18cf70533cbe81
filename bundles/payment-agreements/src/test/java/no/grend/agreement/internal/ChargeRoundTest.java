package no.grend.agreement.internal;

import static no.grend.agreement.internal.ConsentsTest.KARI;
import static no.grend.agreement.internal.House.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import no.grend.agreement.Consent;
import no.grend.agreement.NewConsent;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.Payments.Trouble;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Charging by itself: what is due, once, ahead, after a stand-still, and again by the rules (S1-21). Today is 26 November 2026. */
class ChargeRoundTest {

    private static Invoice due(House house, String day) {
        return house.ledger.open(45_000, "membership:1:" + day, KARI, LocalDate.parse(day));
    }

    private static List<Trouble> troubles(House house) {
        return house.payments.troubles(STAFF, true, null, null).items();
    }

    @DatabaseTest
    void whatIsDueSoonIsChargedOnceAndOnItsDay(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            ConsentsTest.active(house, vipps, KARI);
            Invoice soon = due(house, "2026-11-29");
            Invoice later = due(house, "2026-11-30");

            assertThat(house.charges()).isEqualTo(1);
            assertThat(house.charges()).isZero();
            assertThat(vipps.charged)
                    .extracting(order -> order.charge().dueOn())
                    .containsExactly(soon.dueDate());
            house.clock.advance(Duration.ofDays(1));
            assertThat(house.charges()).isEqualTo(1);
            assertThat(house.payments.ofInvoice(STAFF, later.id())).hasSize(1);

            vipps.pays();
            house.later(Duration.ofDays(4));
            assertThat(house.charges()).isZero();
            assertThat(house.ledger.payments()).hasSize(2);
            assertThat(troubles(house)).isEmpty();
        }
    }

    @DatabaseTest
    void twoRoundsAtOnceChargeOnce(TestDatabase fresh) throws Exception {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            ConsentsTest.active(house, vipps, KARI);
            for (int i = 0; i < 10; i++) {
                due(house, "2026-11-29");
            }
            Thread other = new Thread(house::charges);
            other.start();
            house.charges();
            other.join();

            assertThat(vipps.charged).hasSize(10).extracting(Order::paymentId).doesNotHaveDuplicates();
        }
    }

    @DatabaseTest
    void whatFellDueWhileGrendStoodIsChargedAsSoonAsCanBeButNotForEver(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            ConsentsTest.active(house, vipps, KARI);
            due(house, "2026-11-19");
            Invoice tooOld = due(house, "2026-11-18");

            assertThat(house.charges()).isEqualTo(1);

            assertThat(vipps.charged)
                    .extracting(order -> order.charge().dueOn())
                    .containsExactly(LocalDate.parse("2026-11-28"));
            assertThat(house.payments.ofInvoice(STAFF, tooOld.id())).isEmpty();
        }
    }

    @DatabaseTest
    void onlyWhatTheConsentIsForAndNobodyElseCollects(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            ConsentsTest.active(house, vipps, KARI);
            Consent fixed = house.consents.begin(
                    STAFF,
                    new NewConsent("contact-ola", null, "gift", "agreement:1", Ore.kroner(500), 1, null, null),
                    null);
            house.consents.ask(STAFF, fixed.id());
            house.ledger.open(100, "course:1", KARI, LocalDate.parse("2026-11-29"));
            house.ledger.open(100, null, KARI, LocalDate.parse("2026-11-29"));
            house.ledger.open(100, "membership:2:x", "contact-per", LocalDate.parse("2026-11-29"));
            house.ledger.open(100, "gift:1", "contact-ola", LocalDate.parse("2026-11-29"));
            Invoice claimed = due(house, "2026-11-29");

            assertThat(house.charges(claimed.id())).isZero();
            assertThat(house.charges()).isEqualTo(1);
            assertThat(vipps.charged).hasSize(1);
        }
    }

    @DatabaseTest
    void whatFailsIsTriedAgainOnTheDaysOfTheRuleAndThenShownToAPerson(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(0);
            house.arrives(vipps);
            ConsentsTest.active(house, vipps, KARI);
            Invoice invoice = due(house, "2026-11-29");
            house.charges();
            vipps.comes = new Rejected(Reason.DECLINED, "No cover.");
            house.later(Duration.ofDays(4));
            assertThat(troubles(house)).isEmpty();

            vipps.comes = null;
            assertThat(house.charges()).as("day 2 can be told on 30 November").isEqualTo(1);
            assertThat(house.charges()).isZero();
            vipps.comes = new Rejected(Reason.DECLINED, "No cover.");
            house.later(Duration.ofDays(2));
            assertThat(troubles(house)).isEmpty();
            assertThat(house.charges()).as("day 5").isEqualTo(1);
            house.later(Duration.ofDays(3));
            assertThat(house.charges()).isZero();

            assertThat(house.payments.ofInvoice(STAFF, invoice.id()))
                    .hasSize(3)
                    .allSatisfy(payment -> assertThat(payment.state()).isEqualTo(State.REJECTED));
            assertThat(vipps.charged)
                    .extracting(order -> order.charge().dueOn().toString())
                    .containsExactly("2026-11-29", "2026-12-02", "2026-12-04");
            assertThat(troubles(house)).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo("CHARGE_FAILED");
                assertThat(trouble.detail()).contains("No cover.", "ordinary way");
            });
        }
    }

    @DatabaseTest
    void aProviderThatTriesAgainByItselfIsNotHelped(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            house.arrives(vipps);
            ConsentsTest.active(house, vipps, KARI);
            due(house, "2026-11-29");
            house.charges();
            vipps.comes = new Rejected(Reason.DECLINED, "No cover.");
            house.later(Duration.ofDays(5));

            assertThat(house.charges()).isZero();
            assertThat(vipps.charged).hasSize(1);
            assertThat(troubles(house)).hasSize(1);
        }
    }

    @DatabaseTest
    void whatAPersonCalledOffIsNotChargedAgain(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(0);
            house.arrives(vipps);
            ConsentsTest.active(house, vipps, KARI);
            Invoice invoice = due(house, "2026-11-29");
            house.charges();
            Payment charge = house.payments.ofInvoice(STAFF, invoice.id()).get(0);

            assertThat(house.payments.cancel(STAFF, charge.id()).state()).isEqualTo(State.CANCELLED);

            assertThat(house.charges()).isZero();
            assertThat(house.start(invoice, "vipps").state()).isEqualTo(State.PENDING);
            assertThat(troubles(house)).isEmpty();
        }
    }

    @DatabaseTest
    void aProviderThatIsAwayIsTriedInTheNextRound(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCharger vipps = new FakeCharger(14);
            long service = house.arrives(vipps);
            ConsentsTest.active(house, vipps, KARI);
            due(house, "2026-11-29");
            house.leaves(service);
            ChargeRound round = new ChargeRound(
                    house.payments.tables(),
                    house.ledger,
                    house.consents.charging(),
                    house.settings.charging(),
                    ids -> Set.of());

            assertThat(round.make()).isZero();
            assertThat(round.refusals()).containsEntry("PROVIDER_AWAY", 1);
            house.arrives(vipps);
            assertThat(house.charges()).isEqualTo(1);
        }
    }
}
