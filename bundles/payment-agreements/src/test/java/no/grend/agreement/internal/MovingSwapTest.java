package no.grend.agreement.internal;

import static no.grend.agreement.internal.House.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import no.grend.agreement.Consent;
import no.grend.agreement.Consent.State;
import no.grend.agreement.NewConsent;
import no.grend.agreement.Payment;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/**
 * A provider is drained, let back and drained again while its charges are on their way and payers give their consents anew: no
 * invoice is charged twice, no payer has two consents that count, and what is not charged is shown. {@code -Dgrend.seed=} walks
 * the same way again, as far as threads allow.
 */
class MovingSwapTest {

    private static final int PAYERS = 40;
    private static final int DRAININGS = 12;

    private final long seed = Long.getLong("grend.seed", System.nanoTime());
    private final ChargingBank vipps = new ChargingBank("vipps", seed);
    private final ChargingBank swish = new ChargingBank("swish", seed + 1);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger moves = new AtomicInteger();
    private final List<Invoice> invoices = new ArrayList<>();

    @DatabaseTest
    void noInvoiceIsChargedTwiceAndNoneIsLost(TestDatabase fresh) throws Exception {
        System.out.println("MovingSwapTest on " + fresh + ": -Dgrend.seed=" + seed);
        try (House house = new House(fresh)) {
            house.arrives(vipps, 10);
            house.arrives(swish);
            consents(house);
            ExecutorService threads = Executors.newCachedThreadPool();
            List<Future<?>> all = new ArrayList<>();
            all.add(threads.submit(() -> charge(house)));
            all.add(threads.submit(() -> charge(house)));
            all.add(threads.submit(() -> reconcile(house)));
            for (int i = 0; i < 4; i++) {
                Random chance = new Random(seed + i);
                all.add(threads.submit(() -> payersMove(house, chance)));
            }
            try {
                swap(house);
            } finally {
                over.set(true);
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
            threads.shutdown();
            settle(house);
            verify(house, fresh);
        }
    }

    private static String contact(int payer) {
        return "contact-" + payer;
    }

    private void consents(House house) {
        for (int payer = 0; payer < PAYERS; payer++) {
            for (int i = 0; i < 3; i++) {
                invoices.add(house.ledger.open(
                        45_000 + payer,
                        "membership:" + payer + ":" + i,
                        contact(payer),
                        LocalDate.parse("2026-11-29").plusDays(i)));
            }
            NewConsent wanted =
                    new NewConsent(contact(payer), null, "membership", null, Ore.kroner(1_500), 12, null, null);
            house.consents.begin(STAFF, wanted, null);
        }
        vipps.payersConsent();
        house.later(Duration.ofMinutes(6));
        house.later(Duration.ofHours(1));
        assertThat(house.consents.inState(STAFF, State.ACTIVE, 200, null).items())
                .hasSizeGreaterThan(PAYERS / 2);
    }

    /** The last one is to the other, and stays. */
    private void swap(House house) throws InterruptedException {
        Random chance = new Random(seed - 7);
        for (int i = 0; i < DRAININGS; i++) {
            house.draining.drain(STAFF, "vipps", "swish", false);
            Thread.sleep(50 + chance.nextInt(150));
            if (i < DRAININGS - 1) {
                house.draining.resume(STAFF, "vipps");
                Thread.sleep(chance.nextInt(100));
            }
        }
    }

    private void charge(House house) {
        while (!over.get()) {
            house.charges();
            pause(10);
        }
    }

    private void payersMove(House house, Random chance) {
        while (!over.get()) {
            String contact = contact(chance.nextInt(PAYERS));
            Actor member = Actor.member(contact, "Kari Prøve");
            for (Consent consent : house.consents.ofContact(member, contact)) {
                if (consent.move() != null && consent.move().stage().isOpen()) {
                    move(house, member, consent);
                }
            }
            swish.payersConsent();
            pause(chance.nextInt(20));
        }
    }

    private void move(House house, Actor member, Consent consent) {
        try {
            house.consents.ask(member, house.consents.move(member, consent.id()).id());
            moves.incrementAndGet();
        } catch (Problem refused) {
            assertThat(refused.code())
                    .isIn("CONSENT_NOT_MOVING", "CONSENT_THERE", "PROVIDER_DRAINED", "PROVIDER_AWAY", "PROVIDER_BUSY");
        }
    }

    private void reconcile(House house) {
        while (!over.get()) {
            vipps.moves();
            swish.moves();
            house.later(Duration.ofMinutes(6));
            house.consents.moving().markAll();
            pause(30);
        }
    }

    private void settle(House house) {
        vipps.calm();
        swish.calm();
        for (int i = 0; i < 4; i++) {
            house.later(Duration.ofHours(2));
            house.charges();
        }
        for (int day = 0; day < 6; day++) {
            house.charges();
            vipps.moves();
            swish.moves();
            house.later(Duration.ofHours(25));
        }
    }

    private void verify(House house, TestDatabase fresh) {
        List<String> paid =
                Stream.concat(vipps.paid().stream(), swish.paid().stream()).toList();
        System.out.println("MovingSwapTest on " + fresh + ": " + DRAININGS + " drainings, " + moves + " asked for, "
                + vipps.paid().size() + " charged by the old and "
                + swish.paid().size() + " by the new");
        assertThat(paid).as("charged once").doesNotHaveDuplicates();
        assertThat(house.ledger.payments()).as("and all of it is booked").hasSize(paid.size());
        assertThat(moves.get()).isPositive();
        Map<String, Integer> counting = new HashMap<>();
        for (Consent consent :
                house.consents.inState(STAFF, State.ACTIVE, 200, null).items()) {
            counting.merge(consent.contactId(), 1, Integer::sum);
        }
        assertThat(counting.values()).allMatch(count -> count == 1);
        Set<String> shown = new HashSet<>(
                house.db.read(tx -> house.payments.tables().troubles.invoices(tx, Uncharged.KIND, "", 1_000)));
        for (Invoice invoice : invoices) {
            boolean open = house.ledger
                    .invoice(STAFF, invoice.id())
                    .orElseThrow()
                    .open()
                    .isPositive();
            List<Payment> tried = house.payments.ofInvoice(STAFF, invoice.id());
            boolean consented = counting.containsKey(invoice.contactId());
            assertThat(!open || !consented || shown.contains(invoice.id()) || !tried.isEmpty())
                    .as("invoice %s is charged, or it is shown that it is not: %s", invoice.number(), tried)
                    .isTrue();
        }
        assertThat(house.checks.verify()).isEmpty();
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
