package no.grend.minside.internal;

import java.net.URI;
import java.util.Locale;
import javax.servlet.http.HttpServletRequest;

/**
 * Where members find the portal, and whether a request comes from one of its own pages.
 *
 * @param origin scheme, host and port of the configured address; null when none is configured
 */
record PublicAddress(String origin) {

    /** Reads the configured address, or the environment's when that is empty. */
    static PublicAddress of(String configured, String environment) {
        String url = configured.isBlank() ? environment : configured;
        if (url == null || url.isBlank()) {
            return new PublicAddress(null);
        }
        URI uri = URI.create(url.strip());
        if (uri.getScheme() == null || uri.getAuthority() == null) {
            throw new IllegalArgumentException("publicUrl must be a whole address such as https://min.klubb.no");
        }
        return new PublicAddress((uri.getScheme() + "://" + uri.getAuthority()).toLowerCase(Locale.ROOT));
    }

    boolean https() {
        return origin != null && origin.startsWith("https:");
    }

    /**
     * Whether a POST may come from a page of ours. Browsers say where a request comes from, over https in so many words,
     * else by naming the page's origin; a script says nothing and carries no one's cookies unasked, so silence is accepted.
     */
    boolean ownPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String from = request.getHeader("Origin");
        if (from == null) {
            return true;
        }
        String asked = from.toLowerCase(Locale.ROOT);
        String host = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
        // Behind a proxy the scheme that we see is not the one that the browser saw.
        return asked.equals(origin) || asked.equals("http://" + host) || asked.equals("https://" + host);
    }
}
