package no.grend.ledger.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Verification.Violation;
import no.grend.ledger.Charge;
import no.grend.ledger.Charged;
import no.grend.ledger.Credit;
import no.grend.ledger.CreditNote;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger.Issued;
import no.grend.ledger.Posted;
import no.grend.ledger.Receipt;
import no.grend.ledger.internal.store.Cover;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.organisation.Organisation;
import no.grend.organisation.Organisation.KidSchemeUse;
import no.grend.schema.Database;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

/** A ledger on a fresh database, as the tests use it. */
final class Books {

    static final Actor STAFF = Actor.SYSTEM;
    static final LocalDate DUE = LocalDate.parse("2027-01-15");

    final MutableClock clock = MutableClock.noonOf("2026-11-21");
    final RecordingAudit audit = new RecordingAudit();
    final Database db;
    final KidBook kids = kids("member7-invoice7");
    final LedgerService ledger;
    final CreditNoteService creditNotes;
    final Map<String, Claim> claims = new HashMap<>();
    final SubLedger subLedger;
    final OwnAccount ownAccount;
    final MonthClosings closings;
    final AccountCodes codes;
    final AccountingExport accounting;

    Books(TestDatabase test) {
        this(test, Cover.USUAL, false);
    }

    Books(TestDatabase test, Cover cover, boolean creditPaid) {
        LedgerSettings settings = new LedgerSettings(cover, creditPaid);
        this.db = test.database("ledger", Books.class);
        this.ledger = new LedgerService(db, clock, audit, kids, settings);
        this.creditNotes = new CreditNoteService(
                ledger, new Collectors(List.of(new Claiming(claims))), db, clock, audit, settings);
        this.subLedger = new SubLedger(ledger, db, clock);
        this.ownAccount = new OwnAccount(ledger, db, clock);
        this.closings = new MonthClosings(db, clock, audit, new LedgerVerification(ledger, db, kids));
        this.codes = new AccountCodes(db, clock, audit);
        this.accounting = new AccountingExport(db);
    }

    /** What a member owes at the end of a day, credit deducted. */
    long balance(int member, LocalDate on) {
        return subLedger
                .statement(STAFF, member, subLedger.days(null, on), 200, null)
                .closing();
    }

    /** The export of a month, as text. */
    String exported(String month) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            accounting.export(STAFF, YearMonth.parse(month)).writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static KidBook kids(String scheme) {
        return kids(List.of(new KidSchemeUse(LocalDate.EPOCH, scheme)));
    }

    /** The last of them is in effect. */
    static KidBook kids(List<KidSchemeUse> schemes) {
        return new KidBook(organisation(schemes), List.of(new Member7Invoice7(), new Member7Invoice7Mod11()));
    }

    /** The last of them is in effect. */
    static Organisation organisation(List<KidSchemeUse> schemes) {
        return new Organisation() {
            @Override
            public Profile profile() {
                String scheme = schemes.get(schemes.size() - 1).scheme();
                return new Profile(
                        "Klubben", "post@example.org", "919809140", "12345678903", "00012345", scheme, 0, false, null);
            }

            @Override
            public List<KidSchemeUse> kidSchemes() {
                return schemes;
            }
        };
    }

    Invoice invoice(int member, long ore) {
        return invoice(member, ore, DUE);
    }

    Invoice invoice(int member, long ore, LocalDate due) {
        return ledger.issue(STAFF, draft(null, member, ore, due), null);
    }

    static InvoiceDraft draft(String sourceKey, int member, long ore, LocalDate due) {
        return new InvoiceDraft(
                sourceKey,
                "contact-" + member,
                member,
                "Kari Prøve",
                due,
                List.of(new Invoice.Line("Kontingent 2027", Ore.of(ore))));
    }

    List<Issued> issueAll(String run, InvoiceDraft... drafts) {
        return ledger.issueAll(STAFF, run, List.of(drafts));
    }

    static Receipt receipt(String key, String kid, long ore) {
        return new Receipt(
                key, "OCR", kid, Ore.of(ore), LocalDate.parse("2027-01-15"), null, "12345678903", "000000001", null);
    }

    List<Posted> post(Receipt... receipts) {
        return post("batch", receipts);
    }

    List<Posted> post(String batch, Receipt... receipts) {
        List<Posted> fates = new ArrayList<>();
        ledger.post(STAFF, batch, Arrays.asList(receipts).iterator(), fates::add);
        return fates;
    }

    Invoice issue(int member, LocalDate due, long... lines) {
        List<Invoice.Line> all = new ArrayList<>();
        for (long ore : lines) {
            all.add(new Invoice.Line("Linje " + (all.size() + 1), Ore.of(ore)));
        }
        return ledger.issue(STAFF, new InvoiceDraft(null, "contact-" + member, member, "Kari Prøve", due, all), null);
    }

    Charged fee(Invoice invoice, String key, long ore) {
        return charge(invoice, key, Charge.Kind.REMINDER_FEE, ore);
    }

    Charged charge(Invoice invoice, String key, Charge.Kind kind, long ore) {
        return ledger.charge(
                STAFF,
                invoice.id(),
                new Charge(key, kind, Ore.of(ore), "Purring 1", "reminder-fee-2026", LocalDate.parse("2027-02-01")));
    }

    CreditNote credit(Invoice invoice, Credit credit) {
        return creditNotes.credit(STAFF, invoice.id(), credit, null);
    }

    Invoice now(Invoice invoice) {
        return ledger.invoice(STAFF, invoice.id()).orElseThrow();
    }

    List<Violation> violations() {
        return new LedgerVerification(ledger, db, kids).verify();
    }
}
