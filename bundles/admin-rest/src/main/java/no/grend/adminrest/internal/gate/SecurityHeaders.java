package no.grend.adminrest.internal.gate;

import java.util.Map;

/** Headers that tell browsers to be careful (S59). */
public final class SecurityHeaders {

    /** Content-Security-Policy. */
    public static final String CSP = "Content-Security-Policy";

    private static final Map<String, String> DATA = Map.of(
            CSP,
            "default-src 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Cache-Control",
            "no-store",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private SecurityHeaders() {}

    /** For answers that are data, never a page. */
    public static Map<String, String> forData() {
        return DATA;
    }
}
