package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.DUE;
import static no.grend.ledger.internal.Books.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;

class SingleInvoicesTest {

    private static final List<Invoice.Line> LINES = List.of(new Invoice.Line("Kurs", Ore.kroner(450)));
    private static final IdempotencyKey KEY = IdempotencyKey.of("key-1", "the request");

    private static Invoice issue(Books books, LocalDate due, IdempotencyKey key) {
        return new SingleInvoices(books.ledger, books.clock, Registered.only(7))
                .issue(STAFF, "contact-7", due, LINES, key);
    }

    @DatabaseTest
    void fallsDueTodayOrLater(TestDatabase test) {
        Books books = new Books(test);
        LocalDate today = books.subLedger.day(null);

        assertThat(issue(books, today, null).dueDate()).isEqualTo(today);
        assertThatThrownBy(() -> issue(books, today.minusDays(1), KEY))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("DUE_DATE_PAST"));
        assertThat(books.ledger.eventsAfter(0, 10)).hasSize(1);
    }

    @DatabaseTest
    void theSameKeyGivesTheSameInvoiceAlsoWhenItFellDueLongAgo(TestDatabase test) {
        Books books = new Books(test);
        Invoice first = issue(books, DUE, KEY);
        books.clock.set(MutableClock.noonOf(DUE.plusDays(40)).instant());

        assertThat(issue(books, DUE, KEY)).isEqualTo(first);
        assertThatThrownBy(() -> issue(books, DUE, IdempotencyKey.of("key-1", "another")))
                .isInstanceOf(Problem.class);
        assertThat(books.ledger.eventsAfter(0, 10)).hasSize(1);
    }
}
