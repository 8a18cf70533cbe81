package no.grend.kernel;

import java.util.List;

/**
 * A module's own check of what it promises, run by {@code grend:verify}. Register it as a service.
 *
 * <p>Reads only, may take minutes on a large database, and is called on the caller's thread.
 */
public interface Verification {

    /** The area's name as the operator types it: {@code ledger}, {@code audit}. */
    String area();

    /** Every broken promise found; empty means that all hold. */
    List<Violation> verify();

    /**
     * A broken promise.
     *
     * @param promise which, such as {@code P3}
     * @param detail what, and where to look; no personal data
     */
    record Violation(String promise, String detail) {}
}
