package no.grend.message.internal.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.spi.Gateway.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmsGatewayTest {

    private static final Message CODE =
            new Message("login-code:1", Channel.SMS, "+4790000001", null, "Koden \"er\" 123456\næøå", true);

    private final AtomicReference<String> head = new AtomicReference<>();
    private final AtomicReference<String> body = new AtomicReference<>();
    private volatile int status = 202;
    private volatile String answer = "{\"id\":\"op-77\"}";
    private HttpServer operator;

    @BeforeEach
    void open() throws Exception {
        operator = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        operator.createContext("/sms", exchange -> {
            var headers = exchange.getRequestHeaders();
            head.set(exchange.getRequestMethod() + " " + headers.getFirst("Authorization") + " "
                    + headers.getFirst("Idempotency-Key") + " " + headers.getFirst("Content-Type"));
            body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        operator.start();
    }

    @AfterEach
    void close() {
        operator.stop(0);
    }

    private SmsGateway gateway() {
        URI url = URI.create("http://127.0.0.1:" + operator.getAddress().getPort() + "/sms");
        return new SmsGateway(url, "secret-token", "Fjellgrend");
    }

    @Test
    void postsTheContractsJsonWithSecretAndKey() {
        assertThat(gateway().deliver(CODE, "key-1")).isEqualTo(new Outcome.Sent("op-77"));
        assertThat(head.get()).isEqualTo("POST Bearer secret-token key-1 application/json");
        assertThat(body.get())
                .isEqualTo(
                        "{\"to\":\"+4790000001\",\"from\":\"Fjellgrend\",\"text\":\"Koden \\\"er\\\" 123456\\næøå\"}");
    }

    @Test
    void anAnswerWithoutAnIdIsAnAnswer() {
        answer = "thank you";
        assertThat(gateway().deliver(CODE, "key-1")).isEqualTo(new Outcome.Sent(null));
    }

    @Test
    void whatCannotBeMendedIsRefusedAndTheRestIsTriedLater() {
        answer = "{\"error\":\"+4790000001 is barred\"}";
        for (int refused : new int[] {400, 410, 422}) {
            status = refused;
            assertThat(gateway().deliver(CODE, "k")).isInstanceOf(Outcome.Refused.class);
        }
        for (int later : new int[] {301, 401, 403, 404, 408, 429, 500, 503}) {
            status = later;
            Outcome outcome = gateway().deliver(CODE, "k");
            assertThat(outcome).as("" + later).isInstanceOf(Outcome.Later.class);
            assertThat(outcome.toString()).doesNotContain("90000001");
        }
    }

    @Test
    void operatorThatIsAwayIsTriedLaterAndBadNumbersNeverLeaveTheHouse() {
        SmsGateway gateway = gateway();
        operator.stop(0);
        assertThat(gateway.deliver(CODE, "k")).isInstanceOf(Outcome.Later.class);
        Message bad = new Message("k", Channel.SMS, "90000001", null, "x", false);
        assertThat(gateway.deliver(bad, "k")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void theSecretTravelsOnlyProtected() {
        assertThatThrownBy(() -> new SmsGateway(URI.create("http://sms.example/send"), "t", ""))
                .hasMessageContaining("https");
    }
}
