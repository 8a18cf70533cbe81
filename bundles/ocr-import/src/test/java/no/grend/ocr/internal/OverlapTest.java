package no.grend.ocr.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import no.grend.ocr.internal.BankFile.Pay;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** P1: whatever files overlap, in whatever order, sent however often and cut off anywhere, each payment is posted once. */
final class OverlapTest {

    @DatabaseTest
    void everyPaymentIsPostedExactlyOnce(TestDatabase databases) {
        long seed = new Random().nextLong();
        System.out.println("OverlapTest seed " + seed);
        Random random = new Random(seed);
        House house = new House(databases);
        List<Pay> world = world(random);
        List<byte[]> files = new ArrayList<>();
        for (int transmission = 1; transmission <= 6; transmission++) {
            files.add(new BankFile(transmission).pay(some(world, random)).bytes());
        }
        files.add(new BankFile(7).pay(shuffled(world, random)).bytes());

        for (int i = 0; i < 30; i++) {
            FakeLedger.Trouble[] troubles = FakeLedger.Trouble.values();
            house.ledger.trouble = troubles[random.nextInt(troubles.length)];
            try {
                house.take(files.get(random.nextInt(files.size())));
            } catch (FakeLedger.Crash e) {
                house.restart();
                if (random.nextBoolean()) {
                    house.bankFiles.recover();
                }
            }
            house.ledger.trouble = FakeLedger.Trouble.NONE;
        }
        files.forEach(house::take);

        List<Long> expected = world.stream().map(Pay::ore).sorted().toList();
        assertThat(house.postedAmounts()).as("seed %d", seed).isEqualTo(expected);
        assertThat(house.verification.verify()).as("seed %d", seed).isEmpty();
    }

    /** Payments with archive references, some of them with identical twins. */
    private static List<Pay> world(Random random) {
        List<Pay> world = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            Pay pay = Pay.of("404", 100 + random.nextInt(5), i);
            int twins = random.nextInt(10) == 0 ? 3 : 1;
            world.addAll(Collections.nCopies(twins, pay));
        }
        return world;
    }

    /** Part of the world, in any order; as a bank would, it never splits twins between files. */
    private static List<Pay> some(List<Pay> world, Random random) {
        Map<Pay, Boolean> in = new HashMap<>();
        world.forEach(pay -> in.computeIfAbsent(pay, key -> random.nextInt(3) > 0));
        return shuffled(world.stream().filter(in::get).toList(), random);
    }

    private static List<Pay> shuffled(List<Pay> payments, Random random) {
        List<Pay> shuffled = new ArrayList<>(payments);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
