package no.grend.identity;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Sessions of staff («ansatte og tillitsvalgte»): opaque bearer tokens, stored hashed. Safe between threads. */
@ProviderType
public interface StaffSessions {

    /**
     * Signs in. Wrong user name, wrong password and wrong code all give the same refusal in the same time; too many tries
     * give 429.
     *
     * @param totp six digits when the account has a second factor; else null
     * @param clientAddress for throttling
     */
    Session signIn(String username, String password, String totp, String clientAddress);

    /** The actor behind a token, or empty when it is unknown, expired or ended. */
    Optional<Actor> actor(String token);

    /** Ends the session; harmless when it has ended. */
    void signOut(String token);

    /**
     * A session as it is shown once, to the one who signed in.
     *
     * @param token the secret
     */
    record Session(String token, Instant expiresAt) {}
}
