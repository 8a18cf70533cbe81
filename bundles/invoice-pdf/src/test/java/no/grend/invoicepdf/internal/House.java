package no.grend.invoicepdf.internal;

import java.util.List;
import no.grend.kernel.Ids;
import no.grend.ledger.Invoice;
import no.grend.member.Contact.Address;
import no.grend.organisation.Organisation;
import no.grend.organisation.Organisation.Profile;
import no.grend.schema.Database;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;

/** The module with everything around it, on a database of its own. */
public final class House {

    public static final Address OSLO = new Address("Blåbærstien 7", "0150", "Oslo", "NO");

    public final MutableClock clock = MutableClock.noonOf("2026-12-01");
    public final Database db;
    public final FakeLedger ledger = new FakeLedger(new Ids(clock));
    public final FakeMembers members = new FakeMembers();
    public final FakeCreditNotes notes = new FakeCreditNotes(new Ids(clock));
    public final FakeCollector avtaleGiro = new FakeCollector();
    public final NotingPress press = new NotingPress();
    public final Mandates mandates = new Mandates(List.of(avtaleGiro));
    public final Keeping keeping;
    public final Organisation organisation;

    public House(TestDatabase fresh) {
        db = fresh.database("invoice_pdf", Invoices.class);
        organisation = () -> new Profile(
                "Fjordbyen Sykkelklubb",
                "post@fjordbyen.example",
                "919809140",
                "12345678903",
                null,
                "member7-invoice7",
                0,
                false,
                "Vilkår.");
        Senders senders = new Senders(db, organisation, clock);
        ledger.nudges(senders);
        keeping = new Keeping(db, clock, ledger, members, senders, mandates);
    }

    /** An invoice of a run to a member with an address, and with e-mail or without. */
    public Invoice invoice(int member, String run, boolean mailed) {
        members.put(FakeMembers.kari(member, mailed ? "m" + member + "@eksempel.example" : null, null, OSLO, "nb"));
        return ledger.issue(member, 1_000 + member, 50_000, run);
    }
}
