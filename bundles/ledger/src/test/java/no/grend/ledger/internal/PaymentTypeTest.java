package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.STAFF;
import static no.grend.ledger.internal.Books.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Credit;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.PaymentType;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.Posted.Outcome;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** S2-13 to S2-16, S2-52: the invoice that a card payment which was given up left behind. */
class PaymentTypeTest {

    private static final LocalDate DUE = LocalDate.parse("2027-01-15");

    private static Invoice left(Books books, int member) {
        Invoice invoice = books.invoice(member, 50_000, DUE);
        return books.ledger.markPaymentType(STAFF, invoice.id(), PaymentType.PREPAID, "Given up at the last step");
    }

    @DatabaseTest
    void staysPayableByItsKid(TestDatabase test) {
        Books books = new Books(test);
        Invoice left = left(books, 1);
        assertThat(left.paymentType()).isEqualTo(PaymentType.PREPAID);
        assertThat(left.status()).isEqualTo(Status.OPEN);
        assertThat(books.post(receipt("a", left.kid(), 50_000)).get(0).outcome())
                .isEqualTo(Outcome.POSTED);
        assertThat(books.now(left).status()).isEqualTo(Status.PAID);
        assertThat(books.now(left).paymentType()).isEqualTo(PaymentType.PREPAID);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void canBeCreditedOnceAndKeepsWhatIsPaidAfterwards(TestDatabase test) {
        Books books = new Books(test);
        Invoice left = left(books, 1);
        books.credit(left, Credit.whole("The order was given up"));
        refused(() -> books.credit(left, Credit.whole("Again")), "Nothing is left of it");

        var late = books.post(receipt("late", left.kid(), 50_000)).get(0);

        assertThat(late.outcome()).isEqualTo(Outcome.OVERPAID);
        assertThat(late.unallocated()).isEqualTo(Ore.of(50_000));
        assertThat(late.explanation()).contains("credit");
        assertThat(books.balance(1, books.subLedger.day(null))).isEqualTo(-50_000);
        assertThat(books.now(left).paymentType()).isEqualTo(PaymentType.PREPAID);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void cannotBeCreditedOnceItIsPaid(TestDatabase test) {
        Books books = new Books(test);
        Invoice left = left(books, 1);
        books.post(receipt("a", left.kid(), 50_000));
        refused(() -> books.credit(left, Credit.whole("Regret")), "the rest is paid");
        refused(
                () -> books.ledger.markPaymentType(STAFF, left.id(), PaymentType.INVOICE, "Too late"),
                "Nothing is owed on this invoice any more");
    }

    @DatabaseTest
    void isRemindedOfFromItsDueDateOn(TestDatabase test) {
        Books books = new Books(test);
        Invoice left = left(books, 1);
        assertThat(overdue(books, DUE)).isEmpty();
        assertThat(overdue(books, DUE.plusDays(1))).containsExactly(left.id());
        books.fee(left, "fee", 3_500);
        assertThat(books.now(left).open()).isEqualTo(Ore.of(53_500));
        assertThat(books.now(left).paymentType()).isEqualTo(PaymentType.PREPAID);
    }

    @DatabaseTest
    void isMarkedByStaffWithAReasonAndOnlyOnce(TestDatabase test) {
        Books books = new Books(test);
        Invoice left = left(books, 1);
        books.ledger.markPaymentType(STAFF, left.id(), PaymentType.PREPAID, "Again");
        assertThat(books.audit.entries())
                .filteredOn(entry -> entry.action().equals("PAYMENT_TYPE_MARKED"))
                .hasSize(1)
                .first()
                .satisfies(entry -> assertThat(entry.before() + " " + entry.after() + " " + entry.why())
                        .isEqualTo("INVOICE PREPAID Given up at the last step"));
        assertThat(books.ledger
                        .markPaymentType(STAFF, left.id(), PaymentType.INVOICE, "The member wants to pay by bank")
                        .paymentType())
                .isEqualTo(PaymentType.INVOICE);
        refused(() -> books.ledger.markPaymentType(STAFF, left.id(), PaymentType.PREPAID, " "), "Say why");
        refused(() -> books.ledger.markPaymentType(STAFF, "none", PaymentType.PREPAID, "x"), "no such invoice");
        refused(
                () -> books.ledger.markPaymentType(
                        Actor.member("contact-1", "Kari Prøve"), left.id(), PaymentType.PREPAID, "x"),
                "LEDGER_WRITE");
    }

    private static List<String> overdue(Books books, LocalDate asOf) {
        List<String> ids = new ArrayList<>();
        books.ledger.eachOverdue(
                STAFF, asOf, overdue -> ids.add(overdue.invoice().id()));
        return ids;
    }

    private static void refused(Runnable work, String words) {
        assertThatThrownBy(work::run).isInstanceOf(Problem.class).hasMessageContaining(words);
    }
}
