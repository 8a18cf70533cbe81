package no.grend.agreement.spi;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import no.grend.agreement.spi.Outcome.Unknown;

/**
 * A provider's way to its own servers, for providers that speak HTTP: sends a request, waits for the whole answer, and says what
 * the answer, or its lack, is worth as an {@link Outcome}. No provider needs to use it. Follows no redirects, keeps no cookies,
 * and logs nothing. Safe between threads.
 */
public final class ProviderHttp {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int GOOD = 2;
    private static final int REFUSED = 4;
    private static final int TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;

    private final String name;
    private final Duration limit;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * @param name of the servers as staff read it at the beginning of a sentence, {@code Vipps}
     * @param limit how long a whole answer may take; all the requests of one call together must fit in {@link Terms#timeLimit}
     */
    public ProviderHttp(String name, Duration limit) {
        this.name = name;
        this.limit = limit;
    }

    /** What was answered. @param body the text, UTF-8 */
    public record Answer(int status, String body) {}

    /** Something that asks the servers. */
    public interface Attempt {
        Outcome make() throws IOException, InterruptedException;
    }

    /** Whatever breaks on the way there or back leaves it unknown; what else is thrown goes on to Grend, which says the same. */
    public Outcome attempt(Attempt attempt) {
        try {
            return attempt.make();
        } catch (IOException failed) {
            return new Unknown(
                    name + " could not be reached (" + failed.getClass().getSimpleName() + ").");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Unknown(name + " did not get to answer, for the call was cut off.");
        }
    }

    /**
     * Sends it, once.
     *
     * @throws IOException when there is no whole answer in time, or it is larger than 4 MiB; the request may have had its effect
     */
    public Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        // The client's own time limit ends with the head of the answer.
        CompletableFuture<HttpResponse<String>> call =
                client.sendAsync(request.timeout(limit).build(), head -> new BoundedText());
        try {
            HttpResponse<String> response = call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body());
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed.getCause());
        } catch (TimeoutException late) {
            throw new HttpTimeoutException("No whole answer within " + limit);
        } finally {
            call.cancel(true);
        }
    }

    /** Whether it was done as it was asked for. */
    public static boolean isGood(int status) {
        return status / 100 == GOOD;
    }

    /**
     * Whether it was refused as it was sent, so that nothing was begun by it. Not so when the servers have it already, have too
     * much to do or lost patience: then it may have been begun.
     */
    public static boolean isRefusal(int status) {
        return status / 100 == REFUSED && status != CONFLICT && status != TOO_MANY && status != TIMEOUT;
    }

    /** For a status that says neither that it was done nor that it was not. */
    public Outcome unclear(int status) {
        return new Unknown(name + " answered " + status + ".");
    }
}
