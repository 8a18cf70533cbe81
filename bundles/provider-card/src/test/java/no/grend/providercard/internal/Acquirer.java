package no.grend.providercard.internal;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import no.grend.simulators.internal.Answer;
import no.grend.simulators.internal.Call;
import no.grend.simulators.internal.CardSimulator;
import no.grend.simulators.internal.Memory;
import no.grend.simulators.internal.Notice;
import no.grend.testkit.HttpSocket;

/** The acquirer's servers on a real socket. */
final class Acquirer implements AutoCloseable {

    static final String KEY = "a-secret-key";

    /** All that was asked of it, in order. */
    final List<Call> seen = new CopyOnWriteArrayList<>();

    /** What it sent to the merchant. */
    final List<Notice> notices = new CopyOnWriteArrayList<>();

    final CardSimulator simulator;
    private final HttpSocket socket;

    Acquirer(Clock clock) {
        simulator = new CardSimulator(KEY, clock, Memory.ofThisProcess(), notices::add);
        socket = new HttpSocket(this::answer);
    }

    URI address() {
        return socket.address();
    }

    /** How often it was asked for this. */
    long seen(String line) {
        return seen.stream().filter(call -> call.line().matches(line)).count();
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
