package no.grend.identity;

import java.util.Locale;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** One-time codes that prove that a member holds a new e-mail address or mobile number before it replaces the old. */
@ProviderType
public interface AddressCodes {

    /** How the code travels. */
    enum Channel {
        EMAIL,
        SMS
    }

    /** Sends a code to the new address; throttled (429). Gives an opaque challenge. */
    String send(Actor member, Channel channel, String address, Locale language);

    /** The address that this code proves for this member, or empty when the code is wrong, used, old or tried too often. */
    Optional<Proven> prove(Actor member, String challenge, String code);

    /** A proven address. */
    record Proven(Channel channel, String address) {}
}
