package no.grend.agreement.internal;

import static no.grend.agreement.internal.FakeProvider.paid;
import static no.grend.agreement.internal.House.STAFF;
import static no.grend.agreement.internal.PaymentServiceTest.await;
import static no.grend.agreement.internal.PaymentServiceTest.kinds;
import static no.grend.agreement.internal.PaymentServiceTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.Payments.Decision;
import no.grend.agreement.Payments.Trouble;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** What is not known, comes late, or cannot be true. */
class UnknownOutcomeTest {

    private static final Pending AT_THE_PAYER = new Pending("session-1", URI.create("https://pay.example.org/1"));

    @DatabaseTest
    void whatThrowsIsUnknownAndAskedAfterFiveMinutesAnHourAndThenDaily(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider provider = new FakeProvider("card");
            house.arrives(provider);
            provider.does(() -> {
                throw new IllegalStateException("connection reset");
            });
            Payment payment = house.start(house.ledger.open(100));
            assertThat(payment.state()).isEqualTo(State.UNKNOWN);
            assertThat(payment.detail()).contains("IllegalStateException").doesNotContain("reset");

            for (int i = 0; i < 5; i++) {
                provider.answers(new Outcome.Unknown("Not yet."));
            }
            house.later(Duration.ofMinutes(4));
            assertThat(provider.calls).hasSize(1);
            house.later(Duration.ofMinutes(1));
            assertThat(provider.calls).hasSize(2);
            house.later(Duration.ofMinutes(59));
            assertThat(provider.calls).hasSize(2);
            house.later(Duration.ofMinutes(1));
            assertThat(provider.calls).hasSize(3);
            house.later(Duration.ofHours(24));
            assertThat(provider.calls).hasSize(4);
            assertThat(house.checks.troubles()).hasSize(1);
            house.later(Duration.ofHours(23));
            assertThat(provider.calls).hasSize(4);
            provider.answers(new Outcome.Unknown("Not yet.")).answers(new Outcome.Unknown("Not yet."));
            house.later(Duration.ofHours(1));
            assertThat(provider.calls).hasSize(5);
            assertThat(provider.calls.stream().filter(call -> call.startsWith("start")))
                    .hasSize(1);
        }
    }

    @DatabaseTest
    void anAnswerThatComesAfterItWasGivenUpIsNotLost(TestDatabase fresh) throws Exception {
        try (House house = new House(fresh)) {
            CountDownLatch answers = new CountDownLatch(1);
            FakeProvider provider = new FakeProvider("card");
            provider.does(() -> {
                while (answers.getCount() > 0) {
                    try {
                        answers.await(10, TimeUnit.SECONDS);
                    } catch (InterruptedException deaf) {
                        assertThat(Thread.interrupted()).isFalse();
                    }
                }
                return paid("late-1", 100);
            });
            house.arrives(provider);

            Payment payment = house.start(house.ledger.open(100));
            assertThat(payment.state()).isEqualTo(State.UNKNOWN);
            provider.answers(new Rejected(Reason.NEVER_SEEN, null));
            house.later(Duration.ofMinutes(6));
            assertThat(house.now(payment).state())
                    .as("never seen counts for nothing while a call is on its way")
                    .isEqualTo(State.UNKNOWN);

            answers.countDown();
            await(() -> house.now(payment).booked());
            assertThat(house.now(payment).timeline().get(3).what()).isEqualTo(Asking.LATE);
            assertThat(house.ledger.payments()).hasSize(1);
        }
    }

    @DatabaseTest
    void aProviderThatGoesAwayInMidCallLeavesItUnknownAndTheNextOneSettlesIt(TestDatabase fresh) throws Exception {
        try (House house = new House(fresh)) {
            CountDownLatch inCall = new CountDownLatch(1);
            FakeProvider first = new FakeProvider("card");
            first.does(() -> {
                inCall.countDown();
                Thread.sleep(30_000);
                return paid("never", 100);
            });
            long service = house.arrives(first);
            Invoice invoice = house.ledger.open(100);
            Payment[] started = new Payment[1];
            Thread client = new Thread(() -> started[0] = house.start(invoice));
            client.start();
            assertThat(inCall.await(10, TimeUnit.SECONDS)).isTrue();

            house.leaves(service);
            client.join(10_000);

            assertThat(started[0].state()).isEqualTo(State.UNKNOWN);
            assertThat(house.draining.providers(STAFF)).singleElement().satisfies(standing -> assertThat(
                            standing.state() + " " + standing.inFlight())
                    .isEqualTo("ABSENT 1"));
            house.later(Duration.ofDays(2));
            assertThat(house.now(started[0]).state()).isEqualTo(State.UNKNOWN);
            FakeProvider second = new FakeProvider("card");
            house.arrives(second);
            house.later(Duration.ZERO);
            assertThat(house.now(started[0]).state()).isEqualTo(State.SETTLED);
            assertThat(second.calls).containsExactly("ask " + started[0].id());
        }
    }

    @DatabaseTest
    void whoComesInPlaceOfOneThatWentIsAskedAtOnceAndAgainAsPlanned(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider card = new FakeProvider("card");
            house.arrives(card);
            card.does(() -> {
                throw new IllegalStateException("the bundle was stopped");
            });
            card.answers(new Rejected(Reason.NEVER_SEEN, null)).answers(new Rejected(Reason.NEVER_SEEN, null));
            Payment payment = house.start(house.ledger.open(100));
            house.later(Duration.ofMinutes(1));
            assertThat(card.calls).hasSize(1);

            house.payments.asking().arrived("card");
            house.later(Duration.ZERO);

            assertThat(card.calls).hasSize(2);
            assertThat(house.now(payment).state()).as("it may come yet").isEqualTo(State.UNKNOWN);
            assertThat(house.now(payment).nextAskAt())
                    .isEqualTo(payment.startedAt().plus(Duration.ofMinutes(5)));
            house.later(Duration.ofMinutes(4));
            assertThat(house.now(payment).state()).isEqualTo(State.REJECTED);
            assertThat(card.calls).hasSize(3);
        }
    }

    @DatabaseTest
    void whatIsPaidAfterItWasOverIsBookedAllTheSameAndShownToAPerson(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider card = new FakeProvider("card");
            house.arrives(card.answers(AT_THE_PAYER).answers(new Rejected(Reason.EXPIRED, null)));
            house.arrives(new FakeProvider("vipps"));
            Invoice invoice = house.ledger.open(100);
            Payment first = house.start(invoice, "card");
            house.later(Duration.ofMinutes(5));
            house.start(invoice, "vipps");

            house.payments.ask(STAFF, first.id());

            assertThat(house.now(first).state()).isEqualTo(State.SETTLED);
            assertThat(house.ledger.payments()).hasSize(2);
            assertThat(kinds(house)).containsExactlyInAnyOrder(Outcomes.PAID_LATE, FollowUps.OVERPAID);
            Trouble trouble =
                    house.payments.troubles(STAFF, true, null, null).items().get(0);
            house.payments.close(STAFF, trouble.id(), "Given back by bank");
            assertThat(kinds(house)).hasSize(1);
            refused(() -> house.payments.close(STAFF, trouble.id(), "Again"), "CLOSED_ALREADY");
        }
    }

    @DatabaseTest
    void aProviderThatLiesSettlesNothing(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider card = new FakeProvider("card");
            house.arrives(card);
            card.answers(paid("a", 99));
            Payment less = house.start(house.ledger.open(100));
            assertThat(less.state()).isEqualTo(State.EXCEPTION);
            assertThat(less.reason()).isEqualTo(Outcomes.AMOUNT_DIFFERS);

            card.answers(paid("b", 200)).answers(paid("b", 300));
            assertThat(house.start(house.ledger.open(200)).state()).isEqualTo(State.SETTLED);
            Payment same = house.start(house.ledger.open(300));
            assertThat(same.state()).isEqualTo(State.REJECTED);
            assertThat(same.reason()).isEqualTo(Outcomes.REFERENCE_TAKEN);

            card.answers(new Outcome.Accepted("c", Ore.of(400), "SEK", null))
                    .answers(new Outcome.Accepted(" ", Ore.of(500), "NOK", null))
                    .answers(new Pending(null, URI.create("javascript:alert(1)")))
                    .answers(null);
            assertThat(house.start(house.ledger.open(400)).state()).isEqualTo(State.EXCEPTION);
            assertThat(house.start(house.ledger.open(500)).state()).isEqualTo(State.UNKNOWN);
            assertThat(house.start(house.ledger.open(600)).state()).isEqualTo(State.UNKNOWN);
            assertThat(house.start(house.ledger.open(700)).state()).isEqualTo(State.UNKNOWN);
            assertThat(house.ledger.payments()).hasSize(1);
        }
    }

    @DatabaseTest
    void aPersonDecidesWhatNobodyElseCan(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider card = new FakeProvider("card");
            house.arrives(card.answers(paid("a", 99)).answers(paid("b", 99)));
            Payment one = house.start(house.ledger.open(100));
            Payment other = house.start(house.ledger.open(100));
            LocalDate day = LocalDate.parse("2026-11-25");

            refused(
                    () -> house.payments.decide(STAFF, one.id(), new Decision(true, null, day, "Seen")),
                    "REFERENCE_MISSING");
            house.payments.decide(STAFF, one.id(), new Decision(true, "their-1", day, "Seen in their portal"));
            house.payments.decide(STAFF, other.id(), new Decision(false, null, null, "Given back there"));

            assertThat(house.now(one).booked()).isTrue();
            assertThat(house.now(one).paidOn()).isEqualTo(day);
            assertThat(house.now(other).state()).isEqualTo(State.REJECTED);
            assertThat(kinds(house)).isEmpty();
            assertThat(house.audit.of("PAYMENT_DECIDED")).hasSize(2);
            refused(
                    () -> house.payments.decide(STAFF, one.id(), new Decision(false, null, null, "No")),
                    "NOTHING_TO_DECIDE");
        }
    }
}
