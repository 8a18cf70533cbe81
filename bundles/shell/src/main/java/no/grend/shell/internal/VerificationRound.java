package no.grend.shell.internal;

import java.util.Comparator;
import java.util.List;
import no.grend.kernel.Verification;
import no.grend.kernel.Verification.Violation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the modules' own checks of what they promise. */
@Component(service = VerificationRound.class)
public final class VerificationRound {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationRound.class);

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Verification> verifications;

    /** Called by the container, which then fills in who is there. */
    @Activate
    public VerificationRound() {
        this(List.of());
    }

    VerificationRound(List<Verification> verifications) {
        this.verifications = verifications;
    }

    /** What one area's check found; empty violations mean that every promise holds. */
    public record Outcome(String area, List<Violation> violations) {

        public boolean holds() {
            return violations.isEmpty();
        }
    }

    /**
     * Checks an area, or all of them.
     *
     * @param area null for all
     */
    public List<Outcome> run(String area) {
        List<Verification> asked = verifications.stream()
                .filter(verification -> area == null || verification.area().equals(area))
                .sorted(Comparator.comparing(Verification::area))
                .toList();
        if (asked.isEmpty()) {
            throw new IllegalArgumentException(
                    area == null
                            ? "There is nothing to verify: no module that keeps promises is running. See grend:status."
                            : "There is no area \"" + area + "\". There is: " + areas());
        }
        return asked.stream().map(VerificationRound::outcome).toList();
    }

    private String areas() {
        return String.join(
                ", ", verifications.stream().map(Verification::area).sorted().toList());
    }

    private static Outcome outcome(Verification verification) {
        try {
            return new Outcome(verification.area(), List.copyOf(verification.verify()));
        } catch (RuntimeException e) {
            LOG.error("The check of {} could not be carried out", verification.area(), e);
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Outcome(
                    verification.area(),
                    List.of(new Violation("not checked", "The check could not be carried out: " + why)));
        }
    }
}
