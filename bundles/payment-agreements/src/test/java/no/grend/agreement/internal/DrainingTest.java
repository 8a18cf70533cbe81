package no.grend.agreement.internal;

import static no.grend.agreement.internal.House.STAFF;
import static no.grend.agreement.internal.PaymentServiceTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.PaymentProviders;
import no.grend.agreement.PaymentProviders.Standing;
import no.grend.agreement.PaymentProviders.Takes;
import no.grend.agreement.Payments.Decision;
import no.grend.agreement.spi.CollectsByFile;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Terms;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.Ore;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class DrainingTest {

    private static String line(House house, String id) {
        return house.draining.providers(STAFF).stream()
                .filter(standing -> standing.id().equals(id))
                .map(standing -> standing.state() + " " + standing.inFlight() + " " + standing.capabilities())
                .toList()
                .toString();
    }

    @DatabaseTest
    void newOnesGoToTheOtherAndWhatRunsFinishes(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider card = new FakeProvider("card");
            house.arrives(card.answers(new Pending("s-1", null)), 10);
            house.arrives(new FakeProvider("vipps"));
            Payment running = house.start(house.ledger.open(100));
            assertThat(line(house, "card")).isEqualTo("[ACTIVE 1 [PAYMENT]]");

            Standing drained = house.draining.drain(STAFF, "card", "vipps", false);

            assertThat(drained.inFlight()).isEqualTo(1);
            assertThat(drained.reason()).contains("vipps");
            assertThat(line(house, "card")).isEqualTo("[DRAINING 1 [PAYMENT]]");
            assertThat(house.start(house.ledger.open(100)).provider()).isEqualTo("vipps");
            assertThat(house.start(house.ledger.open(100), "card").provider()).isEqualTo("vipps");
            house.later(Duration.ofMinutes(5));
            assertThat(house.now(running).state()).isEqualTo(State.SETTLED);
            assertThat(line(house, "card")).isEqualTo("[DRAINING 0 [PAYMENT]]");
            assertThat(card.calls).hasSize(2);
            assertThat(house.audit.of("PROVIDER_DRAINED")).hasSize(1);

            house.draining.resume(STAFF, "card");
            assertThat(house.start(house.ledger.open(100)).provider()).isEqualTo("card");
        }
    }

    @DatabaseTest
    void byForceWhatIsOpenWaitsForAPersonAndALateAnswerStillCounts(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeProvider card = new FakeProvider("card");
            card.answers(new Pending("s-1", null)).answers(new Outcome.Unknown("Nobody knows."));
            long service = house.arrives(card, 10);
            house.arrives(new FakeProvider("vipps"));
            Payment one = house.start(house.ledger.open(100));
            Payment other = house.start(house.ledger.open(200));

            assertThat(house.draining.drain(STAFF, "card", "vipps", true).inFlight())
                    .isZero();
            house.leaves(service);

            assertThat(line(house, "card")).isEqualTo("[ABSENT 0 []]");
            assertThat(PaymentServiceTest.kinds(house)).containsExactly(Outcomes.DRAINED, Outcomes.DRAINED);
            assertThat(house.now(one).state()).isEqualTo(State.EXCEPTION);
            house.later(Duration.ofDays(2));
            house.payments.decide(
                    STAFF, one.id(), new Decision(true, "s-1", LocalDate.parse("2026-11-26"), "Seen in their portal"));
            house.arrives(card);
            house.payments.ask(STAFF, other.id());

            assertThat(house.now(one).booked()).isTrue();
            assertThat(house.now(other).booked()).isTrue();
            assertThat(PaymentServiceTest.kinds(house)).isEmpty();
        }
    }

    @DatabaseTest
    void noPaymentIsBegunAfterDrainingHasAnswered(TestDatabase fresh) throws Exception {
        try (House house = new House(fresh)) {
            AtomicBoolean drained = new AtomicBoolean();
            AtomicInteger tooLate = new AtomicInteger();
            FakeProvider card = new FakeProvider("card");
            house.arrives(card, 10);
            house.arrives(new FakeProvider("vipps"));
            house.start(house.ledger.open(100));
            ExecutorService threads = Executors.newFixedThreadPool(8);
            AtomicBoolean over = new AtomicBoolean();
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                clients.add(threads.submit(() -> {
                    while (!over.get()) {
                        boolean after = drained.get();
                        String provider = house.start(house.ledger.open(100)).provider();
                        if (after && provider.equals("card")) {
                            tooLate.incrementAndGet();
                        }
                    }
                }));
            }
            Thread.sleep(100);
            house.draining.drain(STAFF, "card", "vipps", false);
            drained.set(true);
            int begun = house.payments
                    .inState(STAFF, State.SETTLED, 200, null)
                    .items()
                    .size();
            Thread.sleep(200);
            over.set(true);
            for (Future<?> client : clients) {
                client.get();
            }
            threads.shutdown();

            assertThat(begun).isPositive();
            assertThat(tooLate).hasValue(0);
        }
    }

    @DatabaseTest
    void whatCannotBeUsedIsShownWithItsReason(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            Terms noCrowns =
                    new Terms("N", Set.of("SEK"), Ore.of(1), Ore.of(2), 0, Duration.ofSeconds(1), Terms.OpenTo.STAFF);
            house.arrives(new FakeProvider("Bad Id"));
            house.arrives(new FakeProvider("sek", noCrowns));
            house.arrives(new FakeProvider("card"), 1);
            house.arrives(new FakeProvider("card"), 0);

            List<Standing> standings = house.draining.providers(STAFF);

            assertThat(standings.stream().map(each -> each.id() + " " + each.state()))
                    .containsExactlyInAnyOrder(
                            "card ACTIVE", "card REJECTED", "no.grend.test REJECTED", "sek REJECTED");
            assertThat(standings.stream().filter(each -> each.id().equals("sek")))
                    .singleElement()
                    .satisfies(each -> assertThat(each.reason()).isEqualTo("It does not take NOK."));
        }
    }

    @DatabaseTest
    void theRoutesThatNameAProviderAreShown(TestDatabase fresh) {
        try (House house = new House(fresh, "gift=vipps,card; *=card")) {
            house.arrives(new FakeProvider("card"));
            house.arrives(new FakeProvider("cash"));

            List<Standing> standings = house.draining.providers(STAFF);

            assertThat(standings.stream().map(each -> each.id() + " " + each.state() + " " + each.routes()))
                    .containsExactly(
                            "card ACTIVE [Route[purpose=*, place=1], Route[purpose=gift, place=2]]",
                            "cash ACTIVE []",
                            "vipps ABSENT [Route[purpose=gift, place=1]]");
            assertThat(standings.get(2).reason()).contains("A route names it");
        }
    }

    @DatabaseTest
    void drainingIsForThoseWhoMayAndToWhatIsThere(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeProvider("card"));
            house.arrives(new FakeProvider("vipps"));
            Actor treasurer = new Actor("staff:1", "Kasserer", Set.of(Role.TREASURER), null);

            refused(() -> house.draining.drain(treasurer, "card", "vipps", false), "FORBIDDEN");
            refused(() -> house.draining.drain(STAFF, "card", "paypal", false), "PROVIDER_NOT_THERE");
            refused(() -> house.draining.drain(STAFF, "paypal", "card", false), "PROVIDER_UNKNOWN");
            refused(() -> house.draining.drain(STAFF, "card", "card", false), "DRAINS_IN_A_CIRCLE");
            house.draining.drain(STAFF, "card", "vipps", false);
            refused(() -> house.draining.drain(STAFF, "vipps", "card", false), "DRAINS_IN_A_CIRCLE");
            assertThat(house.draining.providers(treasurer)).hasSize(2);
        }
    }

    @DatabaseTest
    void whatCollectsByFileIsListedAndDrainedAndNothingIsBegunWithIt(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            FakeCollector avtalegiro = new FakeCollector();
            house.watch.collects(avtalegiro);
            house.arrives(new FakeProvider("card"));
            assertThat(line(house, "avtalegiro")).isEqualTo("[ACTIVE 120 [FILES, MANDATES]]");
            Standing there = house.draining.providers(STAFF).get(0);
            assertThat(there.takes()).isEqualTo(new Takes("AvtaleGiro", 10, Ore.of(1), null));
            assertThat(there.consents().left()).isEqualTo(500);

            refused(() -> house.draining.drain(STAFF, "avtalegiro", "card", false), "MANDATES_STAY");
            refused(() -> house.draining.drain(STAFF, "avtalegiro", null, true), "CLAIMS_ARE_STOPPED_BY_FILE");
            refused(() -> house.draining.drain(STAFF, "card", "avtalegiro", false), "PROVIDER_COLLECTS_BY_FILE");
            refused(() -> house.start(house.ledger.open(100), "avtalegiro"), "PROVIDER_COLLECTS_BY_FILE");
            refused(() -> house.draining.drain(STAFF, "card", null, false), "FIELD_MISSING");
            assertThat(avtalegiro.since).isNull();

            Standing drained = house.draining.drain(STAFF, "avtalegiro", null, false);

            assertThat(drained.state()).isEqualTo(PaymentProviders.State.DRAINING);
            assertThat(drained.reason()).contains("no invoices are claimed", "120 claims of kr", "stopped in time");
            assertThat(house.draining.resume(STAFF, "avtalegiro").state()).isEqualTo(PaymentProviders.State.ACTIVE);
            avtalegiro.broken = true;
            assertThat(line(house, "avtalegiro")).isEqualTo("[REJECTED 0 []]");
        }
    }

    /** As AvtaleGiro, with 120 claims at the bank. */
    private static final class FakeCollector implements CollectsByFile {

        private Instant since;
        private boolean broken;

        @Override
        public String id() {
            return "avtalegiro";
        }

        @Override
        public CollectsByFile.Standing standing() {
            if (broken) {
                throw new IllegalStateException("no tables");
            }
            return new CollectsByFile.Standing(
                    "AvtaleGiro",
                    List.of("FILES", "MANDATES"),
                    10,
                    Ore.of(1),
                    null,
                    500,
                    120,
                    Ore.kroner(54_000),
                    since);
        }

        @Override
        public void drain(Actor actor) {
            since = Instant.parse("2026-11-26T11:00:00Z");
        }

        @Override
        public void resume(Actor actor) {
            since = null;
        }
    }
}
