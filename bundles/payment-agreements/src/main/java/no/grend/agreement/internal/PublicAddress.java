package no.grend.agreement.internal;

import java.net.URI;
import java.util.Map;

/**
 * Where payers find Grend.
 *
 * @param origin scheme, host and port
 * @param isKnown whether somebody has said so; else it is this machine, which is good for whoever sits at it
 */
public record PublicAddress(String origin, boolean isKnown) {

    private static final String NEAR = "127.0.0.1";

    /** @param configured empty for {@code GREND_PUBLIC_URL} @param environment the process's */
    static PublicAddress of(String configured, Map<String, String> environment) {
        String url = configured.isBlank() ? environment.getOrDefault("GREND_PUBLIC_URL", "") : configured;
        if (url.isBlank()) {
            String host = environment.getOrDefault("GREND_HOST", NEAR);
            String port = environment.getOrDefault("GREND_PORT", "8181");
            return new PublicAddress("http://" + (host.equals("0.0.0.0") ? NEAR : host) + ":" + port, false);
        }
        URI uri = URI.create(url.strip());
        if (uri.getScheme() == null || uri.getAuthority() == null) {
            throw new IllegalArgumentException("publicUrl must be a whole address such as https://min.klubb.no");
        }
        return new PublicAddress(uri.getScheme() + "://" + uri.getAuthority(), true);
    }

    /** @param path with its leading slash */
    public URI at(String path) {
        return URI.create(origin + path);
    }
}
