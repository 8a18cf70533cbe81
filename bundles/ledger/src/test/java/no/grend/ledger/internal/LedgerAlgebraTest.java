package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.STAFF;
import static no.grend.ledger.internal.Books.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger.Payment;
import no.grend.ledger.LedgerEvent;
import no.grend.ledger.Receipt;
import no.grend.ledger.internal.LedgerModel.Bill;
import no.grend.schema.Database.Dialect;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random days at the treasurer's desk: the ledger and the model must agree to the øre, whatever the chunks. */
class LedgerAlgebraTest {

    private static final int DAYS = 12;
    private static final int STEPS = 40;
    private static final LocalDate FIRST_DUE = LocalDate.parse("2027-01-15");

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void agreesWithTheModel(Dialect dialect) {
        long seed = Long.getLong("grend.seed", System.nanoTime());
        System.out.println("LedgerAlgebraTest: -Dgrend.seed=" + seed);
        try (TestDatabase test = TestDatabase.fresh(dialect)) {
            Books books = new Books(test);
            Desk desk = new Desk(books, new Random(seed));
            for (int day = 0; day < DAYS; day++) {
                desk.work();
                desk.compare();
                assertThat(books.violations()).as("seed " + seed).isEmpty();
            }
        }
    }

    private static final class Desk {

        private final Books books;
        private final Random random;
        private final LedgerModel model = new LedgerModel();
        private final List<Invoice> invoices = new ArrayList<>();
        private int keys;

        Desk(Books books, Random random) {
            this.books = books;
            this.random = random;
        }

        void work() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(6)) {
                    case 0, 1 -> issue();
                    case 2, 3 -> post();
                    case 4 -> allocate();
                    default -> unallocate();
                }
            }
        }

        private void issue() {
            int member = 1 + random.nextInt(4);
            int due = random.nextInt(3);
            long amount = 1 + random.nextInt(5);
            invoices.add(books.invoice(member, amount, FIRST_DUE.plusDays(due)));
            model.issue(member, due, amount);
        }

        private void post() {
            List<Receipt> receipts = new ArrayList<>();
            int many = random.nextInt(12);
            for (int i = 0; i < many; i++) {
                receipts.add(next());
            }
            int chunk = 1 + random.nextInt(4);
            new Posting(books.db, books.clock, books.kids, chunk).post("batch", receipts.iterator(), posted -> {});
        }

        private Receipt next() {
            // Now and then a key that was used before.
            String key = "k" + (random.nextInt(10) == 0 && keys > 0 ? random.nextInt(keys) : keys++);
            long amount = random.nextInt(13) - 4;
            return switch (random.nextInt(8)) {
                case 0 -> {
                    model.post(key, null, null, amount);
                    yield receipt(key, random.nextBoolean() ? null : "1234", amount);
                }
                case 1, 2 -> {
                    int member = 1 + random.nextInt(5);
                    model.post(key, null, member, amount);
                    yield receipt(key, books.ledger.referenceKid(member), amount);
                }
                default -> {
                    if (invoices.isEmpty()) {
                        model.post(key, null, null, amount);
                        yield receipt(key, null, amount);
                    }
                    int at = random.nextInt(invoices.size());
                    model.post(key, model.bills.get(at), null, amount);
                    yield receipt(key, invoices.get(at).kid(), amount);
                }
            };
        }

        private void allocate() {
            if (invoices.isEmpty() || keys == 0) {
                return;
            }
            String key = "k" + random.nextInt(keys);
            int at = random.nextInt(invoices.size());
            boolean may = model.allocate(key, model.bills.get(at));
            assertThat(does(() ->
                            books.ledger.allocate(STAFF, key, invoices.get(at).id(), "why")))
                    .as("allocate " + key)
                    .isEqualTo(may);
        }

        private void unallocate() {
            if (keys == 0) {
                return;
            }
            String key = "k" + random.nextInt(keys);
            boolean may = model.unallocate(key);
            assertThat(does(() -> books.ledger.unallocate(STAFF, key, "why")))
                    .as("unallocate " + key)
                    .isEqualTo(may);
        }

        void compare() {
            for (int i = 0; i < invoices.size(); i++) {
                Bill bill = model.bills.get(i);
                Invoice invoice = books.now(invoices.get(i));
                assertThat(invoice.paid().value()).as("invoice " + bill.number).isEqualTo(bill.paid);
            }
            model.receipts.forEach((key, held) -> {
                Payment payment = books.ledger.payment(STAFF, key).orElseThrow();
                assertThat(payment.unallocated().value()).as(key).isEqualTo(held.amount);
            });
            List<LedgerEvent> events = books.ledger.eventsAfter(0, 10_000);
            for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i).number()).isEqualTo(i + 1);
            }
        }

        private static boolean does(Runnable work) {
            try {
                work.run();
                return true;
            } catch (Problem e) {
                return false;
            }
        }
    }
}
