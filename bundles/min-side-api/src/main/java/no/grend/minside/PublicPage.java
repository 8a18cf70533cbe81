package no.grend.minside;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module's pages on Min Side for people who are not signed in («åpen side»); a service that comes and goes. Its templates,
 * texts and assets lie as a {@link Panel}'s do. While it is open, the sign-in page leads to it by its {@code title}; with a text
 * {@code invitation} that stands before the link. Called on request threads; keep no state of a visit.
 */
@ConsumerType
public interface PublicPage {

    /** Its part of the address, {@code /min-side/<id>/}: lower case letters and hyphens, and no panel's id. */
    String id();

    /** Whether it is there just now; when not, its addresses answer 404. Must be quick. */
    boolean isOpen();

    /** Answers a request to its own addresses. POSTs come from a page of our own. */
    Reply handle(Guest guest, Request request) throws Exception;
}
