package no.grend.agreement.internal;

import static no.grend.agreement.internal.RealHouse.SECRET;
import static no.grend.agreement.internal.RealHouse.STAFF;
import static no.grend.agreement.internal.RealHouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.ledger.Posted;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/**
 * P8. One invoice in two browsers, by Vipps and by card, at the same moment; and the payer who has approved at both. With the real
 * providers, whose notices come ten times each and in any order meanwhile. {@code -Dgrend.rounds=} says how many invoices.
 */
class TwoBrowsersTest {

    private static final int ROUNDS = Integer.getInteger("grend.rounds", 10);
    private static final String LED_ON = "led on";

    private final long seed = Long.getLong("grend.seed", System.nanoTime());
    private final Random chance = new Random(seed);
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService browsers = Executors.newFixedThreadPool(8);

    @DatabaseTest
    void oneIsLedOnAndTheOtherIsToldAndTheInvoiceIsPaidOnce(TestDatabase fresh) throws Exception {
        System.out.println("TwoBrowsersTest on " + fresh + ": -Dgrend.seed=" + seed);
        try (NoticeCloud cloud = new NoticeCloud(seed);
                RealHouse house = house(fresh, cloud)) {
            List<Payment> begun = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                Invoice invoice = house.invoice(45_000);
                List<String> told = together(byLink(house, invoice, "vipps"), second(house, invoice, round));

                assertThat(told).as("round " + round).containsOnlyOnce(LED_ON);
                assertThat(told).containsAnyOf("the page says so", "PAYMENT_UNDER_WAY");
                List<Payment> all = house.payments.ofInvoice(STAFF, invoice.id());
                assertThat(all).hasSize(1);
                approve(house, all.get(0));
                begun.add(all.get(0));
            }
            await(() -> begun.stream().allMatch(each -> house.now(each).booked()));
            cloud.clear();

            for (Payment each : begun) {
                Invoice paid = house.ledger.invoice(STAFF, each.invoiceId()).orElseThrow();
                assertThat(paid.open()).isEqualTo(Ore.ZERO);
                assertThat(second(house, paid, 1).call()).isEqualTo("NOTHING_OPEN");
                assertThat(house.booked(each).receipt().amount()).isEqualTo(Ore.of(45_000));
            }
            assertThat(house.count("ledger_payment")).isEqualTo(ROUNDS);
            assertThat(house.troubles()).isEmpty();
            assertThat(house.verify()).isEmpty();
            assertThat(cloud.wrong).isEmpty();
        }
    }

    /** The first is given up because its provider said that it had run out, and is approved there all the same (S2-16). */
    @DatabaseTest
    void whoHasApprovedAtBothHasPaidTwiceAndTheRestIsTheirCredit(TestDatabase fresh) throws Exception {
        System.out.println("TwoBrowsersTest on " + fresh + ": -Dgrend.seed=" + seed);
        try (NoticeCloud cloud = new NoticeCloud(seed);
                RealHouse house = house(fresh, cloud)) {
            List<Payment> first = givenUp(house);
            List<Payment> second = new ArrayList<>();
            for (Payment each : first) {
                second.add(house.start(STAFF, invoice(house, each), other(each.provider())));
            }
            assertThat(second).extracting(Payment::state).containsOnly(State.PENDING);

            List<Payment> all = new ArrayList<>(first);
            all.addAll(second);
            Collections.shuffle(all, chance);
            for (Future<?> each : browsers.invokeAll(all.stream()
                    .map(payment -> Executors.callable(() -> approve(house, payment)))
                    .toList())) {
                each.get();
            }
            await(() -> all.stream().allMatch(each -> house.now(each).booked()));
            cloud.clear();

            for (int i = 0; i < ROUNDS; i++) {
                requirePaidTwice(house, first.get(i), second.get(i));
            }
            List<String> expected = new ArrayList<>(Collections.nCopies(ROUNDS, "OVERPAID"));
            expected.addAll(Collections.nCopies(ROUNDS, "PAID_LATE"));
            assertThat(house.troubles()).isEqualTo(expected);
            assertThat(house.count("ledger_payment")).isEqualTo(2L * ROUNDS);
            assertThat(house.verify()).isEmpty();
            assertThat(cloud.wrong).isEmpty();
            creditPaysTheNext(house, first.get(0), second.get(0));
        }
    }

    /** The second one is begun just as the first is approved late: it is refused, or it is paid as well; no third is possible. */
    @DatabaseTest
    void whatIsApprovedLateWhileAnotherBeginsIsBookedOnce(TestDatabase fresh) throws Exception {
        System.out.println("TwoBrowsersTest on " + fresh + ": -Dgrend.seed=" + seed);
        try (NoticeCloud cloud = new NoticeCloud(seed);
                RealHouse house = house(fresh, cloud)) {
            int refused = 0;
            for (Payment late : givenUp(house)) {
                Invoice invoice = invoice(house, late);
                int wait = chance.nextInt(120);
                List<String> told = together(
                        () -> {
                            approve(house, late);
                            return "approved";
                        },
                        () -> {
                            Thread.sleep(wait);
                            return begin(house, STAFF, invoice, other(late.provider()));
                        });
                refused += told.contains(LED_ON) ? 0 : 1;
                assertThat(told.get(1)).isIn(LED_ON, "NOTHING_OPEN");
                house.payments.ofInvoice(STAFF, invoice.id()).stream()
                        .filter(each -> each.state() == State.PENDING)
                        .forEach(each -> approve(house, each));
            }
            await(() -> house.payments
                    .inState(STAFF, State.PENDING, 1, null)
                    .items()
                    .isEmpty());
            cloud.clear();

            int paid = 2 * ROUNDS - refused;
            await(() -> house.count("ledger_payment") == paid);
            List<Payment> settled =
                    house.payments.inState(STAFF, State.SETTLED, 200, null).items();
            await(() -> settled.stream().allMatch(each -> house.now(each).booked()));
            assertThat(settled).hasSize(paid);
            assertThat(settled)
                    .allSatisfy(each -> assertThat(invoice(house, each).open()).isEqualTo(Ore.ZERO));
            assertThat(Collections.frequency(house.troubles(), "PAID_LATE")).isEqualTo(ROUNDS);
            assertThat(Collections.frequency(house.troubles(), "OVERPAID")).isEqualTo(ROUNDS - refused);
            assertThat(house.verify()).isEmpty();
            System.out.println("TwoBrowsersTest on " + fresh + ": " + refused + " of " + ROUNDS + " seconds refused");
        }
    }

    private static RealHouse house(TestDatabase fresh, NoticeCloud cloud) throws Exception {
        RealHouse house = new RealHouse(fresh, cloud::genuine);
        house.arrives(house.servers.vippsWith(SECRET));
        house.arrives(house.servers.cardWith(SECRET));
        return house;
    }

    /** As many payments as rounds, at both providers, that these said nothing would come of, though their pages are open. */
    private List<Payment> givenUp(RealHouse house) {
        house.servers.vipps.lies = told -> told.put("state", "EXPIRED");
        house.servers.card.lies = told -> {
            told.put("terminated", house.clock.instant().toString());
            return told;
        };
        List<Payment> all = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Payment payment = house.start(STAFF, house.invoice(45_000), i % 2 == 0 ? "vipps" : "card");
            house.payments.ask(STAFF, payment.id());
            assertThat(house.now(payment).state()).isEqualTo(State.CANCELLED);
            all.add(payment);
        }
        house.servers.vipps.lies = ObjectNode::deepCopy;
        house.servers.card.lies = ObjectNode::deepCopy;
        return all;
    }

    private static void requirePaidTwice(RealHouse house, Payment first, Payment second) {
        assertThat(invoice(house, first).open()).isEqualTo(Ore.ZERO);
        List<Ledger.Payment> both = List.of(house.booked(first), house.booked(second));
        assertThat(both).allSatisfy(each -> assertThat(each.receipt().amount()).isEqualTo(Ore.of(45_000)));
        assertThat(both)
                .extracting(Ledger.Payment::outcome)
                .containsExactlyInAnyOrder(Posted.Outcome.POSTED, Posted.Outcome.OVERPAID);
        assertThat(both).extracting(Ledger.Payment::unallocated).containsExactlyInAnyOrder(Ore.ZERO, Ore.of(45_000));
    }

    private static void creditPaysTheNext(RealHouse house, Payment first, Payment second) {
        Payment over = house.booked(first).unallocated().isPositive() ? first : second;
        Invoice next = house.invoiceOfSamePayer(invoice(house, over), 45_000);

        house.ledger.allocate(STAFF, FollowUps.sourceKey(over.id()), next.id(), "Betalt to ganger");

        assertThat(house.now(next).open()).isEqualTo(Ore.ZERO);
        assertThat(house.verify()).isEmpty();
    }

    /** In turn a second browser with the same link, the payer on Min Side, and staff who have them on the telephone. */
    private Callable<String> second(RealHouse house, Invoice invoice, int round) {
        return switch (round % 3) {
            case 0 -> byLink(house, invoice, "card");
            case 1 -> () -> begin(house, Actor.member(invoice.contactId(), "Kari Prøve"), invoice, "card");
            default -> () -> begin(house, STAFF, invoice, "card");
        };
    }

    private static String begin(RealHouse house, Actor actor, Invoice invoice, String provider) {
        try {
            Payment payment = house.start(actor, invoice, provider);
            assertThat(payment.redirect()).isNotNull();
            return LED_ON;
        } catch (Problem refused) {
            return refused.code();
        }
    }

    /** Presses the button on the page behind the link, and reads what stands there afterwards. */
    private Callable<String> byLink(RealHouse house, Invoice invoice, String provider) {
        URI link = house.links.linkTo(invoice.id(), Oslo.today(house.clock)).orElseThrow();
        return () -> {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(link)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("do=start&provider=" + provider)));
            assertThat(answer.statusCode()).isEqualTo(303);
            String to = answer.headers().firstValue("Location").orElseThrow();
            if (!to.startsWith("/pay/")) {
                assertThat(to).contains("/betal/");
                return LED_ON;
            }
            assertThat(to).endsWith("?m=REFUSED");
            assertThat(send(HttpRequest.newBuilder(URI.create(house.address() + to)))
                            .body())
                    .contains("Betalingen kunne ikke startes")
                    .doesNotContain("value=\"start\"");
            return "the page says so";
        };
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private List<String> together(Callable<String> one, Callable<String> other) throws Exception {
        CyclicBarrier go = new CyclicBarrier(2);
        List<Future<String>> told = new ArrayList<>();
        for (Callable<String> each : List.of(one, other)) {
            told.add(browsers.submit(() -> {
                go.await(10, TimeUnit.SECONDS);
                return each.call();
            }));
        }
        return List.of(told.get(0).get(1, TimeUnit.MINUTES), told.get(1).get(1, TimeUnit.MINUTES));
    }

    private static void approve(RealHouse house, Payment payment) {
        String theirs = payment.provider().equals("vipps")
                ? payment.id()
                : house.now(payment).reference();
        house.servers.approve(payment.provider(), theirs);
    }

    private static String other(String provider) {
        return provider.equals("vipps") ? "card" : "vipps";
    }

    private static Invoice invoice(RealHouse house, Payment payment) {
        return house.ledger.invoice(STAFF, payment.invoiceId()).orElseThrow();
    }
}
