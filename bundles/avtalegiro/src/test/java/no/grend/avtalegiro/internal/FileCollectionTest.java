package no.grend.avtalegiro.internal;

import static no.grend.avtalegiro.internal.House.DUE;
import static no.grend.avtalegiro.internal.House.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import no.grend.agreement.spi.CollectsByFile;
import no.grend.avtalegiro.internal.ClaimFiles.Order;
import no.grend.avtalegiro.internal.Explanation.Code;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.ledger.spi.Collector.Window;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** AvtaleGiro among the payment providers, and taken out of use. Today is 21 November 2026. */
class FileCollectionTest {

    private static final Order ORDER = new Order(DUE, Notice.BANK, null);

    private static CollectsByFile collection(House house) {
        return new FileCollection(house.db, house.clock, house.audit, house.deadlines);
    }

    private static void open(House house, String run, int... members) {
        for (int member : members) {
            house.ledger.open(member, member, DUE, run, 10_000);
        }
    }

    private static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }

    private static Explanation of(House house, int invoice) {
        return house.inquiries.invoice(TREASURER, "invoice-" + invoice);
    }

    @DatabaseTest
    void itTellsHowItStands(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2, 3);
        open(house, "run-1", 1, 2, 4);
        house.claimFiles.create(TREASURER, ORDER, null);

        CollectsByFile.Standing standing = collection(house).standing();

        assertThat(standing.name()).isEqualTo("AvtaleGiro");
        assertThat(standing.mandates()).isEqualTo(3);
        assertThat(standing.inFlight()).isEqualTo(2);
        assertThat(standing.inFlightTotal())
                .isEqualTo(of(house, 1).open().plus(of(house, 2).open()));
        assertThat(standing.leadDays()).isBetween(9, 14);
        assertThat(standing.least()).isEqualTo(Ore.of(1));
        assertThat(standing.drainedSince()).isNull();
    }

    @DatabaseTest
    void drainedNothingIsClaimedAndEachAbsenceIsExplained(TestDatabase fresh) {
        House house = new House(fresh);
        house.mandatesFor(1, 2);
        open(house, "run-1", 1);
        BankFile before = house.claimFiles.create(TREASURER, ORDER, null);
        open(house, "run-2", 2, 3);
        CollectsByFile collection = collection(house);

        collection.drain(Actor.SYSTEM);
        collection.drain(Actor.SYSTEM);

        assertThat(collection.standing().drainedSince()).isEqualTo(house.clock.instant());
        assertThat(house.audit.of("AVTALEGIRO_DRAINED")).hasSize(1);
        refused(() -> house.claimFiles.create(TREASURER, ORDER, null), "AVTALEGIRO_DRAINED");
        house.claimFiles.requireInTime(Oslo.today(house.clock), Notice.BANK);
        assertThat(house.claimFiles.collect(TREASURER, "run-2", DUE, Notice.BANK))
                .as("the run makes ordinary invoices")
                .isNull();
        assertThat(house.claimFiles.windows(DUE)).allSatisfy(window -> {
            assertThat(window.possible()).isFalse();
            assertThat(window.firstPossibleDueDate()).isNull();
            assertThat(window.explanation()).contains("AvtaleGiro is being drained, since 21 November 2026");
        });
        assertThat(of(house, 2).code()).isEqualTo(Code.DRAINED);
        assertThat(of(house, 2).explanation()).contains("AvtaleGiro is being drained");
        assertThat(of(house, 3).code()).as("who has no mandate").isEqualTo(Code.NO_MANDATE);
        assertThat(of(house, 1).code()).as("what the bank has goes on").isEqualTo(Code.AWAITING);
        assertThat(house.cockpit.view(TREASURER).drainedSince()).isNotNull();
        assertThat(house.routine.choices(TREASURER, null).runs()).noneMatch(Routine.RunChoice::possible);

        house.cancellations.ofFile(TREASURER, before.id(), null);
        assertThat(of(house, 1).next()).contains("cannot be claimed now", "ordinary invoice");

        house.clock.advanceDays(2);
        collection.resume(Actor.SYSTEM);
        collection.resume(Actor.SYSTEM);

        assertThat(house.audit.of("AVTALEGIRO_RESUMED")).hasSize(1);
        assertThat(house.claimFiles.windows(DUE)).anyMatch(Window::possible);
        assertThat(of(house, 2).code()).isEqualTo(Code.NOT_CLAIMED_YET);
        assertThat(of(house, 2).explanation())
                .contains("AvtaleGiro was drained from 21 November 2026 to 23 November 2026");
        house.claimFiles.create(TREASURER, ORDER, null);
        assertThat(of(house, 2).code()).isEqualTo(Code.AWAITING);
    }

    @DatabaseTest
    void itIsForThoseWhoMay(TestDatabase fresh) {
        House house = new House(fresh);
        refused(() -> collection(house).drain(TREASURER), "FORBIDDEN");
        refused(() -> collection(house).resume(TREASURER), "FORBIDDEN");
    }

    @DatabaseTest
    void aFileThatIsBeingMadeIsWaitedForAndNoneIsMadeAfter(TestDatabase fresh) throws Exception {
        House house = new House(fresh);
        house.mandatesFor(1);
        open(house, "run-1", 1);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch on = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<BankFile> making = threads.submit(() -> house.files.make(
                new BankFiles.Request(TREASURER, BankFile.Kind.CLAIMS, null, null, null, null), (tx, shipment) -> {
                    reading.countDown();
                    await(on);
                    throw new IllegalStateException("rolled back");
                }));
        reading.await();
        Future<?> draining = threads.submit(() -> collection(house).drain(Actor.SYSTEM));
        Thread.sleep(300);
        assertThat(draining.isDone()).as("it waits").isFalse();
        on.countDown();
        draining.get();
        assertThatThrownBy(making::get).hasMessageContaining("rolled back");
        refused(() -> house.claimFiles.create(TREASURER, ORDER, null), "AVTALEGIRO_DRAINED");
        threads.shutdown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
