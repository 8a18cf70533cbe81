package no.grend.agreement.internal;

import static no.grend.agreement.internal.RealHouse.SECRET;
import static no.grend.agreement.internal.RealHouse.STAFF;
import static no.grend.agreement.internal.RealHouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.ledger.Posted;
import no.grend.simulators.internal.Notice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/**
 * S56: the notices of both real providers, each ten times and in any order, many before our own call has come back, between
 * forged, old and strange ones. Whatever comes, each payment is booked once and with its amount, and what is refused has no
 * effect. The seed is printed; give it as {@code -Dgrend.seed=} to walk the same way again, as far as threads allow;
 * {@code -Dgrend.storm=} says how many payments there are with each provider.
 */
class WebhookStormTest {

    private static final int EACH = Integer.getInteger("grend.storm", 10);
    private static final int PAYERS = 8;
    private static final String ANOTHER_SECRET = "a-secret-of-somebody-else";

    private final long seed = Long.getLong("grend.seed", System.nanoTime());
    private final Queue<Paid> paid = new ConcurrentLinkedQueue<>();

    /** A payment that somebody began, with what came of it at the provider. @param yes whether the payer said so */
    private record Paid(Payment payment, Invoice invoice, boolean yes) {}

    @DatabaseTest
    void noNoticeHasAWrongEffect(TestDatabase fresh) throws Exception {
        System.out.println("WebhookStormTest on " + fresh + ": -Dgrend.seed=" + seed);
        try (NoticeCloud cloud = new NoticeCloud(seed);
                RealHouse house = new RealHouse(fresh, cloud::genuine);
                Strangers strangers = new Strangers(house, cloud)) {
            long vipps = house.arrives(house.servers.vippsWith("the-next-secret", SECRET));
            long card = house.arrives(house.servers.cardWith(SECRET));
            someApproveBeforeOurCallComesBack(house);

            storm(house, strangers);
            settle(house, cloud);
            judge(house, cloud);
            long kept = house.count("agreement_notice");
            assertThat(kept)
                    .as("each notice of a payment that we know, once")
                    .isEqualTo(strangers.known(cloud.genuine));

            whatIsSentAgainLaterChangesNothing(house, cloud);
            whatNobodyCanCheckChangesNothing(house, cloud, vipps, card);
            judge(house, cloud);

            System.out.println("WebhookStormTest on " + fresh + ": " + paid.size() + " payments, " + cloud.taken
                    + " notices taken, " + cloud.refused + " refused, " + cloud.genuine.size() + " different, "
                    + house.count("ledger_payment") + " booked");
        }
    }

    /** Every third payer is faster than our call: the notices of the approval come while it is still under way. */
    private static void someApproveBeforeOurCallComesBack(RealHouse house) {
        house.servers.begun = (provider, theirs) -> {
            if (isEarly(theirs)) {
                house.servers.approve(provider, theirs);
                pause(60);
            }
        };
    }

    private void storm(RealHouse house, Strangers strangers) throws Exception {
        ExecutorService payers = Executors.newFixedThreadPool(PAYERS);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            for (String provider : List.of("vipps", "card")) {
                Random chance = new Random(seed + all.size());
                all.add(payers.submit(() -> pay(house, strangers, provider, chance)));
            }
        }
        for (Future<?> each : all) {
            each.get(2, TimeUnit.MINUTES);
        }
        payers.shutdown();
    }

    private void pay(RealHouse house, Strangers strangers, String provider, Random chance) {
        Invoice invoice = house.invoice(10_000 + chance.nextInt(90_000));
        Payment payment = house.start(STAFF, invoice, provider);
        strangers.claim(payment);
        boolean early = isEarly(payment);
        pause(chance.nextInt(40));
        if (!early && chance.nextInt(5) == 0) {
            assertThat(house.payments.cancel(STAFF, payment.id()).state()).isEqualTo(State.CANCELLED);
            paid.add(new Paid(payment, invoice, false));
            return;
        }
        if (!early) {
            house.servers.approve(provider, theirs(payment));
        }
        if (chance.nextBoolean()) {
            // As the page does that the payer comes back to.
            house.payments.ask(STAFF, payment.id());
        }
        paid.add(new Paid(payment, invoice, true));
    }

    /** All that needs no clock; then what was approved before we knew the acquirer's name of it, which is asked about as planned. */
    private void settle(RealHouse house, NoticeCloud cloud) throws InterruptedException {
        await(() -> paid.stream().allMatch(each -> isOver(house, each) || isEarly(each.payment())));
        cloud.clear();
        house.later(Duration.ofMinutes(6));
        await(() -> paid.stream().allMatch(each -> isOver(house, each)));
        cloud.clear();
        await(house::isAtRest);
    }

    private static boolean isOver(RealHouse house, Paid each) {
        Payment now = house.now(each.payment());
        return now.state().isOver() && (now.booked() || !each.yes());
    }

    private static boolean isEarly(Payment payment) {
        return isEarly(theirs(payment));
    }

    private static boolean isEarly(String theirs) {
        return theirs.hashCode() % 3 == 0;
    }

    private void judge(RealHouse house, NoticeCloud cloud) {
        assertThat(cloud.wrong).isEmpty();
        for (Paid each : paid) {
            Payment now = house.now(each.payment());
            assertThat(now.state()).isEqualTo(each.yes() ? State.SETTLED : State.CANCELLED);
            assertThat(house.now(each.invoice()).open())
                    .isEqualTo(each.yes() ? Ore.ZERO : each.invoice().amount());
            if (each.yes()) {
                Ledger.Payment booked = house.booked(now);
                assertThat(booked.receipt().amount()).isEqualTo(each.invoice().amount());
                assertThat(booked.outcome()).isEqualTo(Posted.Outcome.POSTED);
                assertThat(booked.unallocated()).isEqualTo(Ore.ZERO);
            }
        }
        assertThat(house.count("ledger_payment"))
                .isEqualTo(paid.stream().filter(Paid::yes).count());
        assertThat(house.troubles()).isEmpty();
        assertThat(house.verify()).isEmpty();
    }

    /** A replay: of Vipps' beyond the five minutes of its window, of the acquirer's beyond the week in which it tries again. */
    private void whatIsSentAgainLaterChangesNothing(RealHouse house, NoticeCloud cloud) throws Exception {
        long events = house.count("agreement_event");
        List<Notice> before = List.copyOf(cloud.genuine);
        before.forEach(notice -> cloud.again(
                notice, isOfVipps(notice) ? NoticeCloud.REFUSED : NoticeCloud.TAKEN, "sent again after six minutes"));
        cloud.clear();
        house.later(Duration.ofDays(8));
        before.forEach(notice -> cloud.again(notice, NoticeCloud.REFUSED, "sent again after eight days"));
        cloud.clear();

        assertThat(house.count("agreement_event")).isEqualTo(events);
    }

    /** Without a secret, and without a provider, an approval is not heard of; it is found when its provider is asked by the clock. */
    private void whatNobodyCanCheckChangesNothing(RealHouse house, NoticeCloud cloud, long vipps, long card)
            throws Exception {
        house.servers.begun = (provider, theirs) -> {};
        List<Paid> waiting = new ArrayList<>();
        for (String provider : List.of("vipps", "card", "vipps", "card")) {
            Invoice invoice = house.invoice(20_000);
            waiting.add(new Paid(house.start(STAFF, invoice, provider), invoice, true));
        }
        cloud.clear();
        long booked = house.count("ledger_payment");
        house.leaves(vipps);
        house.leaves(card);
        long mute = house.arrives(house.servers.vippsWith());
        long silent = house.arrives(house.servers.cardWith());
        List<Notice> fresh = new ArrayList<>();
        cloud.expect(NoticeCloud.REFUSED, fresh);
        for (Paid each : waiting) {
            house.servers.approve(each.payment().provider(), theirs(each.payment()));
        }
        cloud.clear();
        house.leaves(mute);
        house.leaves(silent);
        fresh.forEach(notice -> cloud.again(notice, NoticeCloud.NOBODY, "sent to nobody"));
        cloud.clear();

        assertThat(fresh).hasSize(2 + 2 * 2);
        assertThat(waiting)
                .allSatisfy(
                        each -> assertThat(house.now(each.payment()).state()).isEqualTo(State.PENDING));
        assertThat(house.count("ledger_payment")).isEqualTo(booked);

        cloud.expect(NoticeCloud.TAKEN, null);
        house.arrives(house.servers.vippsWith(SECRET));
        house.arrives(house.servers.cardWith(SECRET));
        paid.addAll(waiting);
        house.later(Duration.ofMinutes(6));
        await(() -> paid.stream().allMatch(each -> isOver(house, each)));
        cloud.clear();
    }

    private static String theirs(Payment payment) {
        return payment.provider().equals("vipps") ? payment.id() : payment.reference();
    }

    private static boolean isOfVipps(Notice notice) {
        return notice.to().getPath().endsWith("/vipps");
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Others who send notices to us: real ones of registrations that are not ours, and of payments that are not Grend's. */
    private static final class Strangers implements AutoCloseable {

        private final RealHouse house;
        private final ProviderServers somebody;
        private final ProviderServers sameSecret;
        private final Queue<String> elsewhere = new ConcurrentLinkedQueue<>();

        Strangers(RealHouse house, NoticeCloud cloud) {
            this.house = house;
            this.somebody = new ProviderServers(
                    "654321",
                    ANOTHER_SECRET,
                    house.notices(),
                    house.clock,
                    notice -> cloud.again(notice, NoticeCloud.REFUSED, "of a foreign registration"));
            this.sameSecret = new ProviderServers(
                    "777777",
                    SECRET,
                    house.notices(),
                    house.clock,
                    notice -> cloud.again(notice, NoticeCloud.REFUSED, "of another sales unit"));
        }

        /** Says of our payment that it is paid, at their own servers, and pays something of their own at ours. */
        void claim(Payment payment) {
            if (payment.provider().equals("vipps")) {
                approved(somebody, somebody.vippsWith(ANOTHER_SECRET), payment.id());
                approved(sameSecret, sameSecret.vippsWith(SECRET), payment.id());
                approved(house.servers, house.servers.vippsWith(SECRET), another());
            } else {
                approved(somebody, somebody.cardWith(ANOTHER_SECRET), payment.id());
                approved(house.servers, house.servers.cardWith(SECRET), another());
            }
        }

        private String another() {
            String id = UUID.randomUUID().toString();
            elsewhere.add(id);
            return id;
        }

        private void approved(ProviderServers servers, PaymentProvider provider, String paymentId) {
            Order order = new Order(
                    paymentId,
                    null,
                    Ore.of(100),
                    "NOK",
                    "Ordre 1",
                    URI.create("https://butikk.example.org/"),
                    Map.of(),
                    house.clock.instant());
            Pending begun = (Pending) provider.start(order);
            servers.approve(provider.id(), begun.reference() == null ? paymentId : begun.reference());
        }

        /** How many of the notices tell of a payment that Grend began. */
        long known(Queue<Notice> genuine) {
            return genuine.stream()
                    .filter(notice -> elsewhere.stream()
                            .noneMatch(id -> new String(notice.body(), StandardCharsets.UTF_8).contains(id)
                                    || notice.to().toString().contains(id)))
                    .count();
        }

        @Override
        public void close() {
            somebody.close();
            sameSecret.close();
        }
    }
}
