package no.grend.ledger.internal;

import static no.grend.ledger.internal.Books.STAFF;
import static no.grend.ledger.internal.Books.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.OnBehalfOf;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.internal.OwnAccount.Line;
import no.grend.ledger.internal.OwnAccount.Statement;
import no.grend.ledger.internal.minside.InvoicesPanel;
import no.grend.ledger.internal.minside.OwnInvoices;
import no.grend.ledger.internal.minside.StatementPanel;
import no.grend.ledger.internal.minside.StatementPanel.Row;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.Visit;
import no.grend.organisation.Organisation.KidSchemeUse;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;

/** S1-44: the account as the member sees it. */
class OwnAccountTest {

    private static final LocalDate DUE = LocalDate.parse("2026-12-20");
    private static final Actor KARI = Actor.member("contact-7", "Kari Prøve");

    private static Statement of(Books books, Actor member, int number) {
        return books.ownAccount.statement(member, number, books.subLedger.days(null, null), null, null);
    }

    private static List<Long> changes(Statement statement) {
        return statement.lines().stream().map(line -> line.entry().change()).toList();
    }

    @DatabaseTest
    void tellsWhatWasInvoicedAndPaidYearByYear(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(7, 50_000, DUE);
        books.invoice(8, 70_000, DUE);
        books.post(receipt("a", invoice.kid(), 60_000));
        books.clock.set(MutableClock.noonOf("2027-02-01").instant());
        books.fee(books.invoice(7, 20_000, DUE), "fee", 3_500);

        Statement all = of(books, KARI, 7);
        assertThat(changes(all)).containsExactly(50_000L, -50_000L, -10_000L, 20_000L, 3_500L);
        assertThat(all.lines()).extracting(Line::balance).containsExactly(50_000L, 0L, -10_000L, 10_000L, 13_500L);
        assertThat(all.firstDay()).isEqualTo("2026-11-21");
        Statement later = books.ownAccount.statement(
                KARI,
                7,
                books.subLedger.days(LocalDate.parse("2027-01-01"), LocalDate.parse("2027-12-31")),
                null,
                null);
        assertThat(later.opening()).isEqualTo(-10_000);
        assertThat(changes(later)).containsExactly(20_000L, 3_500L);
        assertThat(later.closing()).isEqualTo(13_500);
        assertThat(books.ownAccount.balance(KARI, 7)).isEqualTo(13_500).isEqualTo(books.balance(7, null));
        assertThat(of(books, Actor.member("contact-9", "Ola"), 9).lines()).isEmpty();
        assertThat(of(books, Actor.member("contact-9", "Ola"), 9).firstDay()).isNull();
    }

    /** S2-11: whose invoice it is, is whose account it stands in; credit belongs to the member. */
    @DatabaseTest
    void whatAnotherPaysStandsInTheirAccountAndCreditInTheMembers(TestDatabase test) {
        Books books = new Books(test);
        Actor mother = Actor.member("contact-mother", "Mor Prøve");
        Invoice forKari = books.ledger.issue(
                STAFF,
                new InvoiceDraft(
                                null,
                                "contact-mother",
                                7,
                                "Mor Prøve",
                                DUE,
                                List.of(new Invoice.Line("Kontingent", Ore.of(40_000))))
                        .payingFor(new OnBehalfOf("contact-7", "Kari Prøve")),
                null);
        books.post(receipt("a", forKari.kid(), 45_000));

        Statement hers = of(books, mother, 1);
        assertThat(changes(hers)).containsExactly(40_000L, -40_000L);
        assertThat(hers.lines())
                .allSatisfy(line -> assertThat(line.entry().payer()).isTrue());
        Statement karis = of(books, KARI, 7);
        assertThat(changes(karis)).as("no amount of the mother's invoice").containsExactly(-5_000L);
        assertThat(karis.lines())
                .allSatisfy(line -> assertThat(line.entry().payer()).isFalse());

        Invoice own = books.invoice(7, 3_000, DUE);
        books.ledger.allocate(STAFF, "a", own.id(), "She asked for it");
        assertThat(of(books, KARI, 7).closing()).isEqualTo(-2_000);
        assertThat(of(books, mother, 1).closing()).isZero();
        assertThat(of(books, KARI, 7).closing() + of(books, mother, 1).closing())
                .isEqualTo(books.balance(7, null));
    }

    @DatabaseTest
    void thePageShowsAYearAndTheYearsThereAre(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(7, 50_000, DUE);
        books.clock.set(MutableClock.noonOf("2027-02-01").instant());
        books.post(receipt("a", invoice.kid(), 50_000));
        StatementPanel panel = panel(books);

        Map<String, Object> now = page(panel, Map.of());
        assertThat(now).containsEntry("years", List.of("2027", "2026")).containsEntry("opening", Ore.of(50_000));
        assertThat((List<?>) now.get("rows")).singleElement().isInstanceOfSatisfying(Row.class, row -> {
            assertThat(row.what()).isEqualTo("what.PAYMENT_ALLOCATED");
            assertThat(row.invoiceId()).isEqualTo(invoice.id());
            assertThat(row.balance()).isEqualTo(Ore.ZERO);
        });
        assertThat((List<?>) page(panel, Map.of("year", "2026")).get("rows")).hasSize(1);
        assertThat(panel.summary(visit()).orElseThrow().model()).containsEntry("standing", "settled");
        for (String year : List.of("2028", "26", "x")) {
            assertThat(panel.handle(visit(), new Request(false, "", Map.of("year", year))))
                    .as(year)
                    .isInstanceOf(Reply.NotFound.class);
        }
    }

    @DatabaseTest
    void whatTheBankWillDrawIsSaidToBeDrawn(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(7, 45_000, DUE);
        assertThat(panel(books).summary(visit()).orElseThrow().model()).containsEntry("standing", "owes");
        books.claims.put(invoice.id(), new Claim("file", "1", books.clock.instant(), false));
        assertThat(panel(books).summary(visit()).orElseThrow().model())
                .containsEntry("standing", "drawn")
                .containsEntry("amount", Ore.of(45_000));
    }

    @DatabaseTest
    void theInvoicePageSaysWhetherTheMandateDrawsTheInvoice(TestDatabase test) {
        Books books = new Books(test);
        Invoice invoice = books.invoice(7, 45_000, DUE);
        InvoicesPanel page = new InvoicesPanel(ownInvoices(books));
        Request asked = new Request(false, invoice.id(), Map.of());

        assertThat(((Reply.Show) page.handle(visit(), asked)).view().model())
                .containsEntry("mandate", "mandate.NOT_COLLECTED");
        books.claims.put(invoice.id(), new Claim("file", "1", books.clock.instant(), false));
        assertThat(((Reply.Show) page.handle(visit(), asked)).view().model())
                .as("the draw itself is told of")
                .containsEntry("mandate", "");
    }

    @DatabaseTest
    void anEntryStandsInTheYearItWasBookedInAndSaysWhenItCountsFromAnother(TestDatabase test) {
        Books books = new Books(test);
        InvoiceDraft draft = Books.draft(null, 7, 50_000, DUE);
        LocalDate earlier = LocalDate.parse("2024-12-11");
        books.ledger.issue(
                STAFF,
                new InvoiceDraft(null, draft.contactId(), 7, draft.payerName(), DUE, draft.lines()).takenOver(earlier),
                null);

        assertThat((List<?>) page(panel(books), Map.of("year", "2026")).get("rows"))
                .singleElement()
                .isInstanceOfSatisfying(Row.class, row -> {
                    assertThat(row.day()).isEqualTo("2026-11-21");
                    assertThat(row.countsFrom()).isEqualTo(earlier);
                });
    }

    private static StatementPanel panel(Books books) {
        return new StatementPanel(books.ownAccount, books.clock, ownInvoices(books));
    }

    private static OwnInvoices ownInvoices(Books books) {
        return new OwnInvoices(
                books.ledger,
                books.creditNotes,
                new Collectors(List.of(new Claiming(books.claims))),
                Books.organisation(List.of(new KidSchemeUse(LocalDate.EPOCH, "member7-invoice7"))),
                books.clock);
    }

    private static Visit visit() {
        return new Visit(KARI, Locale.forLanguageTag("nb"));
    }

    private static Map<String, Object> page(StatementPanel panel, Map<String, String> parameters) {
        return ((Reply.Show) panel.handle(visit(), new Request(false, "", parameters)))
                .view()
                .model();
    }

    @DatabaseTest
    void goesOnFromPageToPageAndIsForMembersOnly(TestDatabase test) {
        Books books = new Books(test);
        for (int i = 1; i <= 7; i++) {
            books.invoice(7, i, DUE);
        }
        List<Long> balances = new ArrayList<>();
        String cursor = null;
        do {
            Statement page = books.ownAccount.statement(KARI, 7, books.subLedger.days(null, null), 3, cursor);
            page.lines().forEach(line -> balances.add(line.balance()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(balances).containsExactly(1L, 3L, 6L, 10L, 15L, 21L, 28L);
        assertThatThrownBy(() -> of(books, STAFF, 7)).isInstanceOf(Problem.class);
    }
}
