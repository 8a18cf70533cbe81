package no.grend.ledger.internal;

import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Kid;
import no.grend.kernel.Verification;
import no.grend.ledger.internal.store.Proofs;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Proves what the ledger promises, by set-based queries and one stream, so that a million rows are no matter. */
@Component(service = {Verification.class, LedgerVerification.class})
public final class LedgerVerification implements Verification {

    private static final int MOST_OF_A_KIND = 20;

    private final Database db;
    private final KidBook kids;
    private final Proofs proofs = new Proofs();
    private final ClosedMonths closedMonths = new ClosedMonths();

    /** @param ledger not asked, but without it (its licence gone) there is nothing to prove */
    @Activate
    public LedgerVerification(
            @Reference LedgerService ledger,
            @Reference(target = "(module=ledger)") Database db,
            @Reference KidBook kids) {
        this.db = db;
        this.kids = kids;
    }

    @Override
    public String area() {
        return "ledger";
    }

    @Override
    public List<Violation> verify() {
        return db.read(this::violations);
    }

    /** What breaks a promise, as this handle sees it. */
    List<Violation> violations(Handle handle) {
        List<Violation> found = new ArrayList<>();
        for (Proofs.Proof proof : Proofs.Proof.values()) {
            proofs.broken(handle, proof, MOST_OF_A_KIND)
                    .forEach(row -> found.add(new Violation(proof.promise(), proof.words() + ": " + row)));
        }
        proofs.eachKid(handle, (number, member, kid) -> {
            boolean right = Kid.isValid(kid)
                    && kids.memberNumber(kid).filter(m -> m == member).isPresent();
            if (!right && found.size() < MOST_OF_A_KIND * Proofs.Proof.values().length) {
                found.add(new Violation("P6", "The KID of this invoice is not right: number " + number));
            }
        });
        found.addAll(closedMonths.violations(handle));
        return found;
    }
}
