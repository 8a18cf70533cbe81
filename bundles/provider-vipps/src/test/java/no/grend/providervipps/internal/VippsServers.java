package no.grend.providervipps.internal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import no.grend.simulators.internal.Answer;
import no.grend.simulators.internal.Call;
import no.grend.simulators.internal.Memory;
import no.grend.simulators.internal.Notice;
import no.grend.simulators.internal.VippsSimulator;
import no.grend.simulators.internal.VippsWebhook;
import no.grend.testkit.HttpSocket;

/** Vipps' servers on a real socket. */
final class VippsServers implements AutoCloseable {

    static final URI NOTICES = URI.create("https://klubb.example.org/payment-notices/vipps");
    static final String WEBHOOK_SECRET = "a-secret-of-theirs";

    /** All that was asked of them, in order. */
    final List<Call> seen = new CopyOnWriteArrayList<>();

    /** What they sent to the merchant. */
    final List<Notice> notices = new CopyOnWriteArrayList<>();

    final VippsSimulator simulator;
    private final HttpSocket socket;

    VippsServers(Clock clock) {
        simulator = new VippsSimulator(
                new VippsSimulator.SalesUnit(
                        "123456", "id", "secret", "key", new VippsWebhook(NOTICES, WEBHOOK_SECRET)),
                clock,
                Memory.ofThisProcess(),
                notices::add);
        socket = new HttpSocket(this::answer);
    }

    URI address() {
        return socket.address();
    }

    /** How often they were asked for this. */
    long seen(String line) {
        return seen.stream().filter(call -> call.line().matches(line)).count();
    }

    /** How often money was moved. */
    long captures() {
        return notices.stream()
                .filter(notice -> new String(notice.body(), StandardCharsets.UTF_8).contains("\"CAPTURED\""))
                .count();
    }

    private HttpSocket.Response answer(HttpSocket.Request request) {
        Call call = new Call(request.base(), request.method(), request.path(), request.headers(), request.body());
        seen.add(call);
        Answer answer = simulator.answer(call);
        return answer.isLost() ? null : new HttpSocket.Response(answer.status(), answer.body());
    }

    @Override
    public void close() {
        socket.close();
    }
}
