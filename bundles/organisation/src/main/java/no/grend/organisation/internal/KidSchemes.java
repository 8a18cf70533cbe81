package no.grend.organisation.internal;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.KidScheme;
import no.grend.organisation.Organisation.KidSchemeUse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The KID schemes that are installed, and whether two can be valid side by side. Safe between threads. */
@Component(service = KidSchemes.class)
public final class KidSchemes {

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<KidScheme> schemes = List.of();

    @Activate
    public KidSchemes() {}

    KidSchemes(List<KidScheme> schemes) {
        this.schemes = List.copyOf(schemes);
    }

    /** Their ids, in order of the alphabet. */
    public List<String> ids() {
        return List.copyOf(new TreeSet<>(schemes.stream().map(KidScheme::id).toList()));
    }

    /**
     * Refuses a scheme that is not installed, and one that cannot be told from another that is or was in use. While no scheme is
     * installed at all (the ledger is away) there is nothing to ask, and any is taken.
     *
     * @param field what the caller named it by
     */
    void requireUsable(String field, String id, List<KidSchemeUse> others) {
        if (schemes.isEmpty()) {
            return;
        }
        KidScheme wanted = find(id).orElseThrow(() -> Problem.rule(
                "/" + field,
                "KID_SCHEME_UNKNOWN",
                "There is no KID scheme " + id + ". Installed are " + String.join(", ", ids()) + "."));
        for (KidSchemeUse other : others) {
            find(other.scheme())
                    .filter(scheme -> !scheme.id().equals(id) && KidOverlap.between(wanted, scheme))
                    .ifPresent(scheme -> {
                        throw Problem.conflict(
                                "KID_SCHEMES_OVERLAP",
                                "Scheme " + id + " cannot be told from " + scheme.id()
                                        + ": a KID of one would be read as another member's by the other, and payments"
                                        + " and mandates would go astray. Choose a scheme of another length or prefix.");
                    });
        }
    }

    private Optional<KidScheme> find(String id) {
        return schemes.stream().filter(scheme -> scheme.id().equals(id)).findFirst();
    }
}
