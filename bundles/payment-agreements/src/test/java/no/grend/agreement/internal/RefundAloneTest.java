package no.grend.agreement.internal;

import static no.grend.agreement.internal.RefundsTest.ANNE;
import static no.grend.agreement.internal.RefundsTest.BJORN;
import static no.grend.agreement.internal.RefundsTest.paid;
import static no.grend.agreement.internal.RefundsTest.together;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import no.grend.agreement.Payment;
import no.grend.agreement.Refund;
import no.grend.agreement.Refund.State;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** What one person may give back alone ({@code refundAloneKroner}), which many small refunds do not get around. */
class RefundAloneTest {

    /** Many small ones are as good as one: of a payment, whoever asks, and of whoever asks, on the same day. */
    @DatabaseTest
    void manySmallOnesNeedTwoPersonsAsOneLargeOneDoes(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeRefunder());
            house.settings.withRefundAlone(Ore.of(50));
            Payment payment = paid(house, 1_000);
            Payment another = paid(house, 1_000);

            assertThat(asked(house, ANNE, payment, 20)).isEqualTo(State.REFUNDED);
            assertThat(asked(house, ANNE, another, 30)).isEqualTo(State.REFUNDED);
            assertThat(asked(house, ANNE, payment, 1)).as("her 51st that day").isEqualTo(State.REQUESTED);
            assertThat(asked(house, BJORN, another, 21)).as("its 51st").isEqualTo(State.REQUESTED);
            assertThat(asked(house, BJORN, another, 1)).as("that one counts").isEqualTo(State.REQUESTED);
            assertThat(asked(house, BJORN, payment, 29))
                    .as("its 50th, and his 29th")
                    .isEqualTo(State.REFUNDED);

            house.clock.advanceDays(1);
            assertThat(asked(house, ANNE, payment, 1)).as("a day later").isEqualTo(State.REQUESTED);
            assertThat(asked(house, ANNE, paid(house, 1_000), 50)).isEqualTo(State.REFUNDED);
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void whatWasNotGivenBackDoesNotCountForOnePerson(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeRefunder card = new FakeRefunder();
            house.arrives(card);
            house.settings.withRefundAlone(Ore.of(50));
            Payment payment = paid(house, 1_000);
            card.answers.add(new Rejected(Reason.DECLINED, "The card is closed."));
            assertThat(asked(house, ANNE, payment, 50)).isEqualTo(State.REJECTED);
            Refund large = house.refunds.request(ANNE, payment.id(), Ore.of(900), "x", null);
            house.refunds.turnDown(ANNE, large.id(), "Feil beløp");

            assertThat(asked(house, ANNE, payment, 50)).isEqualTo(State.REFUNDED);
        }
    }

    @DatabaseTest
    void smallOnesAtTheSameMomentAreCountedTogether(TestDatabase fresh) throws Exception {
        try (House house = new House(fresh)) {
            FakeRefunder card = new FakeRefunder();
            house.arrives(card);
            house.settings.withRefundAlone(Ore.of(50));
            Deque<Payment> payments = new ConcurrentLinkedDeque<>();
            for (int i = 0; i < 8; i++) {
                payments.add(paid(house, 100));
            }

            assertThat(together(() -> asked(house, ANNE, payments.remove(), 20)))
                    .containsOnly(true);

            assertThat(card.refunds).hasSize(2);
            assertThat(house.refunds.inState(ANNE, State.REQUESTED, null, null).items())
                    .hasSize(6);
        }
    }

    private static State asked(House house, Actor actor, Payment payment, long ore) {
        return house.refunds
                .request(actor, payment.id(), Ore.of(ore), "Kurset ble avlyst", null)
                .state();
    }
}
