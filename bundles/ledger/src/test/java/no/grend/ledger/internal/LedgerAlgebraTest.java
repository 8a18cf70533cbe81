package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.STAFF;
import static no.grend.ledger.internal.Books.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Charge;
import no.grend.ledger.Charged;
import no.grend.ledger.Credit;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger.Payment;
import no.grend.ledger.LedgerEvent;
import no.grend.ledger.Receipt;
import no.grend.ledger.internal.LedgerModel.Bill;
import no.grend.ledger.internal.store.Cover;
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
            Random random = new Random(seed);
            List<Cover.Part> order = new ArrayList<>(List.of(Cover.Part.values()));
            Collections.shuffle(order, random);
            Cover cover = new Cover(order);
            boolean creditPaid = random.nextBoolean();
            Books books = new Books(test, cover, creditPaid);
            Desk desk = new Desk(books, random, cover, new LedgerModel(cover, creditPaid));
            for (int day = 0; day < DAYS; day++) {
                desk.work();
                desk.compare();
                assertThat(books.violations()).as("seed " + seed).isEmpty();
                desk.sleep();
            }
        }
    }

    private static final class Desk {

        private final Books books;
        private final Random random;
        private final Cover cover;
        private final LedgerModel model;
        private final List<Invoice> invoices = new ArrayList<>();
        private final List<Charged> charges = new ArrayList<>();
        private YearMonth toClose;
        private int keys;
        private int asked;

        Desk(Books books, Random random, Cover cover, LedgerModel model) {
            this.books = books;
            this.random = random;
            this.cover = cover;
            this.model = model;
            this.toClose = YearMonth.from(books.subLedger.day(null));
        }

        void work() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(10)) {
                    case 0, 1 -> issue();
                    case 2, 3 -> post();
                    case 4 -> allocate();
                    case 5 -> unallocate();
                    case 6, 7 -> charge();
                    case 8 -> waive();
                    default -> credit();
                }
            }
        }

        /** Some days pass; months that have ended are closed, now and then more than one. */
        void sleep() {
            books.clock.advanceDays(random.nextInt(25));
            YearMonth now = YearMonth.from(books.subLedger.day(null));
            while (random.nextInt(4) > 0 && does(() -> books.closings.close(STAFF, toClose))) {
                toClose = toClose.plusMonths(1);
                assertThat(toClose.isAfter(now)).isFalse();
            }
        }

        private void issue() {
            int member = 1 + random.nextInt(4);
            int due = random.nextInt(3);
            long[] lines = new long[1 + random.nextInt(3)];
            for (int i = 0; i < lines.length; i++) {
                // The first pays for the discounts after it.
                lines[i] = i == 0 ? 5 + random.nextInt(5) : random.nextInt(5) - 2;
            }
            invoices.add(books.issue(member, FIRST_DUE.plusDays(due), lines));
            model.issue(member, due, lines);
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

        private void charge() {
            if (invoices.isEmpty()) {
                return;
            }
            int at = random.nextInt(invoices.size());
            boolean fee = random.nextBoolean();
            long amount = 1 + random.nextInt(3);
            boolean may = model.charge(model.bills.get(at), fee ? Cover.Part.FEE : Cover.Part.INTEREST, amount);
            Charge.Kind kind = fee ? Charge.Kind.REMINDER_FEE : Charge.Kind.LATE_INTEREST;
            String key = "c" + asked++;
            assertThat(does(() -> charges.add(books.charge(invoices.get(at), key, kind, amount))))
                    .as("charge invoice " + (at + 1))
                    .isEqualTo(may);
        }

        private void waive() {
            if (charges.isEmpty()) {
                return;
            }
            int at = random.nextInt(charges.size());
            boolean may = model.waive(model.charges.get(at));
            assertThat(does(() -> books.ledger.waive(STAFF, charges.get(at).id(), "why")))
                    .as("waive " + at)
                    .isEqualTo(may);
        }

        private void credit() {
            if (invoices.isEmpty()) {
                return;
            }
            int at = random.nextInt(invoices.size());
            Bill bill = model.bills.get(at);
            if (random.nextInt(3) == 0) {
                boolean may = model.credit(bill, null);
                assertThat(does(() -> books.credit(invoices.get(at), Credit.whole("why"))))
                        .as("credit invoice " + bill.number)
                        .isEqualTo(may);
                return;
            }
            long[] lines = new long[bill.left.length];
            List<Credit.Line> some = new ArrayList<>();
            for (int i = 0; i < lines.length; i++) {
                if (random.nextBoolean()) {
                    lines[i] = bill.left[i] < 0 ? -1 - random.nextInt(2) : 1 + random.nextInt(6);
                    some.add(new Credit.Line(i + 1, Ore.of(lines[i])));
                }
            }
            boolean may = !some.isEmpty() && model.credit(bill, lines);
            assertThat(does(() -> books.credit(invoices.get(at), Credit.of("why", some))))
                    .as("credit lines of invoice " + bill.number)
                    .isEqualTo(may);
        }

        void compare() {
            for (int i = 0; i < invoices.size(); i++) {
                compare(model.bills.get(i), books.now(invoices.get(i)));
            }
            model.receipts.forEach((key, held) -> {
                Payment payment = books.ledger.payment(STAFF, key).orElseThrow();
                assertThat(payment.unallocated().value()).as(key).isEqualTo(held.amount);
            });
            for (int member = 1; member < 6; member++) {
                assertThat(books.balance(member, books.subLedger.day(null)))
                        .as("member " + member)
                        .isEqualTo(balance(member));
            }
            List<LedgerEvent> events = books.ledger.eventsAfter(0, 10_000);
            for (int i = 0; i < events.size(); i++) {
                assertThat(events.get(i).number()).isEqualTo(i + 1);
            }
        }

        private long balance(Integer member) {
            long owed = model.bills.stream()
                    .filter(bill -> member == bill.member)
                    .mapToLong(Bill::open)
                    .sum();
            return owed
                    - model.receipts.values().stream()
                            .filter(held -> !held.suspense && member.equals(held.member))
                            .mapToLong(held -> held.amount)
                            .sum();
        }

        private void compare(Bill bill, Invoice invoice) {
            String name = "invoice " + bill.number;
            assertThat(invoice.paid().value()).as(name).isEqualTo(bill.paid);
            assertThat(invoice.credited().value()).as(name).isEqualTo(bill.credited);
            assertThat(invoice.open().value()).as(name).isEqualTo(bill.open());
            assertThat(invoice.outstanding())
                    .as(name)
                    .isEqualTo(new Invoice.Parts(
                            Ore.of(bill.outstanding(Cover.Part.PRINCIPAL, cover)),
                            Ore.of(bill.outstanding(Cover.Part.FEE, cover)),
                            Ore.of(bill.outstanding(Cover.Part.INTEREST, cover))));
            assertThat(invoice.status()).as(name).isEqualTo(status(bill));
            assertThat(books.creditNotes
                            .ofInvoices(STAFF, List.of(invoice.id()))
                            .getOrDefault(invoice.id(), List.of()))
                    .as(name)
                    .hasSize(bill.notes);
        }

        private static Invoice.Status status(Bill bill) {
            if (bill.credited == bill.amount) {
                return Invoice.Status.CREDITED;
            }
            if (bill.open() == 0) {
                return Invoice.Status.PAID;
            }
            return bill.paid > 0 ? Invoice.Status.PART_PAID : Invoice.Status.OPEN;
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
