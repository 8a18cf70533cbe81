package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.DUE;
import static no.grend.ledger.internal.Books.STAFF;
import static no.grend.ledger.internal.Books.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.ledger.Charged;
import no.grend.ledger.Credit;
import no.grend.ledger.CreditNote;
import no.grend.ledger.Invoice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class PapersTest {

    @DatabaseTest
    void tellsTheInvoiceWithItsLinesInOrderAndWhatIsPaid(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.issue(1, DUE, 30_000, 12_000, 8_000);
        books.post(receipt("a", invoice.kid(), 20_000), receipt("b", invoice.kid(), 5_000));

        InvoicePapers papers = papers(books, STAFF, invoice);

        assertThat(papers.invoice().lines()).isEqualTo(invoice.lines()).hasSize(3);
        assertThat(papers.invoice().paid()).isEqualTo(Ore.of(25_000));
        assertThat(papers.invoice()).isEqualTo(books.now(invoice));
        assertThat(papers.charges()).isEmpty();
        assertThat(papers.creditNotes()).isEmpty();
    }

    @DatabaseTest
    void aFeeIsTellableAlsoWhenItIsWaived(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);
        Charged fee = books.fee(invoice, "fee", 3_800);
        Charged waived = books.ledger.waive(STAFF, fee.id(), "Our mistake");

        assertThat(papers(books, STAFF, invoice).charges()).containsExactly(waived);
    }

    @DatabaseTest
    void tellsTheCreditNotes(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);
        CreditNote note = books.credit(invoice, Credit.whole("Moved abroad"));

        assertThat(papers(books, STAFF, invoice).creditNotes()).containsExactly(note);
        assertThat(papers(books, STAFF, books.invoice(2, 50_000)).creditNotes()).isEmpty();
    }

    @DatabaseTest
    void aMemberSeesTheOwnOnly(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);

        assertThat(books.ledger.papers(Actor.member(invoice.contactId(), "Kari"), invoice.id()))
                .isPresent();
        assertThat(books.ledger.papers(Actor.member("another", "Ola"), invoice.id()))
                .isEmpty();
        assertThat(books.ledger.papers(STAFF, "unknown")).isEmpty();
    }

    private static InvoicePapers papers(Books books, Actor actor, Invoice invoice) {
        return books.ledger.papers(actor, invoice.id()).orElseThrow();
    }
}
