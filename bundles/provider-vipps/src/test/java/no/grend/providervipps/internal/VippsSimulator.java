package no.grend.providervipps.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Speaks the published HTTP of Vipps MobilePay (Access Token API, ePayment API version 1) on a real socket, with switches for
 * what goes wrong out there. Keeps answers by idempotency key as they do.
 */
final class VippsSimulator implements AutoCloseable {

    /** A request as it came. */
    record Seen(String line, Map<String, String> headers, JsonNode body) {}

    private record Kept(int status, String body) {}

    private static final class Payment {
        String state = "CREATED";
        long amount;
        long captured;
        long cancelled;
    }

    final List<Seen> seen = new CopyOnWriteArrayList<>();

    /** How many answers are lost on their way back, after they had their effect. */
    final AtomicInteger losesAnswers = new AtomicInteger();

    /** To which method they are lost; java.net.http sends a GET again by itself when its connection drops, a POST never. */
    volatile String losesAnswersTo = "POST";

    /** How many requests are answered with this status, without effect. */
    final AtomicInteger fails = new AtomicInteger();

    volatile int failsWith = 500;
    volatile long liesAboutCaptured;

    /** What is captured is not told to those who ask, as when their books lag behind. */
    volatile boolean hidesCaptures;

    volatile String token = "token-1";
    final AtomicInteger tokens = new AtomicInteger();
    final AtomicInteger captures = new AtomicInteger();

    private final Map<String, Payment> payments = new ConcurrentHashMap<>();
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    VippsSimulator() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The payer approves, declines or lets it expire. */
    void payer(String reference, String state) {
        Payment payment = payments.get(reference);
        synchronized (payment) {
            if (payment.state.equals("CREATED")) {
                payment.state = state;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        JsonNode body = text.isEmpty() ? json.createObjectNode() : json.readTree(text);
        seen.add(new Seen(exchange.getRequestMethod() + " " + path, headers, body));
        Kept answer = path.equals("/accesstoken/get")
                ? token(headers)
                : payment(exchange.getRequestMethod(), path, headers, body);
        if (!path.startsWith("/accesstoken")
                && exchange.getRequestMethod().equals(losesAnswersTo)
                && takes(losesAnswers)) {
            exchange.close();
            return;
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Kept token(Map<String, String> headers) {
        tokens.incrementAndGet();
        boolean right = "id".equals(headers.get("client_id"))
                && "secret".equals(headers.get("client_secret"))
                && "key".equals(headers.get("ocp-apim-subscription-key"));
        return right
                ? answer(200, Map.of("token_type", "Bearer", "expires_in", "3600", "access_token", token))
                : answer(401, Map.of("title", "Unauthorized"));
    }

    private Kept payment(String method, String path, Map<String, String> headers, JsonNode body) {
        if (!("Bearer " + token).equals(headers.get("authorization"))
                || !"key".equals(headers.get("ocp-apim-subscription-key"))
                || !"123456".equals(headers.get("merchant-serial-number"))) {
            return answer(401, Map.of("title", "Unauthorized"));
        }
        if (takes(fails)) {
            return answer(failsWith, Map.of("title", "Out of order"));
        }
        String[] parts = path.split("/");
        if (method.equals("GET")) {
            Payment payment = payments.get(parts[4]);
            return payment == null
                    ? answer(404, Map.of("title", "Not found"))
                    : stand(parts[4], payment, hidesCaptures);
        }
        String key = headers.get("idempotency-key");
        if (key == null || key.length() > 50) {
            return answer(400, Map.of("title", "Idempotency-Key"));
        }
        return kept.computeIfAbsent(
                path + " " + key, once -> parts.length == 4 ? create(body) : modify(parts[4], parts[5], body));
    }

    private Kept create(JsonNode body) {
        String reference = body.path("reference").asText();
        boolean sound = reference.matches("[a-zA-Z0-9-]{8,64}")
                && body.path("amount").path("value").asLong() >= 100
                && body.path("amount").path("currency").asText().equals("NOK")
                && body.path("paymentMethod").path("type").asText().equals("WALLET")
                && body.path("userFlow").asText().equals("WEB_REDIRECT")
                && body.path("paymentDescription").asText().length() >= 3
                && body.path("returnUrl").asText().startsWith("http");
        if (!sound) {
            return answer(400, Map.of("title", "Bad Request"));
        }
        Payment payment = new Payment();
        payment.amount = body.path("amount").path("value").asLong();
        return payments.putIfAbsent(reference, payment) == null
                ? answer(201, Map.of("redirectUrl", address() + "/pay/" + reference, "reference", reference))
                : answer(409, Map.of("title", "Duplicate reference"));
    }

    private Kept modify(String reference, String what, JsonNode body) {
        Payment payment = payments.get(reference);
        if (payment == null) {
            return answer(404, Map.of("title", "Not found"));
        }
        synchronized (payment) {
            if (what.equals("capture")) {
                long wanted = body.path("modificationAmount").path("value").asLong();
                if (!payment.state.equals("AUTHORIZED")
                        || wanted > payment.amount - payment.captured - payment.cancelled) {
                    return answer(400, Map.of("title", "Cannot capture"));
                }
                captures.incrementAndGet();
                payment.captured += wanted;
                return stand(reference, payment);
            }
            if (what.equals("cancel")) {
                if (payment.state.equals("CREATED")) {
                    payment.state = "TERMINATED";
                    return stand(reference, payment);
                }
                if (payment.state.equals("AUTHORIZED")
                        && !body.path("cancelTransactionOnly").asBoolean()) {
                    payment.cancelled = payment.amount - payment.captured;
                    return stand(reference, payment);
                }
                return answer(400, Map.of("title", "Cannot cancel"));
            }
        }
        return answer(404, Map.of("title", "Not found"));
    }

    private Kept stand(String reference, Payment payment) {
        return stand(reference, payment, false);
    }

    private Kept stand(String reference, Payment payment, boolean hidden) {
        synchronized (payment) {
            Map<String, Object> aggregate = new LinkedHashMap<>();
            aggregate.put("authorizedAmount", nok(payment.state.equals("AUTHORIZED") ? payment.amount : 0));
            aggregate.put("cancelledAmount", nok(payment.cancelled));
            boolean none = hidden || payment.captured == 0;
            aggregate.put("capturedAmount", nok(none ? 0 : payment.captured + liesAboutCaptured));
            aggregate.put("refundedAmount", nok(0));
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("aggregate", aggregate);
            body.put("amount", nok(payment.amount));
            body.put("state", payment.state);
            body.put("paymentMethod", Map.of("type", "WALLET"));
            body.put("pspReference", "psp-" + reference);
            body.put("redirectUrl", address() + "/pay/" + reference);
            body.put("reference", reference);
            return answer(200, body);
        }
    }

    private static Map<String, Object> nok(long value) {
        return Map.of("currency", "NOK", "value", value);
    }

    private Kept answer(int status, Object body) {
        try {
            return new Kept(status, json.writeValueAsString(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean takes(AtomicInteger switched) {
        return switched.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }
}
