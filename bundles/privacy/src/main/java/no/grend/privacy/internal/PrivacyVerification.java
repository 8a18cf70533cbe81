package no.grend.privacy.internal;

import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Verification;
import no.grend.privacy.Fate.Outcome;
import no.grend.privacy.PersonalDataContributor;
import no.grend.privacy.internal.store.ErasureTable;
import no.grend.privacy.internal.store.ErasureTable.Erasure;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code grend:verify privacy}: no module holds anything of an erased contact that no law keeps (P19). */
@Component(service = Verification.class)
public final class PrivacyVerification implements Verification {

    private static final int AT_ONCE = 500;
    private static final int MOST_TOLD = 100;

    private final Contributors contributors;
    private final Database db;

    /** @param data is there only with the licence */
    @Activate
    public PrivacyVerification(
            @Reference PersonalData data,
            @Reference Contributors contributors,
            @Reference(target = "(module=privacy)") Database db) {
        this.contributors = contributors;
        this.db = db;
    }

    @Override
    public String area() {
        return "privacy";
    }

    @Override
    public List<Violation> verify() {
        List<Violation> found = new ArrayList<>();
        String after = "";
        List<Erasure> some;
        do {
            String from = after;
            some = db.read(tx -> ErasureTable.page(tx, from, AT_ONCE));
            for (Erasure erasure : some) {
                check(found, erasure);
                after = erasure.contactId();
            }
        } while (some.size() == AT_ONCE && found.size() < MOST_TOLD);
        return found;
    }

    private void check(List<Violation> found, Erasure erasure) {
        String name = "contact:" + erasure.contactId();
        if (!erasure.done()) {
            found.add(new Violation("P19", name + " is not erased to the end; erase it again"));
        }
        for (PersonalDataContributor module : contributors.inOrder()) {
            module.fates(erasure.contactId()).stream()
                    .filter(fate -> fate.outcome() == Outcome.ERASED)
                    .forEach(fate -> found.add(new Violation(
                            "P19",
                            name + " is erased, but " + module.module() + " holds " + fate.what()
                                    + "; erase it again")));
        }
    }
}
