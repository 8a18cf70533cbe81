package no.grend.ledger.internal;

import java.time.Clock;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Ledger;
import no.grend.ledger.internal.store.Cover;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import no.grend.testkit.TestDatabase;

/** The ledger itself with its credit notes, for tests of what only knows its contract. Nobody collects by mandate. */
public record RealMoney(Ledger ledger, CreditNotes notes) {

    public static RealMoney on(TestDatabase test, Clock clock, Audit audit, Organisation organisation) {
        Database db = test.database("ledger", LedgerService.class);
        LedgerSettings settings = new LedgerSettings(Cover.USUAL, false);
        LedgerService ledger = new LedgerService(
                db, clock, audit, new KidBook(organisation, List.of(new Member7Invoice7())), settings);
        return new RealMoney(
                ledger, new CreditNoteService(ledger, new Collectors(List.of()), db, clock, audit, settings));
    }
}
