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
import java.util.stream.IntStream;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Charge;
import no.grend.ledger.Charge.Kind;
import no.grend.ledger.Charged;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger.InvoiceQuery;
import no.grend.ledger.LedgerEvent;
import no.grend.ledger.Overdue;
import no.grend.ledger.Posted;
import no.grend.ledger.internal.store.Cover;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class ChargingTest {

    private static final LocalDate LATER = DUE.plusDays(1);

    @DatabaseTest
    void putsAFeeAndInterestOnAnInvoiceApartFromThePrincipal(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);

        Charged fee = books.fee(invoice, "dunning:1:1", 3_800);
        books.charge(invoice, "dunning:1:2", Kind.LATE_INTEREST, 250);

        Invoice now = books.now(invoice);
        assertThat(now.amount()).isEqualTo(Ore.of(50_000));
        assertThat(now.open()).isEqualTo(Ore.of(54_050));
        assertThat(now.outstanding()).isEqualTo(new Invoice.Parts(Ore.of(50_000), Ore.of(3_800), Ore.of(250)));
        assertThat(now.status()).isEqualTo(Status.OPEN);
        assertThat(books.ledger.charges(STAFF, List.of(invoice.id())).get(invoice.id()))
                .hasSize(2)
                .contains(fee);
        assertThat(fee.charge().rule()).isEqualTo("reminder-fee-2026");
        assertThat(books.audit.of("INVOICE_CHARGED")).hasSize(2);
        assertThat(books.ledger.eventsAfter(1, 10))
                .extracting(LedgerEvent::kind)
                .containsOnly(LedgerEvent.Kind.CHARGE_ADDED);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void chargesAKeyOnce(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);
        Charged first = books.fee(invoice, "dunning:1:1", 3_800);

        assertThat(books.fee(invoice, "dunning:1:1", 3_800)).isEqualTo(first);
        assertThatThrownBy(() -> books.fee(invoice, "dunning:1:1", 3_900))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("another charge");
        Invoice other = books.invoice(2, 100);
        assertThatThrownBy(() -> books.fee(other, "dunning:1:1", 3_800)).hasMessageContaining("another charge");
        assertThat(books.now(invoice).open()).isEqualTo(Ore.of(53_800));
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void letsAPaymentCoverThePrincipalFirstAndThenTheFee(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);
        books.fee(invoice, "fee", 3_800);

        books.post(receipt("a", invoice.kid(), 50_000));
        assertThat(books.now(invoice).status()).isEqualTo(Status.PART_PAID);
        assertThat(books.ledger.eventsAfter(0, 10)).last().satisfies(event -> {
            assertThat(event.status()).isEqualTo(Status.PART_PAID);
            assertThat(event.duesPaid()).isTrue();
        });
        assertThat(books.now(invoice).outstanding().principal()).isEqualTo(Ore.ZERO);
        assertThat(books.now(invoice).outstanding().fees()).isEqualTo(Ore.of(3_800));

        Posted rest = books.post(receipt("b", invoice.kid(), 4_000)).get(0);
        assertThat(rest.unallocated()).isEqualTo(Ore.of(200));
        assertThat(books.now(invoice).status()).isEqualTo(Status.PAID);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void letsAPaymentCoverTheFeeFirstWhenTheSettingsSaySo(TestDatabase test) {
        Books books = new Books(test, Cover.parse("FEE, INTEREST, PRINCIPAL"), false);
        Invoice invoice = books.invoice(1, 50_000);
        books.fee(invoice, "fee", 3_800);

        books.post(receipt("a", invoice.kid(), 50_000));

        assertThat(books.now(invoice).outstanding()).isEqualTo(new Invoice.Parts(Ore.of(3_800), Ore.ZERO, Ore.ZERO));
    }

    @DatabaseTest
    void waivesAChargeByARowThatTakesItBack(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);
        Charged fee = books.fee(invoice, "fee", 3_800);
        books.post(receipt("a", invoice.kid(), 50_000));

        Charged waived = books.ledger.waive(STAFF, "fee", "She was ill");

        assertThat(waived.waived().why()).isEqualTo("She was ill");
        assertThat(books.now(invoice).status()).isEqualTo(Status.PAID);
        assertThat(books.ledger.waive(STAFF, fee.id(), "Again")).isEqualTo(waived);
        assertThat(books.ledger.eventsAfter(0, 10)).last().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(LedgerEvent.Kind.CHARGE_WAIVED);
            assertThat(event.status()).isEqualTo(Status.PAID);
        });
        assertThat(books.audit.of("CHARGE_WAIVED")).hasSize(1);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void waivesWhatIsPaidOnlyWhenTheSettingsSaySo(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);
        books.fee(invoice, "fee", 3_800);
        books.post(receipt("a", invoice.kid(), 52_000));
        assertThatThrownBy(() -> books.ledger.waive(STAFF, "fee", "why"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("is paid")
                .hasMessageContaining("creditPaid");

        Books generous = new Books(test, Cover.USUAL, true);
        generous.ledger.waive(STAFF, "fee", "why");

        assertThat(generous.now(invoice).status()).isEqualTo(Status.PAID);
        assertThat(generous.ledger.payment(STAFF, "a").orElseThrow().unallocated())
                .isEqualTo(Ore.of(2_000));
        assertThat(generous.violations()).isEmpty();
    }

    @DatabaseTest
    void chargesNothingOnWhatIsSettled(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);
        books.post(receipt("a", invoice.kid(), 50_000));
        assertThatThrownBy(() -> books.fee(invoice, "fee", 3_800))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("owed");
        assertThatThrownBy(() -> books.ledger.charge(STAFF, "nobody", charge("x", 1)))
                .hasMessageContaining("no such invoice");
        assertThatThrownBy(() -> books.ledger.charge(STAFF, invoice.id(), charge(null, 0)))
                .satisfies(e -> assertThat(((Problem) e).errors()).hasSize(2));
        assertThatThrownBy(() -> books.ledger.waive(STAFF, "nothing", "why")).hasMessageContaining("no such charge");
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void takesBackWhatWasPaidOnAChargeToo(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(1, 50_000);
        books.fee(invoice, "fee", 3_800);

        books.post(receipt("a", invoice.kid(), 53_800), receipt("b", invoice.kid(), -53_800));

        assertThat(books.now(invoice).open()).isEqualTo(Ore.of(53_800));
        assertThat(books.now(invoice).status()).isEqualTo(Status.OPEN);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void streamsWhatIsOverdueWithItsChargesAndMayChargeMeanwhile(TestDatabase test) {
        Books books = new Books(test);
        InvoiceDraft[] drafts = IntStream.rangeClosed(1, 1_203)
                .mapToObj(i -> draft("m:" + i, i, 100, DUE))
                .toArray(InvoiceDraft[]::new);
        books.issueAll("run-1", drafts);
        books.invoice(5, 700, LATER);
        books.post(receipt("a", new Member7Invoice7().kid(1, 1), 100));
        assertThat(overdue(books, DUE)).isEmpty();

        List<Overdue> first = new ArrayList<>();
        books.ledger.eachOverdue(STAFF, LATER, one -> {
            first.add(one);
            books.fee(one.invoice(), "dunning:" + one.invoice().id() + ":1", 3_800);
        });
        List<Overdue> second = overdue(books, LATER);

        assertThat(first).hasSize(1_202).extracting(o -> o.invoice().number()).isSorted();
        assertThat(first).allSatisfy(one -> assertThat(one.charges()).isEmpty());
        assertThat(second).hasSize(1_202);
        assertThat(second).allSatisfy(one -> {
            assertThat(one.charges()).hasSize(1);
            assertThat(one.invoice().open()).isEqualTo(Ore.of(3_900));
        });
    }

    @DatabaseTest
    void listsAnUnpaidInvoiceWithAFeeAsOpen(TestDatabase test) {
        Books books = new Books(test);
        Invoice unpaid = books.invoice(1, 50_000);
        Invoice part = books.invoice(2, 50_000);
        books.fee(unpaid, "1", 3_800);
        books.fee(part, "2", 3_800);
        books.post(receipt("a", part.kid(), 50_000));

        assertThat(books.ledger.invoices(STAFF, by(Status.OPEN)).items())
                .extracting(Invoice::id)
                .containsExactly(unpaid.id());
        assertThat(books.ledger.invoices(STAFF, by(Status.PART_PAID)).items())
                .extracting(Invoice::id)
                .containsExactly(part.id());
    }

    @DatabaseTest
    void letsMembersSeeTheirOwnChargesAndMakeNone(TestDatabase test) {
        Books books = new Books(test);
        Invoice own = books.invoice(42, 50_000);
        Invoice others = books.invoice(43, 50_000);
        books.fee(own, "1", 3_800);
        books.fee(others, "2", 3_800);
        Actor member = Actor.member("contact-42", "Kari");

        assertThat(books.ledger.charges(member, List.of(own.id(), others.id()))).containsOnlyKeys(own.id());
        assertThatThrownBy(() -> books.ledger.charge(member, own.id(), charge("3", 1)))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> books.ledger.waive(member, "1", "why")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> books.ledger.eachOverdue(member, LATER, one -> {}))
                .isInstanceOf(Problem.class);
    }

    private static List<Overdue> overdue(Books books, LocalDate asOf) {
        List<Overdue> found = new ArrayList<>();
        books.ledger.eachOverdue(STAFF, asOf, found::add);
        return found;
    }

    private static InvoiceQuery by(Status status) {
        return new InvoiceQuery(null, null, status, null, null, null);
    }

    private static Charge charge(String key, long ore) {
        return new Charge(key, Kind.REMINDER_FEE, Ore.of(ore), "Purring", "rule", DUE);
    }
}
