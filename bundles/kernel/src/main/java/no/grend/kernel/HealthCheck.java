package no.grend.kernel;

import java.util.List;
import java.util.Set;

/**
 * A module's word on whether it can do its work now, shown at {@code /health/ready} and by {@code grend:status}. Register it
 * as a service.
 *
 * <p>Called on request threads whenever somebody looks; must answer within a second.
 */
public interface HealthCheck {

    /** The module's name, {@code messaging}. Checks of one name that say the same are shown once. */
    String name();

    /** What is not well, one short sentence each, without secrets or personal data; empty when all is well. */
    List<String> troubles();

    /**
     * The services (names of interfaces or classes) that are not there because of these troubles. Whatever waits for one of
     * them is shown as affected, not as a trouble of its own.
     */
    default Set<String> withheld() {
        return Set.of();
    }
}
