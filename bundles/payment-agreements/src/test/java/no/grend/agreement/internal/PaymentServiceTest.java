package no.grend.agreement.internal;

import static no.grend.agreement.internal.FakeProvider.paid;
import static no.grend.agreement.internal.House.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import no.grend.agreement.NewPayment;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.Payments.Trouble;
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
    void whatProvidersTellIsMeasuredOnceThoughTheySayItTwice(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeProvider("card").answers(AT_THE_PAYER));
            Payment payment = house.start(house.ledger.open(100));
            assertThat(told(house, "grend_payment_outcomes_total")).containsExactly("card pending 1");
            assertThat(told(house, "grend_payments_open")).contains("pending 1", "exception 0");

            Outcomes outcomes = new Outcomes(new Tables(house.db, house.clock), house.meters);
            outcomes.apply(payment.id(), paid("r", 100), "TOLD", false);
            outcomes.apply(payment.id(), paid("r", 100), "TOLD", false);
            assertThat(told(house, "grend_payment_outcomes_total")).containsExactly("card pending 1", "card settled 1");
        }
    }

    private static List<String> told(House house, String name) {
        return house.meters.meters().stream()
                .filter(meter -> meter.name().equals(name))
                .flatMap(meter -> meter.values().stream())
                .map(value -> String.join(" ", value.labels().values()) + " "
                        + value.amount().longValue())
                .toList();
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
            assertThat(house.payments.ofInvoice(STAFF, invoice.id()).get(0).reason())
                    .isEqualTo("NOTHING_OPEN");
            assertThat(house.checks.verify()).isEmpty();
        }
    }

    @DatabaseTest
    void ofTwoBrowsersThatPayOneInvoiceAtOnceByTwoProvidersOneBegins(TestDatabase fresh) throws Exception {
        try (House house = new House(fresh)) {
            FakeProvider card = new FakeProvider("card");
            FakeProvider vipps = new FakeProvider("vipps");
            house.arrives(card);
            house.arrives(vipps);
            ExecutorService browsers = Executors.newFixedThreadPool(2);
            for (int i = 0; i < 25; i++) {
                Invoice invoice = house.ledger.open(100);
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<String>> answers = new ArrayList<>();
                for (String provider : List.of("card", "vipps")) {
                    answers.add(browsers.submit(() -> {
                        together.await(10, TimeUnit.SECONDS);
                        try {
                            return house.start(invoice, provider).state().name();
                        } catch (Problem refused) {
                            return refused.code();
                        }
                    }));
                }
                List<String> told = List.of(answers.get(0).get(), answers.get(1).get());
                assertThat(told).containsOnlyOnce("SETTLED");
                assertThat(told).containsAnyOf("PAYMENT_UNDER_WAY", "NOTHING_OPEN");
            }
            browsers.shutdown();
            assertThat(card.calls.size() + vipps.calls.size()).isEqualTo(25);
            assertThat(house.ledger.payments()).hasSize(25);
            assertThat(kinds(house)).isEmpty();
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
    void anInvoiceSaysItselfWhatIsPaidFor(TestDatabase fresh) {
        try (House house = new House(fresh, "membership=vipps", "*=card")) {
            house.arrives(new FakeProvider("vipps"));
            house.arrives(new FakeProvider("card"));

            Payment fee = house.start(house.ledger.open(100, "membership:m-1:2027"));

            assertThat(fee.provider()).isEqualTo("vipps");
            assertThat(fee.purpose()).isEqualTo("membership");
            Payment other = house.start(house.ledger.open(100, "COURSE 7"));
            assertThat(other.provider()).isEqualTo("card");
            assertThat(other.purpose()).isNull();
            NewPayment odd = new NewPayment(house.ledger.open(100).id(), null, null, "A gift!", null, null);
            refused(() -> house.payments.start(STAFF, odd, null), "PURPOSE_INVALID");
        }
    }

    @DatabaseTest
    void whoHasItsHandsFullIsPassedOver(TestDatabase fresh) {
        try (House house = new House(fresh, "gift=vipps,card")) {
            house.arrives(new FakeProvider("vipps"));
            house.arrives(new FakeProvider("card"));
            Offer vipps = house.watch.providers().of("vipps").orElseThrow();
            List<Calls.Slot> taken = new ArrayList<>();
            for (Optional<Calls.Slot> slot = house.watch.calls().slot(vipps);
                    slot.isPresent();
                    slot = house.watch.calls().slot(vipps)) {
                taken.add(slot.get());
            }

            assertThat(gift(house).provider()).isEqualTo("card");
            refused(() -> house.start(house.ledger.open(100), "vipps"), "PROVIDER_BUSY");
            taken.forEach(Calls.Slot::close);
            assertThat(gift(house).provider()).isEqualTo("vipps");
        }
    }

    @DatabaseTest
    void cashIsTakenOnlyWhenItIsNamed(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            Terms staff = new Terms(
                    "Kasse", Set.of("NOK"), Ore.of(1), Ore.kroner(100), 0, Duration.ofSeconds(1), Terms.OpenTo.STAFF);
            house.arrives(new FakeProvider("manual", staff));

            refused(() -> house.start(house.ledger.open(100)), "NO_PROVIDER");
            assertThat(house.start(house.ledger.open(100), "manual").state()).isEqualTo(State.SETTLED);
        }
    }

    @DatabaseTest
    void aLedgerThatIsAwayBeginsNothing(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider card = new FakeProvider("card");
            house.arrives(card);
            Invoice invoice = house.ledger.open(100);
            house.ledger.afterLook.set(() -> house.ledger.afterLook.set(() -> {
                throw Problem.unavailable("LEDGER_BUSY", "Busy.");
            }));

            refused(() -> house.start(invoice), "LEDGER_BUSY");

            assertThat(card.calls).isEmpty();
            assertThat(house.start(invoice).state()).isEqualTo(State.SETTLED);
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
