package no.grend.agreement;

import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The payment providers of the moment, what collects by file among them, and taking one out of use. Every call checks the actor.
 * Safe between threads.
 */
@ProviderType
public interface PaymentProviders {

    /** Every provider that is there, was rejected, or is known from before, by id. For staff with {@code LEDGER_READ}. */
    List<Standing> providers(Actor actor);

    /**
     * Drains a provider («tømmer»): when this returns no payment is started with it any more, and those that would be go to the
     * other. What runs finishes. Consents are marked to be moved to the other if it takes charges: their payers are told, once,
     * and each moves when its payer has given a new one there; until then nothing is charged by it. Else they stay. Audited. Again
     * with another {@code to} sends new ones there instead. Needs {@code ORGANISATION_WRITE}.
     *
     * <p>One that collects by file claims nothing more from then on; invoices are ordinary ones, and what the bank has goes on.
     *
     * @param to null for one that collects by file, whose mandates nobody but payers and their banks can move
     * @param force puts what is still open on it in {@code EXCEPTION}, for a person to decide, and ends the consents that are
     *     marked to be moved, so that it can be stopped; their payers can still give new ones
     * @return how it stands
     */
    Standing drain(Actor actor, String from, String to, boolean force);

    /**
     * Takes a draining back: payments are started with it again, and what consents it still has are charged by again and moved
     * no more. Those that have moved stay moved, and those that were ended stay ended. Audited. As for {@link #drain}.
     */
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
     * @param inFlight payments begun with it whose outcome is still open; claims that the bank has and that are not due yet,
     *     of one that collects by file
     * @param capabilities what it can do, {@code PAYMENT}, {@code NOTICES}, {@code REFUNDS}, {@code CHARGES},
     *     {@code SETTLEMENTS}, or {@code FILES}, {@code MANDATES}; empty when absent
     * @param routes the routes («ruter») that name it; empty when none does
     * @param consents the consents to be charged that it has or had; mandates, of one that collects by file
     * @param takes what it takes; null when it is absent or rejected
     */
    record Standing(
            String id,
            State state,
            String reason,
            int inFlight,
            List<String> capabilities,
            List<Route> routes,
            ConsentCount consents,
            Takes takes) {

        public Standing {
            capabilities = List.copyOf(capabilities);
            routes = List.copyOf(routes);
        }
    }

    /**
     * What a provider takes.
     *
     * @param name as people read it, {@code Vipps}
     * @param leadDays how many days before the money moves it must be told
     * @param least the smallest amount, whole øre
     * @param most the largest; null when only the payer's own limit counts
     */
    record Takes(String name, int leadDays, Ore least, Ore most) {}

    /**
     * A provider's consents, counted.
     *
     * @param left those that are {@code ACTIVE} with it
     * @param asked the payers who are told that they must give a new one elsewhere, and have not
     * @param unreached the payers who are to be told that by a person, as Grend knows neither e-mail address nor mobile
     * @param moved those that have another one instead
     * @param untold those that are ended here, and it is not told of yet: it must be there for that
     */
    record ConsentCount(int left, int asked, int unreached, int moved, int untold) {

        /** Of a provider that has none. */
        public static final ConsentCount NONE = new ConsentCount(0, 0, 0, 0, 0);
    }

    /**
     * A provider's place on a route.
     *
     * @param purpose what is paid for, {@code membership}; {@code *} for all that has no route of its own
     * @param place 1 for the first choice
     */
    record Route(String purpose, int place) {}
}
