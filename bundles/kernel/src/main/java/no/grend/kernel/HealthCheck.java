package no.grend.kernel;

import java.util.List;

/**
 * A module's word on whether it can do its work now, shown at {@code /health/ready}. Register it as a service.
 *
 * <p>Called on request threads whenever somebody looks; must answer within a second.
 */
public interface HealthCheck {

    /** The module's name, {@code messaging}. */
    String name();

    /** What is not well, one short sentence each, without secrets or personal data; empty when all is well. */
    List<String> troubles();
}
