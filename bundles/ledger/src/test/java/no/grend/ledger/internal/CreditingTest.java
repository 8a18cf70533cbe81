package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.DUE;
import static no.grend.ledger.internal.Books.STAFF;
import static no.grend.ledger.internal.Books.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Credit;
import no.grend.ledger.CreditNote;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.PaymentType;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger.InvoiceQuery;
import no.grend.ledger.Ledger.Payment;
import no.grend.ledger.LedgerEvent;
import no.grend.ledger.Posted;
import no.grend.ledger.Posted.Outcome;
import no.grend.ledger.internal.store.Cover;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class CreditingTest {

    @DatabaseTest
    void takesAWholeInvoiceBack(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.issue(1, DUE, 50_000, 10_000, -5_000);

        CreditNote note = books.credit(invoice, Credit.whole("Moved abroad"));

        assertThat(note.series()).isEqualTo("K");
        assertThat(note.number()).isEqualTo(1);
        assertThat(note.invoiceNumber()).isEqualTo(invoice.number());
        assertThat(note.amount()).isEqualTo(Ore.of(55_000));
        assertThat(note.reason()).isEqualTo("Moved abroad");
        assertThat(note.payerName()).isEqualTo("Kari Prøve");
        assertThat(note.lines())
                .containsExactly(
                        new CreditNote.Line(1, "Linje 1", Ore.of(50_000)),
                        new CreditNote.Line(2, "Linje 2", Ore.of(10_000)),
                        new CreditNote.Line(3, "Linje 3", Ore.of(-5_000)));
        Invoice now = books.now(invoice);
        assertThat(now.status()).isEqualTo(Status.CREDITED);
        assertThat(now.open()).isEqualTo(Ore.ZERO);
        assertThat(now.amount()).isEqualTo(Ore.of(55_000));
        assertThat(now.credited()).isEqualTo(Ore.of(55_000));
        assertThat(books.creditNotes.creditNote(STAFF, note.id())).contains(note);
        assertThat(books.creditNotes.ofInvoices(STAFF, List.of(invoice.id())).get(invoice.id()))
                .containsExactly(note);
        assertThat(list(books, Status.CREDITED)).containsExactly(invoice.id());
        assertThat(list(books, Status.PAID)).isEmpty();
        assertThat(books.audit.of("INVOICE_CREDITED")).hasSize(1);
        assertThat(books.ledger.eventsAfter(1, 10)).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(LedgerEvent.Kind.INVOICE_CREDITED);
            assertThat(event.status()).isEqualTo(Status.CREDITED);
        });
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void takesSomeOfTheLinesBackAndNeverMoreThanIsLeft(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.issue(1, DUE, 50_000, 10_000);

        books.credit(invoice, lines(1, 20_000));
        assertThat(books.now(invoice).status()).isEqualTo(Status.OPEN);
        assertThat(books.now(invoice).open()).isEqualTo(Ore.of(40_000));
        assertThatThrownBy(() -> books.credit(invoice, lines(1, 30_001)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("300,00");
        assertThatThrownBy(() -> books.credit(invoice, lines(2, -1))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> books.credit(invoice, lines(3, 1))).hasMessageContaining("lines 1-2");
        assertThatThrownBy(() -> books.credit(
                        invoice,
                        Credit.of("why", List.of(new Credit.Line(1, Ore.of(1)), new Credit.Line(1, Ore.of(1))))))
                .hasMessageContaining("once");
        assertThatThrownBy(() -> books.credit(invoice, Credit.of("why", List.of())))
                .hasMessageContaining("whole");
        assertThatThrownBy(() -> books.credit(invoice, Credit.whole(" "))).hasMessageContaining("why");

        CreditNote rest = books.credit(invoice, Credit.whole("why"));
        assertThat(rest.number()).isEqualTo(2);
        assertThat(rest.amount()).isEqualTo(Ore.of(40_000));
        assertThat(books.now(invoice).status()).isEqualTo(Status.CREDITED);
        assertThatThrownBy(() -> books.credit(invoice, Credit.whole("why"))).hasMessageContaining("already");
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void neverCreditsMoreThanTheWholeWhenALineIsADiscount(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.issue(1, DUE, 50_000, -10_000);
        assertThatThrownBy(() -> books.credit(invoice, lines(1, 50_000)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("400,00");
        assertThat(books.credit(invoice, lines(1, 40_000)).amount()).isEqualTo(Ore.of(40_000));
        assertThat(books.now(invoice).status()).isEqualTo(Status.CREDITED);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void countsAnInvoiceAsPaidWhenTheRestIsPaid(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);
        books.credit(invoice, lines(1, 10_000));

        assertThat(books.post(receipt("a", invoice.kid(), 40_000)).get(0).outcome())
                .isEqualTo(Outcome.POSTED);

        assertThat(books.now(invoice).status()).isEqualTo(Status.PAID);
        assertThat(list(books, Status.PAID)).containsExactly(invoice.id());
        assertThat(books.ledger.eventsAfter(0, 10))
                .last()
                .extracting(LedgerEvent::status)
                .isEqualTo(Status.PAID);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void refusesToCreditWhatIsPaid(TestDatabase test) {
        Books books = new Books(test);
        Invoice paid = books.invoice(1, 50_000);
        Invoice partly = books.invoice(2, 50_000);
        books.post(receipt("a", paid.kid(), 50_000), receipt("b", partly.kid(), 20_000));

        assertThatThrownBy(() -> books.credit(paid, Credit.whole("why")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("paid")
                .hasMessageContaining("creditPaid");
        assertThatThrownBy(() -> books.credit(partly, Credit.whole("why"))).hasMessageContaining("300,00");
        books.credit(partly, lines(1, 30_000));

        assertThat(books.now(paid).status()).isEqualTo(Status.PAID);
        assertThat(books.now(partly).status()).isEqualTo(Status.PAID);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void turnsWhatIsPaidIntoCreditWhenTheSettingsSaySo(TestDatabase test) {
        Books books = new Books(test, Cover.USUAL, true);
        Invoice invoice = books.invoice(1, 50_000);
        books.post(receipt("a", invoice.kid(), 30_000), receipt("b", invoice.kid(), 20_000));

        books.credit(invoice, lines(1, 25_000));
        assertThat(books.now(invoice).status()).isEqualTo(Status.PAID);
        assertThat(books.now(invoice).paid()).isEqualTo(Ore.of(25_000));
        assertThat(payment(books, "b").unallocated()).isEqualTo(Ore.of(20_000));
        assertThat(payment(books, "b").explanation()).contains("Later less was owed");
        assertThat(payment(books, "a").unallocated()).isEqualTo(Ore.of(5_000));
        assertThat(books.violations()).isEmpty();

        Invoice next = books.invoice(1, 20_000);
        books.ledger.allocate(STAFF, "b", next.id(), "It is hers");
        assertThat(books.now(next).status()).isEqualTo(Status.PAID);
        books.credit(invoice, Credit.whole("why"));
        assertThat(books.now(invoice).status()).isEqualTo(Status.CREDITED);
        assertThat(payment(books, "a").unallocated()).isEqualTo(Ore.of(30_000));
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void keepsAPaymentThatComesAfterCrediting(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);
        books.credit(invoice, Credit.whole("why"));

        Posted late = books.post(receipt("a", invoice.kid(), 50_000)).get(0);

        assertThat(late.outcome()).isEqualTo(Outcome.OVERPAID);
        assertThat(late.unallocated()).isEqualTo(Ore.of(50_000));
        assertThat(late.explanation()).contains("the invoice is credited").contains("member's credit");
        assertThat(books.now(invoice).status()).isEqualTo(Status.CREDITED);
        assertThat(payment(books, "a").explanation()).isEqualTo(late.explanation());
        books.post(receipt("b", invoice.kid(), -50_000));
        assertThat(payment(books, "a").unallocated()).isEqualTo(Ore.ZERO);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void waivesTheChargesOfWhatIsCreditedWhole(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);
        books.fee(invoice, "fee", 3_800);
        books.fee(invoice, "waived before", 3_800);
        books.ledger.waive(STAFF, "waived before", "mistake");

        books.credit(invoice, lines(1, 10_000));
        assertThat(books.now(invoice).open()).isEqualTo(Ore.of(43_800));
        books.credit(invoice, Credit.whole("Wrong person"));

        assertThat(books.now(invoice).status()).isEqualTo(Status.CREDITED);
        assertThat(books.ledger.charges(STAFF, List.of(invoice.id())).get(invoice.id()))
                .extracting(charged -> charged.waived().why())
                .containsExactly("Wrong person", "mistake");
        assertThatThrownBy(() -> books.fee(invoice, "again", 3_800)).hasMessageContaining("owed");
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void refusesWhileAClaimIsOnItsWay(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);
        assertThat(books.creditNotes.isClaimed(invoice)).isFalse();
        books.claims.put(invoice.id(), new Claim("file-1", "0000001", Instant.EPOCH, false));
        assertThat(books.creditNotes.isClaimed(invoice)).isTrue();
        assertThatThrownBy(() -> books.credit(invoice, Credit.whole("why")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("0000001")
                .hasMessageContaining("Cancel the claim first");

        books.claims.put(invoice.id(), new Claim("file-1", "0000001", Instant.EPOCH, true));
        books.credit(invoice, lines(1, 10_000));
        books.claims.put(invoice.id(), new Claim("file-1", "0000001", Instant.EPOCH, false));
        books.clock.set(DUE.plusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC));
        assertThat(books.creditNotes.isClaimed(invoice)).isFalse();
        books.credit(invoice, Credit.whole("why"));
        assertThat(books.now(invoice).status()).isEqualTo(Status.CREDITED);
    }

    @DatabaseTest
    void creditsOnceForAnIdempotencyKey(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);
        IdempotencyKey key = IdempotencyKey.of("key-1", "one");
        CreditNote first = books.creditNotes.credit(STAFF, invoice.id(), lines(1, 10_000), key);

        books.claims.put(invoice.id(), new Claim("file-1", "0000001", Instant.EPOCH, false));
        assertThat(books.creditNotes.credit(STAFF, invoice.id(), lines(1, 10_000), key))
                .isEqualTo(first);
        assertThatThrownBy(() -> books.creditNotes.credit(
                        STAFF, invoice.id(), lines(1, 10_000), IdempotencyKey.of("key-1", "another")))
                .hasMessageContaining("another request");
        assertThat(books.now(invoice).credited()).isEqualTo(Ore.of(10_000));
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void numbersWithoutGapsAndNeverTooMuchWhenManyCreditAtOnce(TestDatabase test) throws Exception {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);
        List<Callable<Boolean>> clients = new ArrayList<>();
        for (int client = 0; client < 16; client++) {
            clients.add(() -> {
                try {
                    books.credit(invoice, lines(1, 5_000));
                    return true;
                } catch (Problem e) {
                    return false;
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        int credited = 0;
        try {
            for (Future<Boolean> done : threads.invokeAll(clients)) {
                credited += done.get() ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(credited).isEqualTo(10);
        assertThat(books.now(invoice).status()).isEqualTo(Status.CREDITED);
        assertThat(books.creditNotes.ofInvoices(STAFF, List.of(invoice.id())).get(invoice.id()))
                .extracting(CreditNote::number)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(books.violations()).isEmpty();
    }

    /** S2-13 to S2-16: what a card payment that was given up left behind. */
    @DatabaseTest
    void creditsAndIsPaidLikeAnyOtherWhenItWasMeantToBePaidByCard(TestDatabase test) {
        Books books = new Books(test);
        Invoice left = prepaid(books);
        Invoice paid = prepaid(books);
        assertThat(books.now(left)).isEqualTo(left);
        assertThat(left.paymentType()).isEqualTo(PaymentType.PREPAID);
        assertThat(books.invoice(1, 100).paymentType()).isEqualTo(PaymentType.INVOICE);

        books.credit(left, Credit.whole("The card payment was given up"));
        books.post(receipt("a", paid.kid(), 50_000));

        assertThat(books.now(left).status()).isEqualTo(Status.CREDITED);
        assertThat(books.now(paid).status()).isEqualTo(Status.PAID);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void letsMembersSeeTheirOwnAndCreditNothing(TestDatabase test) {
        Books books = new Books(test);
        Invoice own = books.invoice(42, 100);
        Invoice others = books.invoice(43, 100);
        CreditNote mine = books.credit(own, Credit.whole("why"));
        CreditNote theirs = books.credit(others, Credit.whole("why"));
        Actor member = Actor.member("contact-42", "Kari");

        assertThat(books.creditNotes.creditNote(member, mine.id())).isPresent();
        assertThat(books.creditNotes.creditNote(member, theirs.id())).isEmpty();
        assertThat(books.creditNotes.ofInvoices(member, List.of(own.id(), others.id())))
                .containsOnlyKeys(own.id());
        assertThatThrownBy(() -> books.creditNotes.credit(member, own.id(), Credit.whole("why"), null))
                .isInstanceOf(Problem.class);
    }

    private static Invoice prepaid(Books books) {
        return books.ledger.issue(
                STAFF,
                new InvoiceDraft(
                                null,
                                "contact-1",
                                1,
                                "Kari Prøve",
                                DUE,
                                List.of(new Invoice.Line("Kurs", Ore.of(50_000))))
                        .paidBy(PaymentType.PREPAID),
                null);
    }

    private static Payment payment(Books books, String key) {
        return books.ledger.payment(STAFF, key).orElseThrow();
    }

    private static Credit lines(int line, long ore) {
        return Credit.of("why", List.of(new Credit.Line(line, Ore.of(ore))));
    }

    private static List<String> list(Books books, Status status) {
        return books.ledger.invoices(STAFF, new InvoiceQuery(null, null, status, null, null, null)).items().stream()
                .map(Invoice::id)
                .toList();
    }
}
