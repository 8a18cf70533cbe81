package no.grend.agreement;

import java.util.List;
import no.grend.identity.Actor;
import org.osgi.annotation.versioning.ProviderType;

/** The payment providers of the moment, and taking one out of use. Every call checks the actor. Safe between threads. */
@ProviderType
public interface PaymentProviders {

    /** Every provider that is there, was rejected, or is known from before, by id. For staff with {@code LEDGER_READ}. */
    List<Standing> providers(Actor actor);

    /**
     * Drains a provider («tømmer»): when this returns no payment is started with it any more, and those that would be go to the
     * other. What runs finishes. Audited. Again with another {@code to} sends new ones there instead. Needs
     * {@code ORGANISATION_WRITE}.
     *
     * @param force puts what is still open on it in {@code EXCEPTION}, for a person to decide, so that it can be stopped
     * @return how it stands
     */
    Standing drain(Actor actor, String from, String to, boolean force);

    /** Takes a draining back: payments are started with it again. Audited. As for {@link #drain}. */
    Standing resume(Actor actor, String id);

    /** Where a provider stands. */
    enum State {
        /** Takes payments. */
        ACTIVE,
        /** Takes no new ones; is asked about those it has. */
        DRAINING,
        /** Not there now; it is known from before, and what it began waits for it. */
        ABSENT,
        /** There, but not used; the reason says why. */
        REJECTED
    }

    /**
     * A provider as it stands.
     *
     * @param reason why it is rejected, absent or draining; null when active
     * @param inFlight payments begun with it whose outcome is still open
     * @param capabilities what it can do, {@code PAYMENT}, {@code NOTICES}, {@code REFUNDS}, {@code CHARGES},
     *     {@code SETTLEMENTS}; empty when absent
     * @param routes the routes («ruter») that name it; empty when none does
     */
    record Standing(
            String id, State state, String reason, int inFlight, List<String> capabilities, List<Route> routes) {

        public Standing {
            capabilities = List.copyOf(capabilities);
            routes = List.copyOf(routes);
        }
    }

    /**
     * A provider's place on a route.
     *
     * @param purpose what is paid for, {@code membership}; {@code *} for all that has no route of its own
     * @param place 1 for the first choice
     */
    record Route(String purpose, int place) {}
}
