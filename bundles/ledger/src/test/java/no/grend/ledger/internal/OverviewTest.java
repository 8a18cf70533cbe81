package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.DUE;
import static no.grend.ledger.internal.Books.STAFF;
import static no.grend.ledger.internal.Books.draft;
import static no.grend.ledger.internal.Books.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger.InvoiceRunSummary;
import no.grend.ledger.Ledger.OpenOnDueDate;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Runs and due dates, as whoever collects chooses among them (S4-46). */
class OverviewTest {

    private static final LocalDate LATER = DUE.plusMonths(1);

    private static void run(Books books, String id, LocalDate due, int... members) {
        RunOrder order = new RunOrder("RENEWAL", due, true, Notice.BANK, false);
        for (int member : members) {
            books.issueAll(id, draft(id + ":" + member, member, 10_000, due));
        }
        books.ledger.runBook().remember(id, order, books.ledger.runBook().issuedIn(id));
    }

    @DatabaseTest
    void runsAreListedNewestFirstAndOneThatGoesOnIsNotListedTwice(TestDatabase test) {
        Books books = new Books(test);
        run(books, "job-1", DUE, 1, 2);
        run(books, "job-2", LATER, 3);
        run(books, "job-1", DUE, 4);
        run(books, "job-3", LATER);

        Page<InvoiceRunSummary> first = books.ledger.runs(STAFF, 1, null);
        assertThat(first.items()).extracting(InvoiceRunSummary::id).containsExactly("job-2");
        assertThat(books.ledger.runs(STAFF, 1, first.next()).items())
                .containsExactly(
                        new InvoiceRunSummary("job-1", "RENEWAL", DUE, 3, Ore.of(30_000), books.clock.instant()));
        assertThat(books.ledger.run(STAFF, "job-2").orElseThrow().invoices()).isEqualTo(1);
        assertThat(books.ledger.run(STAFF, "job-3")).as("it issued nothing").isEmpty();
    }

    @DatabaseTest
    void whatIsOpenIsSummedByDueDateAndListedInPages(TestDatabase test) {
        Books books = new Books(test);
        List<Invoice> issued = new ArrayList<>();
        for (int member = 1; member <= 5; member++) {
            issued.add(books.invoice(member, 10_000));
        }
        books.invoice(6, 7_000, LATER);
        books.invoice(7, 7_000, DUE.minusDays(1));
        books.post(
                receipt("a", issued.get(0).kid(), 10_000),
                receipt("b", issued.get(1).kid(), 4_000));

        assertThat(books.ledger.openFrom(STAFF, DUE))
                .containsExactly(new OpenOnDueDate(DUE, 4, Ore.of(36_000)), new OpenOnDueDate(LATER, 1, Ore.of(7_000)));

        List<String> open = new ArrayList<>();
        String cursor = null;
        do {
            Page<Invoice> page = books.ledger.openOn(STAFF, DUE, 3, cursor);
            page.items().forEach(invoice -> open.add(invoice.id()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(open)
                .containsExactlyElementsOf(
                        issued.stream().skip(1).map(Invoice::id).toList());
    }
}
