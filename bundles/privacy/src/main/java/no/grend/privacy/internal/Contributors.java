package no.grend.privacy.internal;

import java.util.Comparator;
import java.util.List;
import no.grend.privacy.PersonalDataContributor;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The modules that hold personal data, as many as are there. */
@Component(service = Contributors.class)
public final class Contributors {

    /** Others find a contact's data by what the register holds, so it forgets last. */
    private static final String REGISTER = "member";

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<PersonalDataContributor> services = List.of();

    /** By name, and the register last. */
    List<PersonalDataContributor> inOrder() {
        return services.stream()
                .sorted(Comparator.comparing(
                                (PersonalDataContributor one) -> one.module().equals(REGISTER))
                        .thenComparing(PersonalDataContributor::module))
                .toList();
    }
}
