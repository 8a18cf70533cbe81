package no.grend.message.internal.sms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import no.grend.message.Message;
import no.grend.message.spi.Gateway;

/**
 * Carries SMS by posting JSON to an operator, or to a small adapter in front of one; the contract stands in
 * docs/modules/message-gateway.md. Safe between threads.
 */
final class SmsGateway implements Gateway {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final URI url;
    private final String token;
    private final String sender;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ObjectMapper json = new ObjectMapper();

    /** @param token empty for none; @param sender empty for the operator's choice */
    SmsGateway(URI url, String token, String sender) {
        boolean local = "localhost".equals(url.getHost()) || "127.0.0.1".equals(url.getHost());
        if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && local)) {
            throw new IllegalArgumentException("The SMS gateway's url must be https, or http to this machine");
        }
        this.url = url;
        this.token = token;
        this.sender = sender;
    }

    @Override
    public Message.Channel channel() {
        return Message.Channel.SMS;
    }

    @Override
    public Outcome deliver(Message message, String attemptKey) {
        if (!E164.matcher(message.to()).matches()) {
            return new Outcome.Refused("The number is not a mobile number in international form.");
        }
        try {
            return judged(client.send(request(message, attemptKey), BodyHandlers.ofString()));
        } catch (IOException failed) {
            return new Outcome.Later("The SMS operator could not be reached ("
                    + failed.getClass().getSimpleName() + ").");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.Later("The outbox was stopped while the message was being sent.");
        }
    }

    private HttpRequest request(Message message, String attemptKey) throws JsonProcessingException {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("to", message.to());
        if (!sender.isEmpty()) {
            body.put("from", sender);
        }
        body.put("text", message.body());
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Idempotency-Key", attemptKey)
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    /** The operator's words may be personal, so only its number is kept. */
    private Outcome judged(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Outcome.Sent(reference(response.body()));
        }
        return switch (status) {
            case 400, 410, 413, 422 -> new Outcome.Refused("The SMS operator refused the message (" + status + ").");
            case 401, 403 -> new Outcome.Later("The SMS operator did not accept our secret (" + status + ").");
            default -> new Outcome.Later("The SMS operator could not take the message now (" + status + ").");
        };
    }

    private String reference(String body) {
        try {
            JsonNode id = json.readTree(body).path("id");
            return id.isValueNode() ? id.asText() : null;
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }
}
