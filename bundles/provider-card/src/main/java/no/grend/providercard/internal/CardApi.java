package no.grend.providercard.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import no.grend.agreement.spi.ProviderHttp;

/** Speaks the acquirer's published HTTP under {@code /v1}. Never more than {@link #ANSWER} a call. Safe between threads. */
final class CardApi {

    /** Four of these fit in the provider's time limit. */
    private static final Duration ANSWER = Duration.ofSeconds(7);

    private static final String PAYMENTS = "/v1/payments";

    final ProviderHttp http = new ProviderHttp("The acquirer", ANSWER);

    private final Merchant merchant;
    private final ObjectMapper json = new ObjectMapper();

    CardApi(Merchant merchant) {
        this.merchant = merchant;
    }

    /** What was answered. @param body missing when it is no JSON */
    record Answer(int status, JsonNode body) {

        boolean isGood() {
            return ProviderHttp.isGood(status);
        }

        boolean isRefusal() {
            return ProviderHttp.isRefusal(status);
        }
    }

    /** Their protocol has no key that would make this call idempotent. */
    Answer create(Object body) throws IOException, InterruptedException {
        return send(request(PAYMENTS).POST(text(body)));
    }

    Answer get(String id) throws IOException, InterruptedException {
        return send(request(PAYMENTS + "/" + id).GET());
    }

    /** @param ore whole øre */
    Answer charge(String id, long ore, String idempotencyKey) throws IOException, InterruptedException {
        return send(request(PAYMENTS + "/" + id + "/charges")
                .header("Idempotency-Key", idempotencyKey)
                .POST(text(Map.of("amount", ore))));
    }

    /** @param body the amount, and which items when it is not all of the charge */
    Answer refund(String chargeId, Object body, String idempotencyKey) throws IOException, InterruptedException {
        return send(request("/v1/charges/" + chargeId + "/refunds")
                .header("Idempotency-Key", idempotencyKey)
                .POST(text(body)));
    }

    /** Shuts a page that the payer has not completed. */
    Answer terminate(String id) throws IOException, InterruptedException {
        return send(request(PAYMENTS + "/" + id + "/terminate").PUT(BodyPublishers.noBody()));
    }

    private HttpRequest.BodyPublisher text(Object body) throws IOException {
        return BodyPublishers.ofString(json.writeValueAsString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(merchant.api() + path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("CommercePlatformTag", "grend")
                .header("Authorization", merchant.secretKey());
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        ProviderHttp.Answer answer = http.send(request);
        return new Answer(answer.status(), read(answer.body()));
    }

    private JsonNode read(String body) {
        try {
            JsonNode read = json.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
