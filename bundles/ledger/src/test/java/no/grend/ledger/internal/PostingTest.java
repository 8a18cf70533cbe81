package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.STAFF;
import static no.grend.ledger.internal.Books.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.LedgerEvent;
import no.grend.ledger.Posted;
import no.grend.ledger.Posted.Outcome;
import no.grend.ledger.Receipt;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.PaymentRow;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class PostingTest {

    @DatabaseTest
    void paysTheInvoiceWhoseKidItIs(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(42, 50_000);

        Posted posted = books.post(receipt("a", invoice.kid(), 50_000)).get(0);

        assertThat(posted.outcome()).isEqualTo(Outcome.POSTED);
        assertThat(posted.invoiceId()).isEqualTo(invoice.id());
        assertThat(books.now(invoice).status()).isEqualTo(Status.PAID);
        assertThat(books.now(invoice).paid()).isEqualTo(Ore.of(50_000));
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void keepsWhatIsTooMuchAsCredit(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(42, 50_000);

        List<Posted> posted = books.post(
                receipt("a", invoice.kid(), 20_000),
                receipt("b", invoice.kid(), 40_000),
                receipt("c", invoice.kid(), 50_000));

        assertThat(posted)
                .extracting(Posted::outcome)
                .containsExactly(Outcome.POSTED, Outcome.OVERPAID, Outcome.OVERPAID);
        assertThat(posted).extracting(p -> p.unallocated().value()).containsExactly(0L, 10_000L, 50_000L);
        assertThat(posted).extracting(Posted::invoiceId).containsOnly(invoice.id());
        assertThat(books.now(invoice).paid()).isEqualTo(Ore.of(50_000));
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void putsUnknownMoneyInSuspense(TestDatabase test) {
        Books books = new Books(test);

        List<Posted> posted =
                books.post(receipt("a", "050000000100000012", 100), receipt("b", null, 200), receipt("c", "  ", 300));

        assertThat(posted).extracting(Posted::outcome).containsOnly(Outcome.UNMATCHED);
        assertThat(posted.get(0).explanation())
                .contains("No invoice and no member")
                .contains("suspense");
        assertThat(posted.get(1).explanation()).contains("no KID");
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void listsAllPaymentsOrThoseThatStandOneWay(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(42, 50_000);
        books.post(receipt("a", invoice.kid(), 50_000), receipt("b", invoice.kid(), 700), receipt("c", null, 300));
        PaymentLists payments = new PaymentLists(books.ledger, books.db);
        books.post("later", receipt("d", books.invoice(43, 100).kid(), 100));

        assertThat(keys(payments.all(STAFF, false, null, null))).containsExactly("d", "c", "b", "a");
        assertThat(keys(payments.all(STAFF, true, null, null))).containsExactly("d", "a");
        assertThat(keys(payments.held(STAFF, Account.SUSPENSE, null, null))).containsExactly("c");
        assertThat(keys(payments.held(STAFF, Account.MEMBER_CREDIT, null, null)))
                .containsExactly("b");
        Page<PaymentRow> first = payments.all(STAFF, false, 3, null);
        assertThat(keys(payments.all(STAFF, false, 3, first.next()))).containsExactly("a");
    }

    private static List<String> keys(Page<PaymentRow> page) {
        return page.items().stream()
                .map(row -> row.payment().receipt().sourceKey())
                .toList();
    }

    @DatabaseTest
    void paysTheOldestOpenInvoicesByReferenceKid(TestDatabase test) {
        Books books = new Books(test);
        Invoice later = books.invoice(7, 1_000, LocalDate.parse("2027-03-01"));
        Invoice sooner = books.invoice(7, 1_000, LocalDate.parse("2027-02-01"));
        String reference = books.ledger.referenceKid(7);

        List<Posted> posted = books.post(receipt("a", reference, 1_500), receipt("b", reference, 700));

        assertThat(posted.get(0).outcome()).isEqualTo(Outcome.POSTED);
        assertThat(posted.get(0).invoiceId()).isEqualTo(sooner.id());
        assertThat(posted.get(0).explanation()).contains("reference");
        assertThat(posted.get(1).outcome()).isEqualTo(Outcome.OVERPAID);
        assertThat(posted.get(1).invoiceId()).isEqualTo(later.id());
        assertThat(posted.get(1).unallocated()).isEqualTo(Ore.of(200));
        assertThat(books.now(later).status()).isEqualTo(Status.PAID);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void knowsNoReferenceOfMembersItNeverInvoiced(TestDatabase test) {
        Books books = new Books(test);
        assertThat(books.post(receipt("a", books.ledger.referenceKid(9), 100))
                        .get(0)
                        .outcome())
                .isEqualTo(Outcome.UNMATCHED);
    }

    @DatabaseTest
    void reopensAnInvoiceWhenTheBankTakesMoneyBack(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(42, 50_000);

        List<Posted> posted = books.post(
                receipt("a", invoice.kid(), 50_000),
                receipt("b", invoice.kid(), -20_000),
                receipt("c", invoice.kid(), -40_000));

        assertThat(posted)
                .extracting(Posted::outcome)
                .containsExactly(Outcome.POSTED, Outcome.POSTED, Outcome.OVERPAID);
        assertThat(posted.get(2).unallocated()).isEqualTo(Ore.of(-10_000));
        assertThat(books.now(invoice).status()).isEqualTo(Status.OPEN);
        assertThat(books.ledger.eventsAfter(0, 100))
                .extracting(LedgerEvent::kind)
                .containsExactly(
                        LedgerEvent.Kind.INVOICE_ISSUED,
                        LedgerEvent.Kind.PAYMENT_ALLOCATED,
                        LedgerEvent.Kind.PAYMENT_REVERSED,
                        LedgerEvent.Kind.PAYMENT_REVERSED,
                        LedgerEvent.Kind.PAYMENT_REVERSED);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void takesCreditBackBeforeItReopensAnything(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(42, 50_000);
        books.post(receipt("a", invoice.kid(), 50_000), receipt("b", invoice.kid(), 50_000));

        Posted reversal = books.post(receipt("c", invoice.kid(), -50_000)).get(0);

        assertThat(reversal.outcome()).isEqualTo(Outcome.POSTED);
        assertThat(books.now(invoice).status()).isEqualTo(Status.PAID);
        assertThat(books.ledger.payment(Books.STAFF, "b").orElseThrow().unallocated())
                .isEqualTo(Ore.ZERO);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void postsAKeyOnceInOneBatchAndAcrossBatches(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(42, 50_000);

        List<Posted> first =
                books.post("one", receipt("a", invoice.kid(), 10_000), receipt("a", invoice.kid(), 10_000));
        List<Posted> second =
                books.post("two", receipt("a", invoice.kid(), 10_000), receipt("b", invoice.kid(), 10_000));

        assertThat(first).extracting(Posted::outcome).containsExactly(Outcome.POSTED, Outcome.ALREADY_POSTED);
        assertThat(second).extracting(Posted::outcome).containsExactly(Outcome.ALREADY_POSTED, Outcome.POSTED);
        assertThat(second.get(0).invoiceId()).isEqualTo(invoice.id());
        assertThat(books.now(invoice).paid()).isEqualTo(Ore.of(20_000));
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void postsNothingWhenTheCallerFailsInTheMiddle(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(42, 5_000_000);
        Receipt[] receipts = IntStream.range(0, 2_500)
                .mapToObj(i -> receipt("r" + i, invoice.kid(), 100))
                .toArray(Receipt[]::new);
        Iterator<Receipt> iterator = List.of(receipts).iterator();

        assertThatThrownBy(() -> books.ledger.post(Books.STAFF, "batch", iterator, posted -> {
                    if (posted.sourceKey().equals("r2100")) {
                        throw new IllegalStateException("the power went");
                    }
                }))
                .hasMessageContaining("the power went");
        assertThat(books.now(invoice).paid()).isEqualTo(Ore.ZERO);
        assertThat(books.ledger.eventsAfter(0, 10)).hasSize(1);

        assertThat(books.post(receipts)).extracting(Posted::outcome).containsOnly(Outcome.POSTED);
        assertThat(books.now(invoice).paid()).isEqualTo(Ore.of(250_000));
        assertThat(books.ledger.eventsAfter(0, 10_000)).hasSize(2_501);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void answersInOrder(TestDatabase test) {
        Books books = new Books(test);
        Receipt[] receipts = IntStream.range(0, 2_001)
                .mapToObj(i -> receipt("r" + i, null, 1))
                .toArray(Receipt[]::new);
        List<String> keys = new ArrayList<>();
        books.post(receipts).forEach(posted -> keys.add(posted.sourceKey()));
        assertThat(keys)
                .isEqualTo(List.of(receipts).stream().map(Receipt::sourceKey).toList());
    }

    @DatabaseTest
    void tellsWhatABatchBroughtIn(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(42, 50_000);
        books.post("one", receipt("a", invoice.kid(), 10_000), receipt("b", null, 20_000));
        books.post("two", receipt("b", null, 20_000), receipt("c", invoice.kid(), 60_000));

        List<String> two = new ArrayList<>();
        books.ledger.eachPosted(
                Books.STAFF,
                "two",
                payment -> two.add(payment.receipt().sourceKey() + " " + payment.outcome() + " "
                        + payment.unallocated().value()));
        List<String> one = new ArrayList<>();
        books.ledger.eachPosted(
                Books.STAFF, "one", payment -> one.add(payment.receipt().sourceKey()));

        assertThat(one).containsExactly("a", "b");
        assertThat(two).containsExactly("c OVERPAID 20000");
    }

    @DatabaseTest
    void letsAPersonDecideAndRegret(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(42, 50_000);
        books.post(receipt("a", null, 60_000));

        Posted posted = books.ledger.allocate(Books.STAFF, "a", invoice.id(), "She called");

        assertThat(posted.outcome()).isEqualTo(Outcome.OVERPAID);
        assertThat(posted.unallocated()).isEqualTo(Ore.of(10_000));
        assertThat(books.now(invoice).status()).isEqualTo(Status.PAID);
        assertThat(books.ledger.payment(Books.STAFF, "a").orElseThrow().invoiceId())
                .isEqualTo(invoice.id());
        assertThat(books.audit.of("PAYMENT_ALLOCATED")).hasSize(1);
        assertThat(books.violations()).isEmpty();

        books.ledger.unallocate(Books.STAFF, "a", "It was her sister");

        assertThat(books.now(invoice).status()).isEqualTo(Status.OPEN);
        var payment = books.ledger.payment(Books.STAFF, "a").orElseThrow();
        assertThat(payment.outcome()).isEqualTo(Outcome.UNMATCHED);
        assertThat(payment.unallocated()).isEqualTo(Ore.of(60_000));
        assertThat(payment.invoiceId()).isNull();
        assertThat(books.violations()).isEmpty();
        assertThatThrownBy(() -> books.ledger.unallocate(Books.STAFF, "a", "again"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Nobody has allocated");
    }

    @DatabaseTest
    void suggestsByMemberSlipAndAmount(TestDatabase test) {
        Books books = new Books(test);
        Invoice one = books.invoice(1, 11_100);
        Invoice two = books.invoice(2, 22_200);
        String kidOfNoInvoice = new Member7Invoice7().kid(1, 999);
        String slip = one.kid().substring(0, 16)
                + (char) ((one.kid().charAt(16) - '0' + 1) % 10 + '0')
                + one.kid().charAt(17);
        books.post(
                receipt("member", kidOfNoInvoice, 5_000),
                receipt("slip", slip, 5_000),
                receipt("amount", null, 22_200),
                receipt("nothing", null, 1));

        assertThat(books.ledger.suggest(Books.STAFF, "member").orElseThrow().invoiceId())
                .isEqualTo(one.id());
        assertThat(books.ledger.suggest(Books.STAFF, "slip").orElseThrow().reason())
                .contains("one digit");
        assertThat(books.ledger.suggest(Books.STAFF, "amount").orElseThrow().invoiceId())
                .isEqualTo(two.id());
        assertThat(books.ledger.suggest(Books.STAFF, "nothing")).isEmpty();
    }

    @DatabaseTest
    void refusesMembersAndReaders(TestDatabase test) {
        Books books = new Books(test);
        Actor member = Actor.member("contact-42", "Kari");
        assertThatThrownBy(
                        () -> books.ledger.post(member, "b", List.<Receipt>of().iterator(), p -> {}))
                .isInstanceOf(Problem.class);
        Invoice own = books.invoice(42, 100);
        Invoice others = books.invoice(43, 100);
        assertThat(books.ledger.invoice(member, own.id())).isPresent();
        assertThat(books.ledger.invoice(member, others.id())).isEmpty();
        assertThat(books.ledger.invoices(member, List.of(own.id(), others.id())))
                .containsOnlyKeys(own.id());
    }
}
