package no.grend.adminrest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import no.grend.kernel.Problem;
import org.junit.jupiter.api.Test;

class UnknownAddressTest {

    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private boolean starting;
    private Problem refusal;

    private void ask(String uri, Integer errorStatus, String errorUri) throws IOException {
        new UnknownAddress(() -> starting).service(request(uri, errorStatus, errorUri), response());
    }

    private String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tellsToTryAgainWhileTheStaffApiIsNotServed() throws IOException {
        ask("/api/admin/contacts/1", null, null);
        assertThat(status).isEqualTo(503);
        assertThat(headers).containsEntry("Retry-After", "1").containsEntry("type", "application/problem+json");
        assertThat(text()).contains("\"code\":\"API_RESTARTING\"", "\"retryable\":true", "Try again in a second");
    }

    @Test
    void tellsItAlsoWhenTheServerFoundNoServiceThere() throws IOException {
        ask("/", 404, "/api/admin/invoices");
        assertThat(status).isEqualTo(503);
    }

    @Test
    void tellsToTryAgainWhileGrendStartsWhateverTheAddress() throws IOException {
        starting = true;
        for (String address : List.of("/", "/min-side/", "/api/admin/contacts", "/health/ready")) {
            ask(address, null, null);
            assertThat(status).as(address).isEqualTo(503);
            assertThat(headers).containsEntry("Retry-After", "1").containsEntry("type", "application/problem+json");
            assertThat(text()).contains("\"code\":\"STARTING\"");
            body.reset();
        }
        ask("/", 400, "/api/admin/contacts");
        assertThat(status).isEqualTo(400);
    }

    @Test
    void otherAddressesAreNotThere() throws IOException {
        ask("/api/administrator", null, null);
        assertThat(status).isEqualTo(404);
        assertThat(headers).doesNotContainKey("Retry-After");
        assertThat(text()).contains("PATH_UNKNOWN");
    }

    @Test
    void otherErrorsOfTheServerStayWhatTheyAre() throws IOException {
        ask("/", 400, "/api/admin/contacts");
        assertThat(status).isEqualTo(400);
        assertThat(text()).contains("REQUEST_REFUSED");
    }

    @Test
    void aServletRefusesInWordsOfItsOwn() throws IOException {
        refusal = Problem.forbidden("Not you.");
        ask("/metrics", 403, "/metrics");
        assertThat(status).isEqualTo(403);
        assertThat(text()).contains("\"code\":\"FORBIDDEN\"", "\"detail\":\"Not you.\"");
    }

    @Test
    void theFrontDoorLeadsMembersIn() throws IOException {
        ask("/", null, null);
        assertThat(status).isEqualTo(303);
        assertThat(headers).containsEntry("Location", "/min-side/");
    }

    @Test
    void theServersOwnPageForNoServiceBecomesTheSameAnswer() throws Exception {
        new Rebuilding().doFilter(request("/api/admin/contacts", null, null), response(), (asked, answer) -> {
            ((HttpServletResponse) answer).setStatus(404);
            answer.setContentType("text/html");
            answer.getWriter().write("<html><body>No service was found.</body></html>");
        });
        assertThat(status).isEqualTo(503);
        assertThat(headers).containsEntry("Retry-After", "1");
        assertThat(text()).startsWith("{").contains("API_RESTARTING").doesNotContain("html");
    }

    @Test
    void aCallThatCxfLosesOnTheWayIsToldToTryAgain() throws Exception {
        new Rebuilding().doFilter(request("/api/admin/contacts", null, null), response(), (asked, answer) -> {
            throw new NullPointerException("incomingObserver is null");
        });
        assertThat(status).isEqualTo(503);
        assertThat(headers).containsEntry("Retry-After", "1");
        assertThat(text()).contains("API_RESTARTING").doesNotContain("incomingObserver");
    }

    @Test
    void whatTheStaffApiItselfDoesNotFindGoesThrough() throws Exception {
        new Rebuilding().doFilter(request("/api/admin/contacts/1", null, null), response(), (asked, answer) -> {
            ((HttpServletResponse) answer).setStatus(404);
            answer.setContentType("application/problem+json");
            answer.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(status).isEqualTo(404);
        assertThat(text()).isEqualTo("{}");
    }

    private HttpServletRequest request(String uri, Integer errorStatus, String errorUri) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(RequestDispatcher.ERROR_STATUS_CODE, errorStatus);
        attributes.put(RequestDispatcher.ERROR_REQUEST_URI, errorUri);
        attributes.put(Problem.class.getName(), refusal);
        return proxy(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getRequestURI" -> uri;
            case "getMethod" -> "GET";
            case "getAttribute" -> attributes.get((String) arguments[0]);
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private HttpServletResponse response() {
        return proxy(HttpServletResponse.class, (name, arguments) -> {
            switch (name) {
                case "setStatus" -> status = (Integer) arguments[0];
                case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                case "setContentType" -> headers.put("type", (String) arguments[0]);
                case "setContentLength" -> headers.put("length", arguments[0].toString());
                case "reset" -> headers.clear();
                case "getStatus" -> {
                    return status;
                }
                case "getContentType" -> {
                    return headers.get("type");
                }
                case "isCommitted" -> {
                    return false;
                }
                case "getOutputStream" -> {
                    return sink();
                }
                default -> throw new UnsupportedOperationException(name);
            }
            return null;
        });
    }

    private ServletOutputStream sink() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                body.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private interface Answering {
        Object to(String name, Object[] arguments);
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, Answering answering) {
        return (T) Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (it, method, arguments) -> answering.to(method.getName(), arguments));
    }
}
