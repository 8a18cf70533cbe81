package no.grend.ledger.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.KidScheme;
import no.grend.organisation.Organisation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The KID schemes there are: new KIDs are made by the one in the organisation's profile, and a KID that comes in is read by
 * any of them, so that changing scheme loses no payment. Safe between threads.
 */
@Component(service = KidBook.class)
public final class KidBook {

    private final Organisation organisation;

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<KidScheme> schemes;

    @Activate
    public KidBook(@Reference Organisation organisation) {
        this.organisation = organisation;
    }

    KidBook(Organisation organisation, List<KidScheme> schemes) {
        this.organisation = organisation;
        this.schemes = List.copyOf(schemes);
    }

    /** The scheme for new KIDs. */
    public KidScheme chosen() {
        String id = organisation.profile().kidScheme();
        String wanted = id == null || id.isBlank() ? Member7Invoice7.ID : id;
        for (KidScheme scheme : schemes) {
            if (scheme.id().equals(wanted)) {
                return scheme;
            }
        }
        throw Problem.conflict(
                "KID_SCHEME_MISSING",
                "The organisation's KID scheme \"" + wanted
                        + "\" is not installed, so no invoice can be given a KID. Choose another in the organisation's"
                        + " profile, or install the module that brings it.");
    }

    /** The member number that a KID carries by any scheme. */
    public Optional<Integer> memberNumber(String kid) {
        if (kid == null || kid.isBlank()) {
            return Optional.empty();
        }
        for (KidScheme scheme : schemes) {
            OptionalInt member = scheme.memberNumber(kid.trim());
            if (member.isPresent()) {
                return Optional.of(member.getAsInt());
            }
        }
        return Optional.empty();
    }

    /** The member whose reference KID it is: the invoice part is zeros (S4-58). */
    Optional<Integer> referenceOf(String kid) {
        for (KidScheme scheme : schemes) {
            OptionalInt member = scheme.memberNumber(kid);
            if (member.isPresent() && scheme.isReference(kid)) {
                return Optional.of(member.getAsInt());
            }
        }
        return Optional.empty();
    }
}
