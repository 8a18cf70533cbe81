package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.DUE;
import static no.grend.ledger.internal.Books.STAFF;
import static no.grend.ledger.internal.Books.draft;
import static no.grend.ledger.internal.Books.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Credit;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger.InvoiceQuery;
import no.grend.ledger.Ledger.Issued;
import no.grend.ledger.Posted;
import no.grend.ledger.Posted.Outcome;
import no.grend.ledger.Receipt;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

class IssuingTest {

    private static final int CLIENTS = 32;

    @DatabaseTest
    void numbersWithoutGapsAndGivesEachItsKid(TestDatabase test) {
        Books books = new Books(test);
        List<Issued> issued = books.issueAll(
                "run-1", draft("m:1", 1, 100, DUE), draft("m:2", 2, 200, DUE), draft("m:1", 1, 100, DUE));

        assertThat(issued).extracting(Issued::created).containsExactly(true, true, false);
        assertThat(issued).extracting(i -> i.invoice().number()).containsExactly(1L, 2L, 1L);
        Invoice stored =
                books.ledger.invoice(STAFF, issued.get(1).invoice().id()).orElseThrow();
        assertThat(stored).isEqualTo(issued.get(1).invoice());
        assertThat(stored.kid()).isEqualTo(new Member7Invoice7().kid(2, 2));
        assertThat(stored.lines()).hasSize(1);
        assertThat(books.violations()).isEmpty();
    }

    /** S4-07. */
    @DatabaseTest
    void remembersWhichInvoicesArePaidOnJoining(TestDatabase test) {
        Books books = new Books(test);
        List<Issued> issued = books.issueAll("run-1", draft("m:1", 1, 100, DUE).asJoining(), draft("m:2", 2, 200, DUE));
        List<Invoice> open = new ArrayList<>();
        books.ledger.eachOpen(STAFF, DUE, null, open::add);

        assertThat(open).containsExactly(issued.get(0).invoice(), issued.get(1).invoice());
        assertThat(open).extracting(Invoice::joining).containsExactly(true, false);
        assertThat(books.ledger.invoice(STAFF, open.get(0).id())).contains(open.get(0));
    }

    /** Whoever pays a standing agreement by invoice is not debited by AvtaleGiro for it. */
    @DatabaseTest
    void remembersWhichInvoicesAreNotCollectedByMandate(TestDatabase test) {
        Books books = new Books(test);
        List<Issued> issued = books.issueAll(
                "run-1",
                draft("gift:1:2027-01", 1, 100, DUE).notByMandate(),
                draft("m:2", 2, 200, DUE),
                draft("m:3", 3, 200, DUE).notByMandate().asJoining());
        List<Invoice> open = new ArrayList<>();
        books.ledger.eachOpen(STAFF, DUE, null, open::add);

        assertThat(open).extracting(Invoice::withoutMandate).containsExactly(true, false, false);
        assertThat(open.get(0)).isEqualTo(issued.get(0).invoice());
        assertThat(open.get(2).joining())
                .as("which is never collected by mandate either")
                .isTrue();
    }

    /** As many as fill some statements of several rows and leave some for one. */
    @DatabaseTest
    void storesEveryInvoiceOfManyAsItSaid(TestDatabase test) {
        Books books = new Books(test);
        List<InvoiceDraft> drafts = IntStream.rangeClosed(1, 137)
                .mapToObj(i -> draft("m:" + i, i, 100 + i, DUE))
                .toList();
        List<Issued> issued = books.ledger.issueAll(STAFF, "run-1", drafts);

        assertThat(issued).hasSize(137);
        assertThat(issued).allSatisfy(one -> assertThat(
                        books.ledger.invoice(STAFF, one.invoice().id()))
                .contains(one.invoice()));
        books.post(issued.stream()
                .map(one -> receipt(
                        "key-" + one.invoice().number(),
                        one.invoice().kid(),
                        one.invoice().amount().value()))
                .toArray(Receipt[]::new));
        assertThat(issued).allSatisfy(one -> assertThat(
                        books.ledger.invoice(STAFF, one.invoice().id()))
                .get()
                .extracting(Invoice::status)
                .isEqualTo(Status.PAID));
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void invoicesASourceKeyOnceAcrossRuns(TestDatabase test) {
        Books books = new Books(test);
        books.issueAll("run-1", draft("m:1", 1, 100, DUE));
        Issued again = books.issueAll("run-2", draft("m:1", 1, 100, DUE)).get(0);
        assertThat(again.created()).isFalse();
        assertThat(again.invoice().run()).isEqualTo("run-1");
    }

    @DatabaseTest
    void repeatsAnIdempotencyKeyAndRefusesItForAnotherRequest(TestDatabase test) {
        Books books = new Books(test);
        IdempotencyKey key = IdempotencyKey.of("key-1", "one");
        Invoice first = books.ledger.issue(STAFF, draft(null, 1, 100, DUE), key);
        assertThat(books.ledger.issue(STAFF, draft(null, 1, 100, DUE), key)).isEqualTo(first);
        assertThatThrownBy(() ->
                        books.ledger.issue(STAFF, draft(null, 1, 100, DUE), IdempotencyKey.of("key-1", "another")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("another request");
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void refusesWhatCannotBeAnInvoice(TestDatabase test) {
        Books books = new Books(test);
        assertThatThrownBy(() -> books.invoice(1, 0))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("more than zero");
        assertThatThrownBy(() -> books.invoice(10_000_000, 100))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("7 digits");
        assertThat(books.invoice(1, 100).number()).isEqualTo(1);
    }

    @DatabaseTest
    void listsByKidMemberStatusAndRunInPages(TestDatabase test) {
        Books books = new Books(test);
        InvoiceDraft[] drafts = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> draft("m:" + i, i, 100, DUE))
                .toArray(InvoiceDraft[]::new);
        books.issueAll("run-1", drafts);
        Invoice single = books.invoice(3, 500);
        books.post(receipt("a", single.kid(), 200), receipt("b", new Member7Invoice7().kid(1, 1), 100));

        assertThat(list(books, new InvoiceQuery(single.kid(), null, null, null, null, null)))
                .containsExactly(8L);
        assertThat(list(books, new InvoiceQuery(null, 3, null, null, null, null)))
                .containsExactly(8L, 3L);
        assertThat(list(books, new InvoiceQuery(null, null, Status.PAID, null, null, null)))
                .containsExactly(1L);
        assertThat(list(books, new InvoiceQuery(null, null, Status.PART_PAID, null, null, null)))
                .containsExactly(8L);
        assertThat(list(books, new InvoiceQuery(null, null, Status.OPEN, "run-1", null, null)))
                .containsExactly(7L, 6L, 5L, 4L, 3L, 2L);
        assertThat(list(books, new InvoiceQuery(null, null, Status.CREDITED, null, null, null)))
                .isEmpty();
        Page<Invoice> first = books.ledger.invoices(STAFF, new InvoiceQuery(null, null, null, null, 5, null));
        Page<Invoice> rest = books.ledger.invoices(STAFF, new InvoiceQuery(null, null, null, null, 5, first.next()));
        assertThat(first.items()).extracting(Invoice::number).containsExactly(8L, 7L, 6L, 5L, 4L);
        assertThat(rest.items()).extracting(Invoice::number).containsExactly(3L, 2L, 1L);
        assertThat(rest.next()).isNull();
    }

    @DatabaseTest
    void streamsWhatIsOpenOnADueDate(TestDatabase test) {
        Books books = new Books(test);
        InvoiceDraft[] drafts = IntStream.rangeClosed(1, 1_203)
                .mapToObj(i -> draft("m:" + i, i, 100, DUE))
                .toArray(InvoiceDraft[]::new);
        books.issueAll("run-1", drafts);
        books.invoice(5, 700, LocalDate.parse("2027-02-01"));
        Invoice partly = books.invoice(6, 700);
        books.post(receipt("a", partly.kid(), 100), receipt("b", new Member7Invoice7().kid(1, 1), 100));

        List<Long> all = new ArrayList<>();
        books.ledger.eachOpen(STAFF, DUE, null, invoice -> all.add(invoice.number()));
        List<Long> ofRun = new ArrayList<>();
        books.ledger.eachOpen(STAFF, DUE, "run-1", invoice -> ofRun.add(invoice.number()));

        assertThat(ofRun).hasSize(1_202).isSorted().doesNotContain(1L);
        assertThat(all).hasSize(1_203).isSorted().contains(partly.number());
    }

    @DatabaseTest
    void numbersWithoutGapsWhen32ClientsIssueAtOnce(TestDatabase test) throws Exception {
        Books books = new Books(test);
        List<Callable<Long>> clients = new ArrayList<>();
        for (int client = 1; client <= CLIENTS; client++) {
            int member = client;
            clients.add(() -> {
                long last = 0;
                for (int i = 0; i < 5; i++) {
                    last = books.invoice(member, 100 + i).number();
                }
                return last;
            });
        }
        atOnce(clients);

        List<Long> numbers = new ArrayList<>();
        books.ledger.eachOpen(STAFF, DUE, null, invoice -> numbers.add(invoice.number()));
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, CLIENTS * 5)
                        .mapToObj(i -> (long) i)
                        .toList());
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void letsOneOfManyParallelPostsOfTheSameBatchWin(TestDatabase test) throws Exception {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 1_000_000);
        Receipt[] receipts = IntStream.range(0, 50)
                .mapToObj(i -> receipt("r" + i, invoice.kid(), 10))
                .toArray(Receipt[]::new);
        List<Callable<List<Posted>>> clients = new ArrayList<>();
        for (int client = 0; client < 8; client++) {
            clients.add(() -> books.post(receipts));
        }
        List<Posted> fates = atOnce(clients).stream().flatMap(List::stream).toList();

        assertThat(fates).filteredOn(p -> p.outcome() == Outcome.POSTED).hasSize(50);
        assertThat(fates).filteredOn(p -> p.outcome() == Outcome.ALREADY_POSTED).hasSize(350);
        assertThat(books.now(invoice).paid()).isEqualTo(Ore.of(500));
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void neverChangesOrDeletesWhatIsWritten(TestDatabase test) {
        Books books = new Books(test);
        books.post(receipt("a", books.invoice(1, 100).kid(), 100));
        Invoice credited = books.invoice(1, 100);
        books.fee(credited, "fee", 1);
        books.ledger.waive(STAFF, "fee", "why");
        books.credit(credited, Credit.whole("why"));
        for (String forbidden : List.of(
                "UPDATE ledger_transfer SET amount = 1",
                "DELETE FROM ledger_transfer",
                "UPDATE ledger_payment SET amount = 1",
                "DELETE FROM ledger_payment",
                "UPDATE ledger_invoice SET amount = 1",
                "DELETE FROM ledger_invoice",
                "DELETE FROM ledger_invoice_line",
                "DELETE FROM ledger_batch",
                "UPDATE ledger_charge SET amount = 2",
                "DELETE FROM ledger_charge",
                "DELETE FROM ledger_waiver",
                "UPDATE ledger_waiver SET words = 'x'",
                "UPDATE ledger_credit_note SET amount = 2",
                "DELETE FROM ledger_credit_note",
                "UPDATE ledger_credit_note_line SET amount = 2",
                "DELETE FROM ledger_credit_note_line")) {
            assertThatThrownBy(() -> books.db.useTransaction(tx -> tx.execute(forbidden)))
                    .as(forbidden)
                    .isInstanceOf(UnableToExecuteStatementException.class)
                    .hasStackTraceContaining("never");
        }
        assertThat(books.violations()).isEmpty();
    }

    private static List<Long> list(Books books, InvoiceQuery query) {
        return books.ledger.invoices(STAFF, query).items().stream()
                .map(Invoice::number)
                .toList();
    }

    private static <T> List<T> atOnce(List<Callable<T>> clients) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(clients)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
