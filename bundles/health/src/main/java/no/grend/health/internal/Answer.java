package no.grend.health.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;

/** Writes the answer of a health address. */
final class Answer {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Answer() {}

    static void write(HttpServletResponse response, boolean well, Map<String, Object> content) throws IOException {
        byte[] body = MAPPER.writeValueAsBytes(content);
        response.setStatus(well ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.getOutputStream().write(body);
    }
}
