package no.grend.avtalegiro.internal;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import no.grend.avtalegiro.MandateIntake.FboRecord;
import no.grend.avtalegiro.internal.ClaimFiles.Order;
import no.grend.avtalegiro.internal.Inquiries.Wanted;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.kernel.Page;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.schema.Database.Dialect;
import no.grend.testkit.TestDatabase;

/**
 * Times the cockpit, its lists and the routine over many claims; the ledger beside it is made up and lies in memory. Run by
 * hand: {@code CockpitTiming POSTGRESQL 200000}, with at most 100,000 members of two invoices each. Not a test.
 */
final class CockpitTiming {

    private static final int TIMES = 21;
    private static final int STEP = 1_000;

    private CockpitTiming() {}

    public static void main(String[] arguments) {
        Dialect dialect = Dialect.valueOf(arguments[0]);
        int claims = Integer.parseInt(arguments[1]);
        try (TestDatabase fresh = TestDatabase.fresh(dialect)) {
            House house = new House(fresh);
            mandates(house, claims / 2);
            for (int i = 0; i < claims; i++) {
                house.ledger.open(i / 2 + 1, 1_000_000L + i, House.DUE, "run-1", 45_000);
            }
            BankFile file = house.claimFiles.create(House.TREASURER, new Order(House.DUE, Notice.BANK, null), null);
            for (int i = 0; i < claims; i += 10) {
                house.ledger.pay("invoice-" + (1_000_000L + i));
            }
            once("catch up with a tenth paid", house.settlements::catchUp);
            if (dialect == Dialect.POSTGRESQL) {
                house.db.useTransaction(tx -> tx.execute("ANALYZE"));
            }
            System.out.println(file.claims() + " claims on " + dialect);
            time("cockpit", () -> house.cockpit.view(House.READER));
            time(
                    "first page of those awaited",
                    () -> house.inquiries.claims(House.READER, Wanted.AWAITING, null, 50, null));
            String middle = house.inquiries
                    .claims(House.READER, Wanted.AWAITING, null, 200, null)
                    .next()
                    .replaceFirst(" \\d+$", " " + claims / 2);
            time("page in the middle", () -> house.inquiries.claims(House.READER, Wanted.AWAITING, null, 50, middle));
            time("one invoice", () -> house.inquiries.invoice(House.READER, "invoice-" + (1_000_000L + claims / 3)));
            time("routine", () -> house.routine.choices(House.READER, null));
            once(
                    "reject the whole file",
                    () -> house.answers.register(
                            House.TREASURER,
                            file.id(),
                            new BankAnswers.Told(
                                    no.grend.avtalegiro.internal.store.Answer.Outcome.REJECTED,
                                    no.grend.avtalegiro.internal.store.RejectionReason.DUPLICATE,
                                    null,
                                    null,
                                    null)));
        }
    }

    private static void mandates(House house, int members) {
        for (int from = 1; from <= members; from += STEP) {
            List<FboRecord> records = IntStream.range(from, Math.min(members + 1, from + STEP))
                    .mapToObj(member -> new FboRecord(member, 1, house.ledger.referenceKid(member), false))
                    .toList();
            house.mandates.receive(House.TREASURER, "ocr:timing:" + from, LocalDate.of(2026, 11, 1), records);
        }
    }

    private interface Call {
        Object call();
    }

    private static void once(String what, Runnable call) {
        long start = System.nanoTime();
        call.run();
        System.out.printf("%s: %.0f ms%n", what, (System.nanoTime() - start) / 1e6);
    }

    private static void time(String what, Call call) {
        double[] took = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            if (call.call() instanceof Page<?> page && page.items().isEmpty()) {
                throw new IllegalStateException(what + " found nothing");
            }
            took[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(took);
        System.out.printf("%s: median %.1f ms, slowest %.1f ms%n", what, took[TIMES / 2], took[TIMES - 1]);
    }
}
