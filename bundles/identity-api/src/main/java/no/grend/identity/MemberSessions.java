package no.grend.identity;

import java.util.Locale;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Members' sign-in by one-time code («engangskode»): 6 digits, 10 minutes, 5 tries, one use (P27). Safe between threads.
 */
@ProviderType
public interface MemberSessions {

    /**
     * Sends a code when exactly one contact has this e-mail or mobile. The answer and its time are the same whether or not
     * anybody has it (S0-20, S0-21).
     *
     * @return an opaque challenge to keep beside the form; never null
     */
    String requestCode(String identifier, String clientAddress, Locale language);

    /**
     * Signs in with the code.
     *
     * @return the session token, or empty when the code is wrong, used, too old or tried too often
     */
    Optional<String> signIn(String challenge, String code, String clientAddress);

    /** The member behind a session token; empty when unknown, expired or ended. */
    Optional<Actor> actor(String token);

    void signOut(String token);

    /** Ends every session of a contact but the present one, as after the member changed e-mail or mobile. */
    void signOutOthers(String contactId, String presentToken);

    /** Ends every session of a contact, as after erasure or when staff changed e-mail or mobile. */
    void signOutAll(String contactId);
}
