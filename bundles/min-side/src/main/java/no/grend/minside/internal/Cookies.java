package no.grend.minside.internal;

import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * The portal's cookies. All are HttpOnly, {@code SameSite=Lax} and for the whole host; over https their names begin with
 * {@code __Host-}, which browsers accept only with Secure and without a domain.
 *
 * @param secure whether members come by https
 */
record Cookies(boolean secure) {

    static final String SESSION = "grend-session";
    static final String CHALLENGE = "grend-challenge";
    static final String THEME = "grend-theme";
    static final String LANGUAGE = "grend-language";
    static final String FLASH = "grend-flash";
    /** The page that a stranger asked for, until they are signed in. */
    static final String WANTED = "grend-wanted";

    static final int A_YEAR = 365 * 24 * 3600;
    static final int TEN_MINUTES = 600;
    /** Kept until the browser closes; the session's own end is decided by the server. */
    static final int BROWSER_SESSION = -1;

    private static final int LONGEST = 1024;

    /** The value, or null when it is not there or cannot be ours. */
    String read(HttpServletRequest request, String cookie) {
        if (request.getCookies() == null) {
            return null;
        }
        for (Cookie each : request.getCookies()) {
            if (each.getName().equals(name(cookie))) {
                String value = each.getValue();
                return value == null || value.isEmpty() || value.length() > LONGEST ? null : value;
            }
        }
        return null;
    }

    void write(HttpServletResponse response, String cookie, String value, int maxAge) {
        if (!value.chars().allMatch(Cookies::harmless)) {
            throw new IllegalArgumentException("A cookie's value must be letters, digits and -._~:=+/");
        }
        response.addHeader(
                "Set-Cookie",
                name(cookie) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax"
                        + (secure ? "; Secure" : "")
                        + (maxAge == BROWSER_SESSION ? "" : "; Max-Age=" + maxAge));
    }

    void clear(HttpServletResponse response, String cookie) {
        write(response, cookie, "", 0);
    }

    private String name(String cookie) {
        return secure ? "__Host-" + cookie : cookie;
    }

    private static boolean harmless(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~:=+/".indexOf(c) >= 0;
    }
}
