package no.grend.minside;

import java.util.Optional;
import no.grend.identity.Actor;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module's part of Min Side («panel»); a service that comes and goes.
 *
 * <p>Everything it shows lies in its own bundle beside the class that implements it, in the resource folder
 * {@code minside/<id>/}: templates ({@code *.peb}, Pebble, importing the shared macros from {@code grend:macros.peb}),
 * texts ({@code texts_nb.properties}, {@code _nn}, {@code _en}; MessageFormat; the key {@code title} names the panel) and
 * {@code assets/}. Panels throw or dawdle at no cost to others: the portal shows «utilgjengelig nå» in their place.
 * Called on request threads; keep no state of a visit.
 */
@ConsumerType
public interface Panel {

    /** Its part of the address, {@code /min-side/<id>/}: lower case letters and hyphens. */
    String id();

    Slot slot();

    /** Its place within the slot, ascending. */
    int order();

    /** Whether this member sees it at all; for others its addresses answer 404. Must be quick. */
    default boolean visibleTo(Actor member) {
        return true;
    }

    /** Its fragment of the front page; empty for none. Given 800 ms. */
    Optional<View> summary(Visit visit) throws Exception;

    /** Answers a request to its own addresses. POSTs have passed the CSRF check. */
    Reply handle(Visit visit, Request request) throws Exception;

    /** The places on the front page, in the order they are shown. */
    enum Slot {
        TODO,
        OVERVIEW,
        FINANCE,
        ACTIVITY,
        PROFILE
    }
}
