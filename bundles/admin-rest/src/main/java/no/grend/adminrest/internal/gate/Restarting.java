package no.grend.adminrest.internal.gate;

import java.io.IOException;
import java.util.UUID;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import no.grend.adminrest.internal.refusal.ProblemDocument;

/** The answer while Grend starts, or the staff API is not served for a moment: 503, and when to try again. */
final class Restarting {

    private static final String RETRY_SECONDS = "1";

    private Restarting() {}

    static void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        tell(
                request,
                response,
                "API_RESTARTING",
                "The staff API is being put together anew because a module came or went, or a setting was changed. Try again in a second.");
    }

    /** While Grend starts, whatever was asked for. */
    static void tellStart(HttpServletRequest request, HttpServletResponse response) throws IOException {
        tell(
                request,
                response,
                "STARTING",
                "Grend is starting, and this address is not served yet. Try again in a second.");
    }

    private static void tell(HttpServletRequest request, HttpServletResponse response, String code, String detail)
            throws IOException {
        response.setHeader("Retry-After", RETRY_SECONDS);
        String requestId = UUID.randomUUID().toString();
        send(
                request,
                response,
                ProblemDocument.of(HttpServletResponse.SC_SERVICE_UNAVAILABLE, code, detail, requestId),
                requestId);
    }

    /** Writes a problem document outside of the staff API. */
    static void send(
            HttpServletRequest request, HttpServletResponse response, ProblemDocument document, String requestId)
            throws IOException {
        byte[] body = document.toJson();
        response.setHeader(RequestId.HEADER, requestId);
        SecurityHeaders.forData().forEach(response::setHeader);
        response.setStatus(document.status());
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        response.setContentLength(body.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(body);
        }
    }
}
