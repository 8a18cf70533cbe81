package no.grend.agreement.internal;

import static no.grend.agreement.internal.FakeProvider.paid;
import static no.grend.agreement.internal.House.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import no.grend.agreement.NewPayment;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.Payments.Decision;
import no.grend.agreement.Payments.Trouble;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Terms;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class PaymentServiceTest {

    private static final Pending AT_THE_PAYER = new Pending("session-1", URI.create("https://pay.example.org/1"));

    @DatabaseTest
    void whatIsPaidIsInTheLedgerOnceAndTheTimelineTellsHow(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider provider = new FakeProvider("card");
            house.arrives(provider);
            Invoice invoice = house.ledger.open(45_000);

            Payment payment = house.start(invoice);

            assertThat(payment.state()).isEqualTo(State.SETTLED);
            assertThat(payment.paid()).isEqualTo(Ore.of(45_000));
            assertThat(payment.paidOn()).isEqualTo("2026-11-26");
            assertThat(payment.booked()).isTrue();
            assertThat(payment.timeline())
                    .extracting(event -> event.what() + " " + event.from() + ">" + event.to())
                    .containsExactly(
                            "WRITTEN_DOWN null>STARTING", "STARTED STARTING>SETTLED", "BOOKED SETTLED>SETTLED");
            assertThat(house.ledger.payments()).containsOnlyKeys("payment:" + payment.id());
            assertThat(house.audit.of("PAYMENT_STARTED")).hasSize(1);
            house.later(Duration.ofDays(3));
            assertThat(provider.calls).containsExactly("start " + payment.id());
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void theCallIsWrittenDownBeforeItIsMade(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            State[] seen = new State[1];
            FakeProvider provider = new FakeProvider("card");
            provider.does(() -> {
                String id = provider.calls.get(0).substring("start ".length());
                seen[0] = house.payments.payment(STAFF, id).orElseThrow().state();
                return paid("r", 100);
            });
            house.arrives(provider);

            house.start(house.ledger.open(100));

            assertThat(seen[0]).isEqualTo(State.STARTING);
        }
    }

    @DatabaseTest
    void whatThrowsAndWhatDawdlesIsUnknownAndAskedAfterFiveMinutesAnHourAndThenDaily(TestDatabase fresh) {
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
    void anInvoiceHasOnePaymentUnderWayAndAnotherOnlyWhenItIsOver(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider card = new FakeProvider("card");
            house.arrives(card.answers(AT_THE_PAYER));
            house.arrives(new FakeProvider("vipps"));
            Invoice invoice = house.ledger.open(100);
            Payment first = house.start(invoice, "card");
            assertThat(first.redirect()).isEqualTo(AT_THE_PAYER.redirect());

            refused(() -> house.start(invoice, "vipps"), "PAYMENT_UNDER_WAY");
            card.answers(new Rejected(Reason.CANCELLED, null));
            assertThat(house.payments.cancel(STAFF, first.id()).state()).isEqualTo(State.CANCELLED);

            assertThat(house.start(invoice, "vipps").state()).isEqualTo(State.SETTLED);
            refused(() -> house.start(invoice, "vipps"), "NOTHING_OPEN");
        }
    }

    @DatabaseTest
    void whatIsGivenUpAtTheLastStepLeavesTheInvoicePrepaid(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider card = new FakeProvider("card");
            house.arrives(card.answers(AT_THE_PAYER).answers(new Rejected(Reason.EXPIRED, null)));
            Invoice invoice = house.ledger.open(100);
            Payment payment = house.start(invoice);

            house.later(Duration.ofMinutes(5));

            assertThat(house.now(payment).state()).isEqualTo(State.CANCELLED);
            assertThat(house.ledger.type(invoice)).isEqualTo(Invoice.PaymentType.PREPAID);
            assertThat(house.payments
                            .inState(STAFF, State.CANCELLED, null, null)
                            .items())
                    .hasSize(1);
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

    @DatabaseTest
    void theSameKeyIsTheSamePayment(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider card = new FakeProvider("card");
            house.arrives(card);
            NewPayment wanted = new NewPayment(house.ledger.open(100).id(), null, null, null, null, null);
            IdempotencyKey key = IdempotencyKey.of("k-1", wanted);

            Payment first = house.payments.start(STAFF, wanted, key);

            assertThat(house.payments.start(STAFF, wanted, key).id()).isEqualTo(first.id());
            assertThat(card.calls).hasSize(1);
            refused(
                    () -> house.payments.start(STAFF, wanted, IdempotencyKey.of("k-1", "other")),
                    "IDEMPOTENCY_KEY_REUSED");
        }
    }

    @DatabaseTest
    void whatTheLedgerWasNotToldItIsToldLater(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeProvider("card"));
            house.ledger.fails = Problem.unavailable("LEDGER_BUSY", "Busy.");
            Invoice invoice = house.ledger.open(100);
            Payment payment = house.start(invoice);
            assertThat(payment.state()).isEqualTo(State.SETTLED);
            assertThat(payment.booked()).isFalse();
            refused(() -> house.start(invoice), "PAYMENT_UNDER_WAY");

            house.ledger.fails = null;
            house.later(Duration.ZERO);

            assertThat(house.now(payment).booked()).isTrue();
            house.later(Duration.ZERO);
            assertThat(house.now(payment).timeline()).hasSize(3);
        }
    }

    @DatabaseTest
    void whatIsPaidByAnotherWayJustThenIsNotPaidAgain(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider card = new FakeProvider("card");
            house.arrives(card);
            house.arrives(new FakeProvider("vipps"));
            Invoice invoice = house.ledger.open(100);
            house.ledger.afterLook.set(() -> house.start(invoice, "vipps"));

            refused(() -> house.start(invoice, "card"), "NOTHING_OPEN");

            assertThat(card.calls).isEmpty();
            assertThat(house.ledger.payments()).hasSize(1);
            assertThat(house.payments.ofInvoice(STAFF, invoice.id()).get(0).reason()).isEqualTo("NOTHING_OPEN");
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void membersPayTheirOwnAndOnlyByWhatIsOpenToThem(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(
                    new FakeProvider(
                            "manual",
                            new Terms(
                                    "Kasse",
                                    Set.of("NOK"),
                                    Ore.of(1),
                                    Ore.kroner(100),
                                    0,
                                    Duration.ofSeconds(1),
                                    Terms.OpenTo.STAFF)),
                    10);
            Invoice invoice = house.ledger.open(100);
            NewPayment wanted = new NewPayment(invoice.id(), null, null, null, null, null);
            Actor owner = Actor.member(invoice.contactId(), "Kari Prøve");
            Actor stranger = Actor.member("someone-else", "Ola Prøve");
            Actor reader = new Actor("staff:1", "Leser", Set.of(Role.READER), null);

            refused(() -> house.payments.start(stranger, wanted, null), "NOT_FOUND");
            refused(() -> house.payments.start(reader, wanted, null), "FORBIDDEN");
            refused(() -> house.payments.start(owner, wanted, null), "NO_PROVIDER");
            house.arrives(new FakeProvider("card"));
            Payment payment = house.payments.start(owner, wanted, null);

            assertThat(payment.provider()).isEqualTo("card");
            assertThat(house.payments.payment(owner, payment.id())).isPresent();
            assertThat(house.payments.payment(reader, payment.id())).isPresent();
            assertThat(house.payments.payment(stranger, payment.id())).isEmpty();
            refused(() -> house.payments.cancel(stranger, payment.id()), "NOT_FOUND");
            refused(() -> house.payments.cancel(reader, payment.id()), "FORBIDDEN");
        }
    }

    @DatabaseTest
    void aRouteIsFollowedAndWhatCannotTakeItIsPassedOver(TestDatabase fresh) {
        try (House house = new House(fresh, "gift=vipps,card", "*=card")) {
            house.arrives(new FakeProvider("best"), 100);
            house.arrives(new FakeProvider("card"));
            assertThat(gift(house).provider()).isEqualTo("card");
            long vipps = house.arrives(new FakeProvider("vipps"));
            assertThat(gift(house).provider()).isEqualTo("vipps");
            house.leaves(vipps);
            assertThat(gift(house).provider()).isEqualTo("card");
            assertThat(house.start(house.ledger.open(100)).provider()).isEqualTo("card");
            refused(() -> house.start(house.ledger.open(100), "vipps"), "PROVIDER_AWAY");
            refused(() -> house.start(house.ledger.open(100), "paypal"), "PROVIDER_UNKNOWN");
        }
    }

    @DatabaseTest
    void amountsOutsideWhatIsOpenOrTakenAreRefused(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeProvider(
                    "card",
                    new Terms(
                            "K",
                            Set.of("NOK"),
                            Ore.of(50),
                            Ore.of(80),
                            0,
                            Duration.ofSeconds(1),
                            Terms.OpenTo.EVERYBODY)));
            Invoice invoice = house.ledger.open(100);
            for (long ore : new long[] {0, -1, 101}) {
                refused(() -> pay(house, invoice, ore), "AMOUNT_NOT_OPEN");
            }
            refused(() -> pay(house, invoice, 49), "PROVIDER_DOES_NOT_TAKE_IT");
            refused(() -> pay(house, invoice, 100), "PROVIDER_DOES_NOT_TAKE_IT");
            assertThat(pay(house, invoice, 60).state()).isEqualTo(State.SETTLED);
            refused(() -> pay(house, invoice, 41), "AMOUNT_NOT_OPEN");
            assertThat(house.payments.ofInvoice(STAFF, invoice.id())).hasSize(1);
        }
    }

    private static Payment pay(House house, Invoice invoice, long ore) {
        return house.payments.start(
                STAFF, new NewPayment(invoice.id(), Ore.of(ore), "card", null, null, Map.of()), null);
    }

    private static Payment gift(House house) {
        return house.payments.start(
                STAFF, new NewPayment(house.ledger.open(100).id(), null, null, "gift", null, Map.of()), null);
    }

    static List<String> kinds(House house) {
        return house.payments.troubles(STAFF, true, null, null).items().stream()
                .map(Trouble::kind)
                .toList();
    }

    static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
