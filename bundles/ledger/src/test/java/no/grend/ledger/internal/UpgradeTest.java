package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.DUE;
import static no.grend.ledger.internal.Books.STAFF;
import static no.grend.ledger.internal.Books.draft;
import static no.grend.ledger.internal.Books.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import no.grend.ledger.Credit;
import no.grend.ledger.Invoice;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.testkit.AllRows;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** An organisation's books from before months were closed, with rows in every table, come through the later change sets. */
class UpgradeTest {

    private static final String FIRST_OF_THE_NEWER = "ledger_payment_batch_gone";

    /** Invoices with and without a run, payments of every fate, fees, waivers and credit notes. */
    private static Books year(TestDatabase database) {
        Books books = new Books(database);
        books.issueAll("job-1", draft("m:1", 1, 10_000, DUE), draft("m:2", 2, 20_000, DUE), draft("m:3", 3, 300, DUE));
        books.ledger
                .runBook()
                .remember(
                        "job-1",
                        new RunOrder("RENEWAL", DUE, true, Notice.BANK, false),
                        books.ledger.runBook().issuedIn("job-1"));
        Invoice paid = books.invoice(4, 4_000);
        Invoice overpaid = books.invoice(5, 5_000);
        Invoice part = books.invoice(6, 6_000);
        Invoice credited = books.invoice(7, 7_000);
        books.post(
                receipt("a", paid.kid(), 4_000),
                receipt("b", overpaid.kid(), 5_500),
                receipt("c", part.kid(), 1_000),
                receipt("d", null, 77));
        books.fee(part, "fee", 3_500);
        books.ledger.waive(STAFF, books.fee(credited, "fee-2", 3_500).id(), "Sent by mistake");
        books.credit(credited, Credit.whole("Sent by mistake"));
        books.ledger.allocate(STAFF, "d", part.id(), "The member showed the receipt");
        books.ledger.unallocate(STAFF, "d", "It was another receipt");
        books.ledger.allocate(STAFF, "b", part.id(), "The member asked for it");
        assertThat(books.violations()).isEmpty();
        return books;
    }

    @DatabaseTest
    void oldRowsBecomeWhatTodaysProgramWouldHaveWritten(TestDatabase old) {
        try (TestDatabase now = TestDatabase.fresh(old.dialect())) {
            year(now);
            AllRows today = new AllRows(now.dataSource(), "ledger_");
            AllRows upgraded = new AllRows(old.before(FIRST_OF_THE_NEWER, "ledger", Books.class), "ledger_");
            upgraded.copyFrom(today);
            assertThat(upgraded.asText()).doesNotContainKeys("ledger_run", "ledger_member_entry");

            Books books = new Books(old);

            Map<String, List<String>> rows = upgraded.asText();
            assertThat(rows.get("ledger_run")).hasSize(1);
            assertThat(rows.get("ledger_member_entry")).isNotEmpty();
            assertThat(rows.get("ledger_invoice")).hasSize(7);
            assertThat(rows).isEqualTo(today.asText());
            goesOn(books);
        }
    }

    private static void goesOn(Books books) {
        assertThat(books.violations()).isEmpty();
        Invoice next = books.invoice(5, 1_000);
        assertThat(next.number()).isEqualTo(8);
        assertThat(next.joining()).isFalse();
        books.ledger.allocate(STAFF, "d", next.id(), "It was this one's");
        assertThat(books.balance(5, null)).isEqualTo(923);
        books.clock.advance(Duration.ofDays(31));
        assertThat(books.closings.close(STAFF, YearMonth.of(2026, 11)).isClosed())
                .isTrue();
        assertThat(books.violations()).isEmpty();
    }
}
