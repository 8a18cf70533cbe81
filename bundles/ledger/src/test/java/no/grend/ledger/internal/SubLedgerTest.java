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
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Receipt;
import no.grend.ledger.internal.SubLedger.Days;
import no.grend.ledger.internal.SubLedger.Line;
import no.grend.ledger.internal.SubLedger.Statement;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.SubLedgerReader.MemberBalance;
import no.grend.ledger.internal.store.SubLedgerReader.OpenInvoice;
import no.grend.ledger.internal.store.SubLedgerReader.OpenPayment;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;

/** S1-44: a sub-ledger of its own, with dates on each entry. */
class SubLedgerTest {

    private static final LocalDate DUE = LocalDate.parse("2026-12-20");

    private static void goTo(Books books, String day) {
        books.clock.set(MutableClock.noonOf(day).instant());
    }

    private static Receipt settled(String key, String kid, long ore, String on) {
        return new Receipt(key, "OCR", kid, Ore.of(ore), LocalDate.parse(on), null, null, null, null);
    }

    @DatabaseTest
    void tellsWhatAMemberOwedBeforeWhatHappenedAndWhatIsOwedAfter(TestDatabase test) {
        Books books = new Books(test);
        goTo(books, "2026-11-21");
        Invoice first = books.invoice(7, 50_000, DUE);
        goTo(books, "2026-12-30");
        books.post(settled("a", first.kid(), 60_000, "2026-12-29"));
        goTo(books, "2027-01-05");
        Invoice second = books.invoice(7, 20_000, DUE);
        books.ledger.allocate(STAFF, "a", second.id(), "The member asked for it");
        books.invoice(8, 1, DUE);

        Statement december = statement(books, 7, "2026-12-01", "2026-12-31", null);
        Statement january = statement(books, 7, "2027-01-01", "2027-01-31", null);

        assertThat(december.opening()).isEqualTo(50_000);
        assertThat(december.lines()).extracting(Line::balance).containsExactly(0L, -10_000L);
        assertThat(december.lines())
                .extracting(line -> line.entry().bookedOn() + " " + line.entry().valueOn())
                .containsOnly("2026-12-30 2026-12-29");
        assertThat(december.closing()).isEqualTo(-10_000);
        assertThat(january.opening()).isEqualTo(-10_000);
        assertThat(january.lines()).extracting(line -> line.entry().change()).containsExactly(20_000L, 0L);
        assertThat(january.lines()).extracting(Line::balance).containsExactly(10_000L, 10_000L);
        assertThat(january.closing()).isEqualTo(10_000);
        assertThat(statement(books, 99, "2026-01-01", "2027-12-31", null).lines())
                .isEmpty();
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void aNumberThatNobodyHasIsRefusedAndWhoLeftTheRegisterIsNot(TestDatabase test) {
        Books books = new Books(test);
        books.invoice(7, 100, DUE);
        SubLedger subLedger = new SubLedger(books.ledger, books.db, books.clock, Registered.only(8));
        Days days = subLedger.days(null, null);

        assertThat(subLedger.statement(STAFF, 7, days, null, null).lines()).hasSize(1);
        assertThat(subLedger.statement(STAFF, 8, days, null, null).lines()).isEmpty();
        assertThatThrownBy(() -> subLedger.statement(STAFF, 9, days, null, null))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    @DatabaseTest
    void goesOnFromPageToPageWithTheRightBalance(TestDatabase test) {
        Books books = new Books(test);
        for (int i = 1; i <= 7; i++) {
            books.invoice(7, i, DUE);
        }
        List<Long> balances = new ArrayList<>();
        String cursor = null;
        do {
            Statement page = books.subLedger.statement(STAFF, 7, books.subLedger.days(null, null), 3, cursor);
            page.lines().forEach(line -> balances.add(line.balance()));
            assertThat(page.closing()).isEqualTo(28);
            cursor = page.next();
        } while (cursor != null);
        List<Long> streamed = new ArrayList<>();
        long last = books.subLedger.eachLine(
                STAFF, 7, books.subLedger.days(null, null), 0, line -> streamed.add(line.balance()));

        assertThat(balances).containsExactly(1L, 3L, 6L, 10L, 15L, 21L, 28L).isEqualTo(streamed);
        assertThat(last).isEqualTo(28);
    }

    @DatabaseTest
    void tellsWhatWasOpenOnADayAlsoAfterItIsPaid(TestDatabase test) {
        Books books = new Books(test);
        goTo(books, "2026-11-21");
        Invoice paidLater = books.invoice(1, 100, DUE);
        Invoice open = books.invoice(2, 200, DUE);
        books.post("1", receipt("unknown", null, 30), receipt("credit", open.kid(), 240));
        goTo(books, "2026-12-30");
        books.post("2", receipt("late", paidLater.kid(), 100));
        LocalDate then = LocalDate.parse("2026-12-29");
        LocalDate now = LocalDate.parse("2026-12-30");

        assertThat(openInvoices(books, then, null)).extracting(OpenInvoice::id).containsExactly(paidLater.id());
        assertThat(openInvoices(books, now, null)).isEmpty();
        assertThat(openInvoices(books, then, 2)).isEmpty();
        assertThat(SubLedger.daysOverdue(DUE, then)).isEqualTo(9);
        assertThat(held(books, Account.MEMBER_CREDIT, then))
                .extracting(OpenPayment::amount)
                .containsExactly(40L);
        assertThat(held(books, Account.MEMBER_CREDIT, then))
                .extracting(OpenPayment::memberNumber)
                .containsExactly(2);
        assertThat(held(books, Account.SUSPENSE, now))
                .extracting(OpenPayment::amount)
                .containsExactly(30L);
        assertThat(held(books, Account.SUSPENSE, LocalDate.parse("2026-11-20"))).isEmpty();
        assertThat(books.subLedger.balances(STAFF, then, 10, null).items())
                .containsExactly(new MemberBalance(1, 100, 0), new MemberBalance(2, 0, -40));
        assertThat(books.subLedger.balances(STAFF, now, 10, null).items())
                .containsExactly(new MemberBalance(2, 0, -40));
    }

    /** Else the member whose credit it was would have it for ever in the sub-ledger. */
    @DatabaseTest
    void movesOneMembersCreditToAnothersInvoiceAndBackInBothTheirAccounts(TestDatabase test) {
        Books books = new Books(test);
        books.post(receipt("a", books.invoice(1, 100, DUE).kid(), 300));
        Invoice others = books.invoice(2, 150, DUE);
        LocalDate today = books.subLedger.day(null);

        books.ledger.allocate(STAFF, "a", others.id(), "The mother pays for both");
        assertThat(books.balance(1, today)).isEqualTo(-50);
        assertThat(books.balance(2, today)).isZero();
        assertThat(books.violations()).isEmpty();

        books.ledger.unallocate(STAFF, "a", "She did not");
        assertThat(books.balance(1, today)).isEqualTo(-200);
        assertThat(books.balance(2, today)).isEqualTo(150);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void isForThoseWhoMayReadMoney(TestDatabase test) {
        Books books = new Books(test);
        Actor member = Actor.member("contact-1", "Kari Prøve");
        assertThatThrownBy(() -> books.subLedger.statement(member, 1, books.subLedger.days(null, null), 1, null))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> books.subLedger.balances(member, DUE, 1, null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> books.subLedger.journal(member, books.subLedger.days(null, null), 1, null))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> books.subLedger.days(DUE, DUE.minusDays(1)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("to is before from");
    }

    private static Statement statement(Books books, int member, String from, String to, String cursor) {
        return books.subLedger.statement(
                STAFF, member, books.subLedger.days(LocalDate.parse(from), LocalDate.parse(to)), 50, cursor);
    }

    private static List<OpenInvoice> openInvoices(Books books, LocalDate on, Integer member) {
        Page<OpenInvoice> page = books.subLedger.openInvoices(STAFF, on, member, 50, null);
        return page.items();
    }

    private static List<OpenPayment> held(Books books, Account account, LocalDate on) {
        return books.subLedger.openPayments(STAFF, account, on, null, 50, null).items();
    }
}
