package no.grend.identity;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where requests come from, for staff and members alike: which proxies are believed is one setting ({@code trustedProxies}
 * of {@code no.grend.identity}). Safe between threads.
 */
@ProviderType
public interface ClientAddresses {

    /** The header in which proxies tell whom they speak for. */
    String HEADER = "X-Forwarded-For";

    /**
     * The last address in the chain that is no trusted proxy.
     *
     * @param remote who opened the connection
     * @param forwardedFor every line of {@link #HEADER}, joined with commas; null or empty without
     */
    String of(String remote, String forwardedFor);
}
