package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.STAFF;
import static no.grend.ledger.internal.Books.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.Problem;
import no.grend.kernel.Verification.Violation;
import no.grend.ledger.Credit;
import no.grend.ledger.Invoice;
import no.grend.ledger.internal.MonthClosings.Preview;
import no.grend.ledger.internal.MonthClosings.Report;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.AccountCodeRows.AccountCode;
import no.grend.ledger.internal.store.Entry;
import no.grend.ledger.internal.store.MonthRows.Balance;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;

/** S1-44: months are closed in order, once they have ended, and stay as they were. */
class MonthClosingTest {

    private static final LocalDate DUE = LocalDate.parse("2026-12-20");
    private static final YearMonth NOVEMBER = YearMonth.parse("2026-11");
    private static final YearMonth DECEMBER = YearMonth.parse("2026-12");
    private static final Actor TREASURER = new Actor("staff:t", "Kasserer", Set.of(Role.TREASURER), null);

    private static void goTo(Books books, String day) {
        books.clock.set(MutableClock.noonOf(day).instant());
    }

    /** Invoices, a payment, a fee, a credit note and unknown money in November. */
    private static Books november(TestDatabase test) {
        Books books = new Books(test);
        goTo(books, "2026-11-21");
        Invoice paid = books.invoice(1, 50_000, DUE);
        Invoice credited = books.invoice(2, 30_050, DUE);
        books.fee(books.invoice(3, 10_000, DUE), "fee", 3_500);
        books.post(receipt("a", paid.kid(), 60_000), receipt("b", null, 777));
        goTo(books, "2026-11-30");
        books.credit(credited, Credit.whole("Sent by mistake"));
        return books;
    }

    @DatabaseTest
    void aPreviewTellsTheSameBeforehandAndWritesNothing(TestDatabase test) {
        Books books = november(test);
        Preview early = books.closings.preview(TREASURER, null);
        assertThat(early.month()).isEqualTo(NOVEMBER);
        assertThat(early.isReady(LocalDate.parse("2026-11-30"))).isFalse();
        assertThat(early.isReady(early.closableFrom())).isTrue();
        goTo(books, "2027-01-02");
        refused(() -> books.closings.preview(TREASURER, DECEMBER), "the next is 2026-11");

        Report closed = books.closings.close(TREASURER, NOVEMBER);

        assertThat(closed.balances()).isEqualTo(early.balances());
        assertThat(closed.closing().entries()).isEqualTo(early.entries());
        refused(() -> books.closings.preview(TREASURER, NOVEMBER), "2026-11 is closed already");
        Preview next = books.closings.preview(TREASURER, null);
        assertThat(next.month()).isEqualTo(DECEMBER);
        assertThat(next.entries()).isZero();
        assertThat(next.balances())
                .isEqualTo(books.closings.close(TREASURER, DECEMBER).balances());
        assertThat(books.audit.of("MONTH_CLOSED")).hasSize(2);
    }

    @DatabaseTest
    void closesInOrderOnceAMonthHasEndedAndOnce(TestDatabase test) {
        Books books = november(test);
        refused(
                () -> books.closings.close(TREASURER, NOVEMBER),
                "2026-11 has not ended; it can be closed from 2026-12-01");
        goTo(books, "2027-01-02");
        refused(() -> books.closings.close(TREASURER, DECEMBER), "the next is 2026-11");
        assertThat(books.closings.close(TREASURER, NOVEMBER).isClosed()).isTrue();
        refused(
                () -> books.closings.close(TREASURER, NOVEMBER),
                "2026-11 is closed already; the first open month is 2026-12");
        refused(
                () -> books.closings.close(TREASURER, NOVEMBER.minusMonths(1)),
                "Nothing is booked before 2026-11, so there is nothing to close in 2026-10; the first open month is 2026-12");
        // A month in which nothing happened is closed as well.
        assertThat(books.closings.close(TREASURER, DECEMBER).closing().entries())
                .isZero();
        refused(() -> books.closings.close(TREASURER, YearMonth.parse("2027-01")), "has not ended");
        assertThat(books.violations()).isEmpty();
        assertThat(books.closings.all(TREASURER, 10, null).items()).hasSize(2);
    }

    @DatabaseTest
    void provesTheBalancesByTheJournalAndByThePapers(TestDatabase test) {
        Books books = november(test);
        goTo(books, "2026-12-03");
        books.post("later", receipt("c", null, 5));
        List<Balance> november = books.closings.close(TREASURER, NOVEMBER).balances();
        assertThat(november)
                .containsExactly(
                        new Balance(Account.RECEIVABLE, 0, 93_550, 80_050, 13_500, 13_500),
                        new Balance(Account.BANK, 0, 60_777, 0, 60_777, 60_777),
                        new Balance(Account.MEMBER_CREDIT, 0, 0, 10_000, -10_000, -10_000),
                        new Balance(Account.SUSPENSE, 0, 0, 777, -777, -777),
                        new Balance(Account.REVENUE, 0, 30_050, 90_050, -60_000, -60_000),
                        new Balance(Account.FEE_INCOME, 0, 0, 3_500, -3_500, -3_500));
        assertThat(november.stream().mapToLong(Balance::balance).sum()).isZero();

        goTo(books, "2027-01-01");
        List<Balance> december = books.closings.close(TREASURER, DECEMBER).balances();
        assertThat(december).contains(new Balance(Account.SUSPENSE, -777, 0, 5, -782, -782));
        // Fetched again, it is the same, whatever has been booked since.
        books.post("january", receipt("d", null, 9));
        assertThat(books.closings.find(TREASURER, DECEMBER).orElseThrow().balances())
                .isEqualTo(december);
        assertThat(books.closings.find(TREASURER, YearMonth.parse("2020-01"))).isEmpty();
    }

    /** The guard is the ledger's own lock, so a clock that is behind, or a writer that waited, does not pass it. */
    @DatabaseTest
    void booksNothingInAClosedMonthWhateverTheClockSays(TestDatabase test) {
        Books books = november(test);
        goTo(books, "2026-12-03");
        books.closings.close(TREASURER, NOVEMBER);
        goTo(books, "2026-11-29");
        books.post("behind", receipt("late", null, 1));
        Invoice invoice = books.invoice(4, 100, DUE);

        assertThat(invoice.issuedOn()).isEqualTo(LocalDate.parse("2026-12-01"));
        assertThat(entries(books))
                .filteredOn(entry -> entry.number() > entries(books).size() - 2)
                .extracting(Entry::bookedOn)
                .containsOnly(LocalDate.parse("2026-12-01"));
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void booksInTheOpenMonthWhatWaitedWhileItWasClosed(TestDatabase test) throws Exception {
        Books books = november(test);
        // The writers' clock stands before midnight all the time, as that of one who waited for the lock.
        MutableClock behind = new MutableClock(Instant.parse("2026-11-30T22:59:59Z"));
        LedgerService late = new LedgerService(
                books.db,
                behind,
                books.audit,
                books.kids,
                new LedgerSettings(no.grend.ledger.internal.store.Cover.USUAL, false));
        goTo(books, "2026-12-01");
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<?>> done = new java.util.ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                int me = writer;
                done.add(pool.submit(() -> {
                    go.await();
                    for (int i = 0; i < 20; i++) {
                        late.post(
                                STAFF,
                                "w" + me + i,
                                List.of(receipt("w" + me + "-" + i, null, 1)).iterator(),
                                fate -> {});
                    }
                    return null;
                }));
            }
            done.add(pool.submit(() -> {
                go.await();
                return books.closings.close(TREASURER, NOVEMBER);
            }));
            go.countDown();
            for (Future<?> each : done) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        long inNovember = entries(books).stream()
                .filter(entry -> entry.bookedOn().isBefore(LocalDate.parse("2026-12-01")))
                .count();
        assertThat(books.closings
                        .find(TREASURER, NOVEMBER)
                        .orElseThrow()
                        .closing()
                        .entries())
                .isEqualTo(inNovember);
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void seesThatAClosedMonthWasChanged(TestDatabase test) {
        Books books = november(test);
        goTo(books, "2026-12-03");
        books.closings.close(TREASURER, NOVEMBER);
        books.db.useTransaction(tx -> tx.execute("""
            INSERT INTO ledger_transfer (number, kind, debit, credit, amount, held_for, payment, booked_on, posted_at)
            SELECT 900, kind, debit, credit, amount, held_for, payment, booked_on, posted_at FROM ledger_transfer
            WHERE credit = 2990\
            """));
        assertThat(books.violations())
                .extracting(Violation::detail)
                .contains(
                        "The entries of 2026-11 are not those it was closed with",
                        "The balances of 2026-11 are not those that its entries give");
        goTo(books, "2027-01-03");
        refused(
                () -> books.closings.close(TREASURER, DECEMBER),
                "grend:verify ledger finds what must be put right first");

        books.db.useTransaction(tx -> tx.execute("UPDATE ledger_counter SET open_from = NULL"));
        assertThat(books.violations())
                .extracting(Violation::detail)
                .anyMatch(detail -> detail.startsWith("The first open day is null"));
    }

    @DatabaseTest
    void keepsClosingsForEver(TestDatabase test) {
        Books books = november(test);
        goTo(books, "2026-12-03");
        books.closings.close(TREASURER, NOVEMBER);
        for (String change : List.of(
                "UPDATE ledger_month_closing SET entries = 0",
                "DELETE FROM ledger_month_balance",
                "DELETE FROM ledger_month_closing")) {
            assertThatThrownBy(() -> books.db.useTransaction(tx -> tx.execute(change)))
                    .as(change)
                    .isInstanceOf(RuntimeException.class);
        }
        assertThatThrownBy(() -> books.db.useTransaction(tx -> tx.execute("""
            INSERT INTO ledger_month_balance (closing, account, opening, debit, credit, balance, subledger)
            VALUES (9, 1500, 0, 5, 0, 5, 4)\
            """)))
                .as("a balance that the papers do not prove")
                .isInstanceOf(RuntimeException.class);
    }

    @DatabaseTest
    void opensOnlyTheLastMonthAgainAndOnlyForAdministrators(TestDatabase test) {
        Books books = november(test);
        goTo(books, "2027-01-03");
        books.closings.close(TREASURER, NOVEMBER);
        String print = books.closings.close(TREASURER, DECEMBER).closing().fingerprint();

        refused(() -> books.closings.reopen(TREASURER, DECEMBER, "Wrong account"), "LEDGER_REOPEN");
        refused(() -> books.closings.reopen(STAFF, NOVEMBER, "Wrong account"), "and that is 2026-12");
        refused(() -> books.closings.reopen(STAFF, DECEMBER, " "), "Say why");
        assertThat(books.closings.reopen(STAFF, DECEMBER, "Wrong account").isClosed())
                .isFalse();
        refused(() -> books.closings.reopen(STAFF, DECEMBER, "Wrong account"), "is not closed");
        refused(() -> books.accounting.export(TREASURER, DECEMBER), "is not closed");
        assertThat(books.violations()).isEmpty();

        var again = books.closings.close(TREASURER, DECEMBER).closing();
        assertThat(again.version()).isEqualTo(2);
        assertThat(again.fingerprint()).isEqualTo(print);
        assertThat(books.violations()).isEmpty();
        assertThat(books.audit.entries())
                .extracting(entry -> entry.action())
                .contains("MONTH_CLOSED", "MONTH_REOPENED");

        books.closings.reopen(STAFF, DECEMBER, "Once more");
        books.closings.reopen(STAFF, NOVEMBER, "All of it");
        assertThat(books.violations()).isEmpty();
    }

    @DatabaseTest
    void exportsAClosedMonthBalancedAndTheSameEachTime(TestDatabase test) {
        Books books = november(test);
        refused(() -> books.accounting.export(TREASURER, NOVEMBER), "is not closed");
        books.codes.decide(
                TREASURER, new AccountCode(Account.REVENUE, LocalDate.parse("2026-11-25"), "3100", "=Kontingent"));
        goTo(books, "2026-12-03");
        books.closings.close(TREASURER, NOVEMBER);

        String exported = books.exported("2026-11");
        assertThat(exported)
                .isEqualTo("\ufeff"
                        + String.join(
                                "\r\n",
                                "Bilagsdato;Bilag;Konto;Kontonavn;Debet;Kredit;Tekst",
                                "2026-11-21;20261121;1500;Kundefordringer;935,50;;Fakturert, og innbetalinger"
                                        + " tilbakeført",
                                "2026-11-21;20261121;1500;Kundefordringer;;500,00;Betalt og kreditert",
                                "2026-11-21;20261121;1920;Bankinnskudd;607,77;;Innbetalinger",
                                "2026-11-21;20261121;2910;Medlemmers tilgodehavende;;100,00;Betalt for mye",
                                "2026-11-21;20261121;2990;Uidentifiserte innbetalinger;;7,77;Uidentifiserte"
                                        + " innbetalinger",
                                "2026-11-21;20261121;3920;Medlemskontingent;;900,50;Fakturert",
                                "2026-11-21;20261121;3990;Purregebyrer;;35,00;Purregebyrer",
                                "2026-11-30;20261130;1500;Kundefordringer;;300,50;Betalt og kreditert",
                                "2026-11-30;20261130;3100;'=Kontingent;300,50;;Kreditnotaer",
                                ""));
        assertThat(Vouchers.differences(exported)).isEmpty();

        books.post("later", receipt("z", null, 5));
        refused(
                () -> books.codes.decide(
                        TREASURER, new AccountCode(Account.BANK, LocalDate.parse("2026-11-30"), "1921", "Bank")),
                "Everything before 2026-12-01 is closed");
        books.codes.decide(TREASURER, new AccountCode(Account.BANK, LocalDate.parse("2026-12-01"), "1921", "Bank"));
        assertThat(books.exported("2026-11")).isEqualTo(exported);
        assertThat(books.codes.on(TREASURER, LocalDate.parse("2026-11-30")))
                .extracting(AccountCode::code)
                .contains("1920", "3100");
        assertThat(books.codes.on(TREASURER, null))
                .extracting(AccountCode::code)
                .contains("1921");
    }

    @DatabaseTest
    void refusesAccountNumbersThatAreNone(TestDatabase test) {
        Books books = new Books(test);
        assertThatThrownBy(() -> books.codes.decide(TREASURER, new AccountCode(Account.BANK, DUE, "12", " ")))
                .isInstanceOf(Problem.class)
                .satisfies(e -> assertThat(((Problem) e).errors()).hasSize(2));
        refused(() -> books.closings.close(TREASURER, NOVEMBER), "Nothing is booked yet");
    }

    private static List<Entry> entries(Books books) {
        List<Entry> entries = new java.util.ArrayList<>();
        books.subLedger.eachEntry(STAFF, books.subLedger.days(null, LocalDate.parse("2030-01-01")), entries::add);
        return entries;
    }

    private static void refused(Runnable work, String words) {
        assertThatThrownBy(work::run).isInstanceOf(Problem.class).hasMessageContaining(words);
    }
}
