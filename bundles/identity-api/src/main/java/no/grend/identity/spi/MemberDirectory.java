package no.grend.identity.spi;

import org.osgi.annotation.versioning.ConsumerType;

/** The register as sign-in sees it; the member module provides it. Called on request threads; must be quick. */
@ConsumerType
public interface MemberDirectory {

    /** Who has this identifier, an e-mail address or a mobile number in any spelling (S0-22). */
    Lookup find(String identifier);

    /** The display name of a contact, or null when it is gone. */
    String nameOf(String contactId);

    /** The answer: nobody, one, or several. */
    sealed interface Lookup {
        /** Nobody has it, or it cannot be read as e-mail or mobile. */
        record Nobody() implements Lookup {}

        /** One contact has it. @param address normalised, where the code is sent; @param email false for mobile */
        record One(String contactId, String address, boolean email) implements Lookup {}

        /** Several share it: sign-in is refused neutrally; the directory has put a work item before staff (S0-20). */
        record Shared() implements Lookup {}
    }
}
