package no.grend.ledger.internal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.KidScheme;
import no.grend.organisation.Organisation;
import no.grend.organisation.Organisation.KidSchemeUse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The KID schemes there are: new KIDs are made by the one in the organisation's profile, and a KID that comes in is read by
 * any of them, so that changing scheme loses no payment and no mandate. Those in use go first, the latest before the earlier;
 * the organisation's own rules see to it that no two of them read the same KID differently. Safe between threads.
 */
@Component(service = KidBook.class)
public final class KidBook {

    private final Organisation organisation;

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<KidScheme> schemes;

    private volatile Order order;

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
        return reader(kid.trim()).map(Reading::member);
    }

    /** The member whose reference KID it is: the invoice part is zeros (S4-58). */
    Optional<Integer> referenceOf(String kid) {
        return reader(kid).filter(reading -> reading.scheme().isReference(kid)).map(Reading::member);
    }

    private record Reading(KidScheme scheme, int member) {}

    private Optional<Reading> reader(String kid) {
        for (KidScheme scheme : inOrder()) {
            OptionalInt member = scheme.memberNumber(kid);
            if (member.isPresent()) {
                return Optional.of(new Reading(scheme, member.getAsInt()));
            }
        }
        return Optional.empty();
    }

    /** Schemes in use, the latest first, and then the others; kept until one of the lists is another. */
    private List<KidScheme> inOrder() {
        List<KidScheme> installed = schemes;
        List<KidSchemeUse> uses = organisation.kidSchemes();
        Order known = order;
        if (known == null || known.installed() != installed || !known.uses().equals(uses)) {
            known = new Order(installed, uses, sorted(installed, uses));
            order = known;
        }
        return known.schemes();
    }

    private static List<KidScheme> sorted(List<KidScheme> installed, List<KidSchemeUse> uses) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < uses.size(); i++) {
            places.put(uses.get(i).scheme(), i);
        }
        return installed.stream()
                .sorted(Comparator.comparing((KidScheme scheme) -> -places.getOrDefault(scheme.id(), -1)))
                .toList();
    }

    private record Order(List<KidScheme> installed, List<KidSchemeUse> uses, List<KidScheme> schemes) {}
}
