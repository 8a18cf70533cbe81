package no.grend.providervipps.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import no.grend.agreement.spi.ProviderHttp;

/**
 * Speaks the published HTTP: an access token ({@code POST /accesstoken/get}) that is kept until shortly before it expires, and
 * the calls of {@code /epayment/v1} and {@code /recurring/v3} with it. Safe between threads.
 */
final class VippsApi {

    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final Duration EARLY = Duration.ofMinutes(2);
    private static final int UNAUTHORIZED = 401;
    private static final String PAYMENTS = "/epayment/v1/payments";

    final ProviderHttp http = new ProviderHttp("Vipps", ANSWER);

    private final SalesUnit unit;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private volatile Token token;

    VippsApi(SalesUnit unit, Clock clock) {
        this.unit = unit;
        this.clock = clock;
    }

    private record Token(String value, Instant until) {}

    /** What was answered. @param body missing when it is no JSON */
    record Answer(int status, JsonNode body) {

        boolean isGood() {
            return ProviderHttp.isGood(status);
        }

        boolean isRefusal() {
            return ProviderHttp.isRefusal(status);
        }
    }

    Answer create(Object body, String idempotencyKey) throws IOException, InterruptedException {
        return post(PAYMENTS, body, idempotencyKey);
    }

    Answer get(String reference) throws IOException, InterruptedException {
        return withToken(() -> request(PAYMENTS + "/" + reference).GET());
    }

    /** @param what {@code capture}, {@code cancel} or {@code refund} */
    Answer modify(String reference, String what, Object body, String idempotencyKey)
            throws IOException, InterruptedException {
        return post(PAYMENTS + "/" + reference + "/" + what, body, idempotencyKey);
    }

    Answer post(String path, Object body, String idempotencyKey) throws IOException, InterruptedException {
        String text = json.writeValueAsString(body);
        return withToken(() -> request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(text)));
    }

    /** @param path below their address, {@code /recurring/v3/agreements} */
    Answer read(String path) throws IOException, InterruptedException {
        return withToken(() -> request(path).GET());
    }

    Answer patch(String path, Object body, String idempotencyKey) throws IOException, InterruptedException {
        String text = json.writeValueAsString(body);
        return withToken(() -> request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .method("PATCH", BodyPublishers.ofString(text)));
    }

    Answer delete(String path, String idempotencyKey) throws IOException, InterruptedException {
        return withToken(
                () -> request(path).header("Idempotency-Key", idempotencyKey).DELETE());
    }

    /** A request to be; built anew for each attempt. */
    private interface Draft {
        HttpRequest.Builder request();
    }

    /** A token that they do not accept any more is exchanged once. */
    private Answer withToken(Draft draft) throws IOException, InterruptedException {
        Token used = token();
        Answer answer = send(draft.request().header("Authorization", "Bearer " + used.value()));
        if (answer.status() != UNAUTHORIZED) {
            return answer;
        }
        forget(used);
        return send(draft.request().header("Authorization", "Bearer " + token().value()));
    }

    private Token token() throws IOException, InterruptedException {
        Token kept = token;
        if (kept != null && clock.instant().isBefore(kept.until())) {
            return kept;
        }
        Answer answer = send(request("/accesstoken/get")
                .header("client_id", unit.clientId())
                .header("client_secret", unit.clientSecret())
                .POST(BodyPublishers.noBody()));
        String value = answer.body().path("access_token").asText();
        if (!answer.isGood() || value.isEmpty()) {
            throw new IOException("Vipps gave no access token (" + answer.status() + ")");
        }
        Duration life = Duration.ofSeconds(answer.body().path("expires_in").asLong());
        Token fresh = new Token(value, clock.instant().plus(life).minus(EARLY));
        token = fresh;
        return fresh;
    }

    private synchronized void forget(Token used) {
        if (used.equals(token)) {
            token = null;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(unit.api() + path))
                .header("Accept", "application/json")
                .header("Ocp-Apim-Subscription-Key", unit.subscriptionKey())
                .header("Merchant-Serial-Number", unit.merchantSerialNumber())
                .header("Vipps-System-Name", "grend")
                .header("Vipps-System-Version", "1")
                .header("Vipps-System-Plugin-Name", "grend-provider-vipps")
                .header("Vipps-System-Plugin-Version", "1");
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        ProviderHttp.Answer answer = http.send(request);
        return new Answer(answer.status(), parsed(answer.body()));
    }

    private JsonNode parsed(String body) {
        try {
            JsonNode read = json.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
