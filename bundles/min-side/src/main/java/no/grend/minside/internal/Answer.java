package no.grend.minside.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** One way to send a response: headers that protect it, whole body with its length, nothing for HEAD. */
record Answer(HttpServletRequest request, HttpServletResponse response, boolean https) {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** The headers of every response of the portal; called first, so that failures have them too. */
    void protect() {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        // Not no-referrer: browsers would then send "Origin: null" with our own forms.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
        if (https) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    void page(int status, String html) throws IOException {
        response.setStatus(status);
        response.setHeader("Vary", "Accept-Language, Cookie");
        send("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    /** See other; the browser fetches it with GET. @param location a path of this host */
    void redirect(String location) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", location);
        response.setContentLength(0);
    }

    void asset(Assets.Asset asset) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        send(asset.contentType(), asset.content());
    }

    void download(String fileName, String contentType, byte[] content) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setHeader("Content-Disposition", disposition(fileName));
        send(contentType, content);
    }

    private void send(String contentType, byte[] content) throws IOException {
        response.setContentType(contentType);
        response.setContentLength(content.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(content);
        }
    }

    /** The name twice, RFC 6266: plain for old readers, in full for the others. */
    static String disposition(String fileName) {
        StringBuilder plain = new StringBuilder();
        StringBuilder full = new StringBuilder();
        for (byte b : fileName.getBytes(StandardCharsets.UTF_8)) {
            boolean safe =
                    (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '.' || b == '-';
            plain.append(safe ? (char) b : '_');
            full.append(safe ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
        }
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + full;
    }
}
