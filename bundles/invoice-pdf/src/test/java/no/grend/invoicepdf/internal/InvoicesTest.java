package no.grend.invoicepdf.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Pdf;
import no.grend.invoicepdf.internal.sheet.ReadPdf;
import no.grend.kernel.Ids;
import no.grend.kernel.Problem;
import no.grend.ledger.CreditNote;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.member.Contact.Address;
import no.grend.organisation.Organisation;
import no.grend.organisation.Organisation.Profile;
import no.grend.schema.Database;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;

class InvoicesTest {

    private static final Actor STAFF = new Actor("staff:1", "Saks Behandler", Set.of(Role.ADMIN), null);
    private static final Address OSLO = new Address("Blåbærstien 7", "0150", "Oslo", "NO");
    private static final Address BERGEN = new Address("Bryggen 1", "5003", "Bergen", "NO");

    private final MutableClock clock = MutableClock.noonOf("2026-12-01");
    private final FakeLedger ledger = new FakeLedger(new Ids(clock));
    private final FakeMembers members = new FakeMembers();
    private final FakeCreditNotes notes = new FakeCreditNotes(new Ids(clock));
    private final FakeCollector avtaleGiro = new FakeCollector();
    private final NotingPress press = new NotingPress();
    private final List<Letter> printed = press.printed;
    private Profile profile = profile("Vilkår én.", "12345678903");

    @DatabaseTest
    void anInvoiceIsFetchedAgainIdenticallyWhateverHasChangedSince(TestDatabase fresh) {
        Invoices invoices = open(fresh);
        members.put(FakeMembers.kari(42, null, null, OSLO, "nn"));
        Invoice invoice = ledger.issue(42, 1001, 123_450);
        byte[] sent = invoices.pdf(STAFF, invoice.id()).orElseThrow().content();

        members.put(FakeMembers.kari(42, null, null, BERGEN, "en"));
        profile = new Profile("Nytt Navn", null, null, "86011117947", null, "member7-invoice7", 0, false, "Andre.");
        ledger.become(invoice, Status.PAID);
        clock.advance(Duration.ofDays(300));

        assertThat(invoices.pdf(STAFF, invoice.id()).orElseThrow().content()).isEqualTo(sent);
        assertThat(open(fresh).pdf(STAFF, invoice.id()).orElseThrow().content()).isEqualTo(sent);
        assertThat(ReadPdf.text(sent))
                .contains(
                        "0150 OSLO", "Forfallsdato 15.01.2027", "Vilkår én.", "Fjordbyen", "1234.56.78903", "Betalast");
    }

    @DatabaseTest
    void termsAreThoseOfTheDayItWasIssuedThoughItIsFirstMadeLater(TestDatabase fresh) {
        Invoices invoices = open(fresh);
        Invoice first = ledger.issue(42, 1, 100);
        Invoice second = ledger.issue(42, 2, 100);
        String long2 = "Vilkår to: " + "å\ud83d\ude00".repeat(6_000) + " slutt.";
        profile = profile(long2, "12345678903");
        Invoice third = ledger.issue(42, 3, 100);
        profile = profile(null, "86011117947");
        Invoice fourth = ledger.issue(42, 4, 100);
        profile = profile("Vilkår én.", "12345678903");
        Invoice fifth = ledger.issue(42, 5, 100);
        open(fresh);

        List.of(fifth, third, first, fourth, second).forEach(invoice -> invoices.pdf(STAFF, invoice.id()));

        assertThat(printed.stream().map(Letter::terms))
                .containsExactly("Vilkår én.", long2, "Vilkår én.", null, "Vilkår én.");
    }

    @DatabaseTest
    void anInvoiceFromBeforeThisModuleHasTheFirstTermsThatItSaw(TestDatabase fresh) {
        Invoice early = ledger.issue(42, 1, 100);
        clock.advance(Duration.ofDays(1));
        Invoices invoices = open(fresh);
        ledger.issue(42, 2, 100);
        profile = profile("Nye.", "12345678903");

        invoices.pdf(STAFF, early.id());

        assertThat(printed.get(0).terms()).isEqualTo("Vilkår én.");
    }

    @DatabaseTest
    void thePartAboutPaymentFollowsTheClaim(TestDatabase fresh) {
        Invoices invoices = open(fresh);
        Invoice invoice = ledger.issue(42, 1001, 123_450);
        byte[] unclaimed = invoices.pdf(STAFF, invoice.id()).orElseThrow().content();

        avtaleGiro.claim(invoice.id(), false);
        byte[] claimed = invoices.pdf(STAFF, invoice.id()).orElseThrow().content();
        avtaleGiro.claim(invoice.id(), true);
        byte[] cancelled = invoices.pdf(STAFF, invoice.id()).orElseThrow().content();
        ledger.become(invoice, Status.CREDITED);
        byte[] credited = invoices.pdf(STAFF, invoice.id()).orElseThrow().content();

        assertThat(ReadPdf.text(claimed)).contains("Trekkes med AvtaleGiro").doesNotContain(invoice.kid(), "78903");
        assertThat(cancelled).isEqualTo(unclaimed);
        assertThat(ReadPdf.text(unclaimed)).contains(invoice.kid(), "1234.56.78903");
        assertThat(ReadPdf.text(credited))
                .contains("Denne fakturaen er kreditert.")
                .doesNotContain(invoice.kid());
    }

    @DatabaseTest
    void avtaleGiroIsOfferedWithTheReferenceKidToThoseWhoHaveNone(TestDatabase fresh) {
        Invoices invoices = open(fresh);
        avtaleGiro.mandates.addAll(Set.of(2, 5, 6));
        List<String> ids = new ArrayList<>();
        for (int member = 1; member <= 7; member++) {
            ids.add(ledger.issue(member, member, 100).id());
        }

        invoices.each(STAFF, ids, pdf -> {});

        assertThat(printed.stream().map(letter -> letter.closing().size())).containsExactly(1, 0, 1, 1, 0, 0, 1);
        assertThat(printed.get(0).closing().get(0))
                .contains(ledger.referenceKid(1))
                .endsWith("vist over.");
        avtaleGiro.mandates.clear();
        invoices.pdf(STAFF, ids.get(1));
        assertThat(printed.get(7).closing()).isEmpty();
    }

    @DatabaseTest
    void aMemberGetsOwnInvoicesAndStaffNeedPermission(TestDatabase fresh) {
        Invoices invoices = open(fresh);
        String id = ledger.issue(42, 1001, 100).id();

        assertThat(invoices.pdf(Actor.member("contact-42", "Åse"), id).map(Pdf::name))
                .contains("faktura-1001.pdf");
        assertThat(invoices.pdf(Actor.member("contact-43", "Bo"), id)).isEmpty();
        assertThat(invoices.pdf(STAFF, "no-such")).isEmpty();
        assertThatThrownBy(() -> invoices.pdf(new Actor("staff:2", "Ny", Set.of(), null), id))
                .isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void manyAreMadeInOrderAndThoseThatAreNotThereAreLeftOut(TestDatabase fresh) {
        Invoices invoices = open(fresh);
        List<String> ids = new ArrayList<>();
        for (int number = 1; number <= 250; number++) {
            ids.add(ledger.issue(42, number, 100).id());
        }
        Collections.reverse(ids);
        ids.add(3, "no-such");
        List<String> made = new ArrayList<>();

        invoices.each(STAFF, ids, pdf -> made.add(pdf.id()));
        invoices.each(STAFF, ids, pdf -> made.add(pdf.id()));

        ids.remove(3);
        assertThat(made).hasSize(500).startsWith(ids.toArray(String[]::new));
        assertThatThrownBy(() -> invoices.each(STAFF, Collections.nCopies(1_001, "x"), pdf -> {}))
                .isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void theFirstOfManyAtATimeDecides(TestDatabase fresh) throws Exception {
        Invoices invoices = open(fresh);
        members.put(FakeMembers.kari(42, null, null, OSLO, "nb"));
        String id = ledger.issue(42, 1001, 100).id();
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> calls = Collections.nCopies(
                    24, () -> invoices.pdf(STAFF, id).orElseThrow().sha256());
            Set<String> hashes = new HashSet<>();
            for (Future<String> call : readers.invokeAll(calls)) {
                hashes.add(call.get());
            }
            assertThat(hashes).hasSize(1);
        } finally {
            readers.shutdownNow();
        }
    }

    @DatabaseTest
    void whatWasSentCannotBeChanged(TestDatabase fresh) throws SQLException {
        Invoices invoices = open(fresh);
        invoices.pdf(STAFF, ledger.issue(42, 1001, 100).id());
        try (Connection connection = fresh.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "UPDATE invoice_pdf_terms SET words = 'Andre'",
                    "DELETE FROM invoice_pdf_terms",
                    "UPDATE invoice_pdf_sender SET account = NULL",
                    "DELETE FROM invoice_pdf_since",
                    "UPDATE invoice_pdf_document SET address = 'Annet sted'",
                    "DELETE FROM invoice_pdf_document")) {
                assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOf(SQLException.class);
            }
        }
    }

    @DatabaseTest
    void aCreditNoteNamesItsInvoiceAndIsKeptAsItWasFirstMade(TestDatabase fresh) {
        Invoices invoices = open(fresh);
        members.put(FakeMembers.kari(42, null, null, OSLO, "nn"));
        Invoice invoice = ledger.issue(42, 1001, 123_450);
        CreditNote note = notes.credit(invoice, 7, 23_450, "Feil <pris> & antall");

        Pdf sent = invoices.creditNote(STAFF, note.id()).orElseThrow();
        members.put(FakeMembers.kari(42, null, null, BERGEN, "en"));
        profile = profile("Andre.", "86011117947");
        clock.advance(Duration.ofDays(300));

        assertThat(invoices.creditNote(STAFF, note.id()).orElseThrow().content())
                .isEqualTo(sent.content());
        assertThat(sent.name()).isEqualTo("kreditnota-7.pdf");
        assertThat(ReadPdf.text(sent.content()))
                .contains(
                        "Kreditnota 7",
                        "Gjeld faktura 1001",
                        "0150 OSLO",
                        "Grunngjeving: Feil <pris> & antall",
                        "Sum (kr) 234,50",
                        "Kreditnotaen skal ikkje betalast. Beløpet blir trekt frå faktura 1001.")
                .doesNotContain("Vilkår", "KID", "78903");
    }

    @DatabaseTest
    void membersReadTheirOwnCreditNotesOnly(TestDatabase fresh) {
        Invoices invoices = open(fresh);
        String id = notes.credit(ledger.issue(42, 1001, 100), 1, 100, "Feil").id();

        assertThat(invoices.creditNote(Actor.member("contact-42", "Åse"), id)).isPresent();
        assertThat(invoices.creditNote(Actor.member("contact-43", "Bo"), id)).isEmpty();
        assertThat(invoices.creditNote(STAFF, "no-such")).isEmpty();
    }

    private Invoices open(TestDatabase fresh) {
        Database db = fresh.database("invoice_pdf", Invoices.class);
        Organisation organisation = () -> profile;
        Senders senders = new Senders(db, organisation, clock);
        ledger.nudges(senders);
        Mandates mandates = new Mandates(List.of(avtaleGiro));
        return new Invoices(ledger, notes, new Keeping(db, clock, ledger, members, senders, mandates), mandates, press);
    }

    private static Profile profile(String terms, String account) {
        return new Profile(
                "Fjordbyen Sykkelklubb",
                "post@fjordbyen.example",
                "919809140",
                account,
                null,
                "member7-invoice7",
                0,
                false,
                terms);
    }
}
