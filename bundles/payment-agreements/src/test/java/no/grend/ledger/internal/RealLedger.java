package no.grend.ledger.internal;

import java.time.Clock;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.ledger.Ledger;
import no.grend.ledger.internal.store.Cover;
import no.grend.organisation.Organisation;
import no.grend.testkit.TestDatabase;

/** The ledger itself, for tests of what only knows its contract. */
public final class RealLedger {

    private RealLedger() {}

    public static Ledger on(TestDatabase test, Clock clock, Audit audit) {
        Organisation organisation = () -> new Organisation.Profile(
                "Klubben", "post@example.org", null, "12345678903", null, Member7Invoice7.ID, 0, false, null);
        return new LedgerService(
                test.database("ledger", LedgerService.class),
                clock,
                audit,
                new KidBook(organisation, List.of(new Member7Invoice7())),
                new LedgerSettings(Cover.USUAL, false));
    }
}
