package no.grend.agreement.internal;

import static no.grend.agreement.internal.ConsentsTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import no.grend.agreement.Payment;
import no.grend.agreement.Refund;
import no.grend.agreement.Refund.State;
import no.grend.agreement.internal.minside.PaymentCard;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Ledger;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Money given back, with four eyes, never twice and never more than was paid (S2-15, S2-16). */
class RefundsTest {

    static final Actor ANNE = new Actor("staff:anne", "Anne Prøve", Set.of(Role.TREASURER), null);
    static final Actor BJORN = new Actor("staff:bjorn", "Bjørn Prøve", Set.of(Role.TREASURER), null);

    static Payment paid(House house, long ore) {
        return house.start(house.ledger.open(ore), "card");
    }

    @DatabaseTest
    void oneAsksAnotherApprovesAndItIsBookedOnce(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeRefunder card = new FakeRefunder();
            house.arrives(card);
            Payment payment = paid(house, 45_000);

            Refund asked = house.refunds.request(ANNE, payment.id(), Ore.of(20_000), "Kurset ble avlyst", null);

            assertThat(asked.state()).isEqualTo(State.REQUESTED);
            assertThat(card.refunds).isEmpty();
            refused(() -> house.refunds.approve(ANNE, asked.id()), "SAME_PERSON");
            Refund given = house.refunds.approve(BJORN, asked.id());

            assertThat(given.state()).isEqualTo(State.REFUNDED);
            assertThat(given.booked()).isTrue();
            assertThat(given.decidedBy()).isEqualTo(BJORN.id());
            Ledger.Payment booked = house.ledger.payments().get("refund:" + asked.id());
            assertThat(booked.receipt().amount()).isEqualTo(Ore.of(-20_000));
            assertThat(booked.receipt().kid())
                    .isEqualTo(house.ledger
                            .payments()
                            .get("payment:" + payment.id())
                            .receipt()
                            .kid());
            Payment now = house.now(payment);
            assertThat(now.refunded()).isEqualTo(Ore.of(20_000));
            assertThat(now.timeline())
                    .extracting(event -> event.what() + " " + event.actor())
                    .contains(
                            "REFUND_REQUESTED staff:anne",
                            "REFUND_APPROVED staff:bjorn",
                            "REFUNDED provider:card",
                            "REFUND_BOOKED system");
            assertThat(PaymentCard.of(now, "Kort").refunded()).isEqualTo(Ore.of(20_000));
            assertThat(house.audit.of("REFUND_REQUESTED")).hasSize(1);
            assertThat(house.audit.of("REFUND_APPROVED")).hasSize(1);
            refused(() -> house.refunds.approve(BJORN, asked.id()), "NOT_WAITING");
            house.later(Duration.ofDays(2));
            assertThat(card.refunds).hasSize(1);
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void neverMoreThanWasPaidIsGivenBack(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeRefunder());
            Payment payment = paid(house, 100);
            house.refunds.request(ANNE, payment.id(), Ore.of(60), "a", null);

            refused(() -> house.refunds.request(ANNE, payment.id(), Ore.of(41), "b", null), "AMOUNT_NOT_LEFT");
            Refund rest = house.refunds.request(ANNE, payment.id(), null, "c", null);
            assertThat(rest.amount()).isEqualTo(Ore.of(40));
            refused(() -> house.refunds.request(ANNE, payment.id(), null, "d", null), "NOTHING_LEFT");

            Refund no = house.refunds.turnDown(ANNE, rest.id(), "Feil beløp");
            assertThat(no.state()).isEqualTo(State.TURNED_DOWN);
            assertThat(house.refunds
                            .request(ANNE, payment.id(), Ore.of(40), "e", null)
                            .state())
                    .isEqualTo(State.REQUESTED);
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void manyAtOnceGiveBackOnce(TestDatabase fresh) throws Exception {
        try (House house = new House(fresh)) {
            FakeRefunder card = new FakeRefunder();
            house.arrives(card);
            Payment payment = paid(house, 100);
            List<Boolean> asked = together(() -> house.refunds.request(ANNE, payment.id(), Ore.of(60), "x", null));
            assertThat(asked).containsOnlyOnce(true);
            String id = house.refunds.ofPayment(ANNE, payment.id()).get(0).id();

            List<Boolean> approved = together(() -> house.refunds.approve(BJORN, id));

            assertThat(approved).containsOnlyOnce(true);
            assertThat(card.refunds).containsExactly(id);
            assertThat(house.now(payment).refunded()).isEqualTo(Ore.of(60));
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    /** @return whether each came through */
    static List<Boolean> together(Callable<?> call) throws Exception {
        int many = 8;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        CyclicBarrier go = new CyclicBarrier(many);
        try {
            List<Future<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                calls.add(threads.submit(() -> {
                    go.await();
                    try {
                        call.call();
                        return true;
                    } catch (Problem refused) {
                        return false;
                    }
                }));
            }
            List<Boolean> through = new ArrayList<>();
            for (Future<Boolean> each : calls) {
                through.add(each.get(60, TimeUnit.SECONDS));
            }
            return through;
        } finally {
            threads.shutdownNow();
        }
    }

    @DatabaseTest
    void whatNobodyCanTellIsToldAgainUnderTheSameNameUntilItIsKnown(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeRefunder card = new FakeRefunder();
            long service = house.arrives(card);
            Payment payment = paid(house, 100);
            Refund asked = house.refunds.request(ANNE, payment.id(), null, "x", null);
            card.answers.add(new Outcome.Unknown("Timed out."));
            assertThat(house.refunds.approve(BJORN, asked.id()).state()).isEqualTo(State.UNKNOWN);
            assertThat(house.ledger.payments()).hasSize(1);
            card.answers.add(new Rejected(Reason.NEVER_SEEN, null));
            house.later(Duration.ofMinutes(5));
            assertThat(state(house, payment)).isEqualTo(State.UNKNOWN);
            house.leaves(service);
            house.later(Duration.ofDays(1));
            assertThat(state(house, payment)).isEqualTo(State.UNKNOWN);
            card.answers.add(new Pending("back-1", null));
            house.arrives(card);
            house.later(Duration.ofDays(1));
            assertThat(state(house, payment)).isEqualTo(State.PENDING);
            house.later(Duration.ofDays(1));

            assertThat(state(house, payment)).isEqualTo(State.REFUNDED);
            assertThat(card.refunds).containsOnly(asked.id());
            assertThat(house.ledger.payments()).hasSize(2);
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    private static State state(House house, Payment payment) {
        return house.refunds.ofPayment(ANNE, payment.id()).get(0).state();
    }

    @DatabaseTest
    void whatTheProviderRejectsIsFreeAgainAndShownToAPerson(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeRefunder card = new FakeRefunder();
            house.arrives(card);
            Payment payment = paid(house, 100);
            Refund asked = house.refunds.request(ANNE, payment.id(), null, "x", null);
            card.answers.add(new Rejected(Reason.DECLINED, "The card is closed."));

            assertThat(house.refunds.approve(BJORN, asked.id()).state()).isEqualTo(State.REJECTED);

            assertThat(house.payments.troubles(ANNE, true, null, null).items())
                    .singleElement()
                    .satisfies(trouble -> {
                        assertThat(trouble.kind()).isEqualTo("REFUND_FAILED");
                        assertThat(trouble.detail()).contains("The card is closed.");
                    });
            assertThat(house.now(payment).refunded()).isEqualTo(Ore.ZERO);
            assertThat(house.refunds
                            .request(ANNE, payment.id(), null, "y", null)
                            .amount())
                    .isEqualTo(Ore.of(100));
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void aLieSettlesNothing(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeRefunder card = new FakeRefunder();
            house.arrives(card);
            Payment payment = paid(house, 100);
            Refund asked = house.refunds.request(ANNE, payment.id(), Ore.of(40), "x", null);
            card.answers.add(new Accepted("back", Ore.of(41), "NOK", null));

            assertThat(house.refunds.approve(BJORN, asked.id()).state()).isEqualTo(State.UNKNOWN);
            assertThat(house.now(payment).refunded()).isEqualTo(Ore.ZERO);
        }
    }

    @DatabaseTest
    void aLedgerThatIsAwayIsToldLaterAndOnce(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeRefunder());
            Payment payment = paid(house, 100);
            Refund asked = house.refunds.request(ANNE, payment.id(), null, "x", null);
            house.ledger.fails = Problem.unavailable("LEDGER_BUSY", "Busy.");
            Refund given = house.refunds.approve(BJORN, asked.id());
            assertThat(given.state()).isEqualTo(State.REFUNDED);
            assertThat(given.booked()).isFalse();
            house.ledger.fails = null;

            house.later(Duration.ofSeconds(5));
            house.later(Duration.ofSeconds(5));

            assertThat(house.refunds.ofPayment(ANNE, payment.id()).get(0).booked())
                    .isTrue();
            assertThat(house.ledger.payments()).hasSize(2);
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void aKeyIsOneRefundAndOneIsEnoughOnlyForSoLittle(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeRefunder card = new FakeRefunder();
            house.arrives(card);
            house.settings.withRefundAlone(Ore.of(50));
            Payment payment = paid(house, 1_000);
            IdempotencyKey key = IdempotencyKey.of("k", "1");

            Refund small = house.refunds.request(ANNE, payment.id(), Ore.of(50), "x", key);

            assertThat(small.state()).isEqualTo(State.REFUNDED);
            assertThat(house.refunds.request(ANNE, payment.id(), Ore.of(50), "x", key))
                    .isEqualTo(small);
            refused(
                    () -> house.refunds.request(ANNE, payment.id(), Ore.of(50), "x", IdempotencyKey.of("k", "2")),
                    "IDEMPOTENCY_KEY_REUSED");
            assertThat(house.refunds
                            .request(ANNE, payment.id(), Ore.of(51), "x", null)
                            .state())
                    .isEqualTo(State.REQUESTED);
            assertThat(card.refunds).hasSize(1);
        }
    }

    @DatabaseTest
    void onlyWhoMayAndOnlyWhatIsPaidAtWhoCan(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeRefunder());
            house.arrives(new FakeProvider("manual"));
            FakeProvider open = new FakeProvider("vipps");
            house.arrives(open.answers(new Pending("p", null)));
            Payment payment = paid(house, 100);
            Payment cash = house.start(house.ledger.open(100), "manual");
            Actor reader = new Actor("staff:1", "Leser", Set.of(Role.READER), null);
            Actor member = Actor.member(payment.contactId(), "Kari Prøve");

            refused(() -> house.refunds.request(reader, payment.id(), null, "x", null), "FORBIDDEN");
            refused(() -> house.refunds.request(member, payment.id(), null, "x", null), "FORBIDDEN");
            refused(() -> house.refunds.ofPayment(member, payment.id()), "FORBIDDEN");
            refused(() -> house.refunds.request(ANNE, cash.id(), null, "x", null), "PROVIDER_GIVES_NO_REFUNDS");
            refused(() -> house.refunds.request(ANNE, payment.id(), null, " ", null), "WHY_MISSING");
            refused(() -> house.refunds.request(ANNE, "nothing", null, "x", null), "NOT_FOUND");
            Refund asked = house.refunds.request(ANNE, payment.id(), null, "x", null);
            refused(() -> house.refunds.approve(reader, asked.id()), "FORBIDDEN");
            refused(() -> house.refunds.turnDown(reader, asked.id(), "x"), "FORBIDDEN");
            assertThat(house.refunds
                            .inState(reader, State.REQUESTED, null, null)
                            .items())
                    .containsExactly(asked);
        }
    }

    @DatabaseTest
    void aProviderThatIsAwayLeavesItWaiting(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            long service = house.arrives(new FakeRefunder());
            Payment payment = paid(house, 100);
            Refund asked = house.refunds.request(ANNE, payment.id(), null, "x", null);
            house.leaves(service);

            refused(() -> house.refunds.approve(BJORN, asked.id()), "PROVIDER_AWAY");
            assertThat(state(house, payment)).isEqualTo(State.REQUESTED);
        }
    }

    @DatabaseTest
    void theDatabaseRefusesWhatMustNeverBe(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeRefunder());
            Payment payment = paid(house, 100);
            Refund asked = house.refunds.request(ANNE, payment.id(), Ore.of(60), "x", null);
            String id = asked.id();
            for (String statement : List.of(
                    "UPDATE agreement_refund SET state = 'STARTING', decided_by = requested_by, decided_at ="
                            + " CURRENT_TIMESTAMP WHERE id = '" + id + "'",
                    "UPDATE agreement_refund SET state = 'STARTING' WHERE id = '" + id + "'",
                    "UPDATE agreement_refund SET state = 'REFUNDED', decided_by = 'x', decided_at = CURRENT_TIMESTAMP WHERE"
                            + " id = '" + id + "'",
                    "UPDATE agreement_refund SET amount = 0 WHERE id = '" + id + "'",
                    "DELETE FROM agreement_refund WHERE id = '" + id + "'",
                    "UPDATE agreement_payment SET refunding = 101 WHERE id = '" + payment.id() + "'",
                    "UPDATE agreement_payment SET refunded = 61 WHERE id = '" + payment.id() + "'")) {
                assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute(statement)))
                        .as(statement)
                        .isInstanceOf(RuntimeException.class);
            }
            assertThat(house.checks.verify()).isEmpty();
        }
    }
}
