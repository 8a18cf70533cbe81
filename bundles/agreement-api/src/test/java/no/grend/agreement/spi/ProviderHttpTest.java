package no.grend.agreement.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken for an answer, and what for none. */
class ProviderHttpTest {

    private static final Duration LIMIT = Duration.ofMillis(600);

    private final ProviderHttp http = new ProviderHttp("The bank", LIMIT);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answers(int status, byte[] first, long pauseMillis, byte[] rest) {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, first.length + rest.length);
            exchange.getResponseBody().write(first);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(pauseMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.getResponseBody().write(rest);
            exchange.close();
        });
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    private Outcome told() {
        return http.attempt(() -> {
            ProviderHttp.Answer answer = http.send(request());
            return new Rejected(Outcome.Reason.INVALID, answer.status() + " " + answer.body());
        });
    }

    @Test
    void aWholeAnswerIsReadAsUtf8() {
        byte[] text = "blåbær".getBytes(StandardCharsets.UTF_8);
        answers(418, new byte[] {text[0]}, 20, Arrays.copyOfRange(text, 1, text.length));

        assertThat(told()).isEqualTo(new Rejected(Outcome.Reason.INVALID, "418 blåbær"));
    }

    /** The head came in time, and so the client's own limit is content. */
    @Test
    void anAnswerThatTricklesIsNone() {
        answers(200, new byte[1], 1_500, new byte[1]);
        long begun = System.nanoTime();

        assertThat(told()).isEqualTo(new Unknown("The bank could not be reached (HttpTimeoutException)."));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(1_400));
    }

    @Test
    void anAnswerThatIsTooLargeIsNone() {
        answers(200, new byte[4 * 1024 * 1024], 0, new byte[1]);

        assertThat(told()).isInstanceOf(Unknown.class);
    }

    @Test
    void serversThatAreNotThereAreUnknown() {
        server.stop(0);

        assertThat(told()).isEqualTo(new Unknown("The bank could not be reached (ConnectException)."));
    }

    @Test
    void whoeverIsInterruptedStaysSo() {
        answers(200, new byte[1], 1_000, new byte[1]);
        Thread.currentThread().interrupt();

        assertThat(told()).isEqualTo(new Unknown("The bank did not get to answer, for the call was cut off."));
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "200, true, false", "201, true, false", "204, true, false", "302, false, false", "400, false, true",
        "401, false, true", "404, false, true", "408, false, false", "409, false, false", "422, false, true",
        "429, false, false", "500, false, false", "503, false, false"
    })
    void onlySomeRefusalsSayThatNothingWasBegun(int status, boolean good, boolean refusal) {
        assertThat(ProviderHttp.isGood(status)).isEqualTo(good);
        assertThat(ProviderHttp.isRefusal(status)).isEqualTo(refusal);
        assertThat(http.unclear(status)).isEqualTo(new Unknown("The bank answered " + status + "."));
    }
}
