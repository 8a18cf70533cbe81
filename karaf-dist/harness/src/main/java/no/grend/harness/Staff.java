package no.grend.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Staff at the admin API: JSON in, JSON out, over real HTTP. Safe between threads. */
public final class Staff {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String token;

    private Staff(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Signs in; throws when it is refused. */
    public static Staff signIn(String url, String username, String password) {
        Staff nobody = new Staff(url + "api/admin/", null);
        Answer answer = nobody.post("sessions", Map.of("username", username, "password", password));
        return new Staff(nobody.base, answer.require(201).body().get("token").asText());
    }

    /** The same API without a token. */
    public Staff signedOut() {
        return new Staff(base, null);
    }

    /** The bearer token, for load that goes by itself. */
    public String token() {
        return token;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, Object body) {
        return send(request(path).header("Content-Type", "application/json").POST(json(body)));
    }

    public Answer post(String path, Object body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return send(request.POST(json(body)));
    }

    public Answer put(String path, Object body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).PUT(json(body)).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return send(request);
    }

    public Answer patch(String path, Object body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return send(request.method("PATCH", json(body)));
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Uploads raw bytes. */
    public Answer upload(String path, byte[] bytes) {
        return send(request(path)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(bytes)));
    }

    /** Uploads a file of any size. */
    public Answer upload(String path, Path file) {
        try {
            return send(request(path)
                    .timeout(LONGEST_UPLOAD)
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofFile(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends plain text, such as a licence. */
    public Answer text(String path, String text) {
        return send(request(path).header("Content-Type", "text/plain").POST(BodyPublishers.ofString(text)));
    }

    /** Follows a 202 to its end; answers the finished job. */
    public JsonNode job(Answer accepted) {
        String location = accepted.require(202).headers().firstValue("Location").orElseThrow();
        String path = location.substring(location.indexOf("/api/admin/") + "/api/admin/".length());
        long deadline = System.nanoTime() + Duration.ofMinutes(20).toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode job = get(path).require(200).body();
            String state = job.get("state").asText();
            if (state.equals("DONE")) {
                return job;
            }
            if (state.equals("FAILED")) {
                throw new AssertionError("The job failed: " + job);
            }
            pause();
        }
        throw new AssertionError("The job did not end: " + path);
    }

    private static void pause() {
        try {
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(5));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer as it came. */
    public record Answer(int status, java.net.http.HttpHeaders headers, byte[] bytes) {

        /** The answer itself when it has this status; else an error that shows what came instead. */
        public Answer require(int expected) {
            if (status != expected) {
                throw new AssertionError("Expected " + expected + " but got " + status + ": "
                        + new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
            }
            return this;
        }

        public JsonNode body() {
            try {
                return JSON.readTree(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
