package no.grend.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import no.grend.harness.Grend;

/**
 * How long no payment is taken while the only provider's bundle is stopped and started again, as its payers see it: from the
 * first answer 503 to the next 201. With another provider to drain to there is no such time at all.
 */
final class SwapWindow {

    private static final int CLIENTS = 4;
    private static final int SWAPS = 5;
    private static final int WARMING_SECONDS = 10;
    private static final int MARK_MILLIS = 100;
    private static final int TAKEN = 201;
    private static final int AWAY = 503;

    /** Of one that was cut off in mid-call, its outcome is not known yet. */
    private static final int UNDER_WAY = 409;

    /** When the first 503 of the swap was seen, and the first 201 after it; 0 for not yet. */
    private final AtomicLong away = new AtomicLong();

    private final AtomicLong back = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final int port;
    private final List<byte[]> requests;

    private SwapWindow(int port, List<byte[]> requests) {
        this.port = port;
        this.requests = requests;
    }

    static List<Figure> measure(int runs) throws Exception {
        return Paying.on(
                "grend-swap-window", (grend, requests) -> new SwapWindow(grend.port(), requests).run(grend, runs));
    }

    private List<Figure> run(Grend grend, int runs) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int first = client;
                clients.add(pool.submit(() -> pay(first)));
            }
            TimeUnit.SECONDS.sleep(WARMING_SECONDS);
            double[] worst = new double[runs];
            for (int run = 0; run < runs; run++) {
                for (int swap = 0; swap < SWAPS; swap++) {
                    worst[run] = Math.max(worst[run], swap(grend));
                }
            }
            over.set(true);
            for (Future<?> client : clients) {
                client.get(1, TimeUnit.MINUTES);
            }
            return List.of(new Figure(
                    "provider-swap-window", Figure.median(worst), "ms", Double.NaN, MARK_MILLIS, true, false));
        } finally {
            over.set(true);
            pool.shutdownNow();
        }
    }

    /** @return milliseconds; 0 when no payer noticed */
    private double swap(Grend grend) throws InterruptedException {
        back.set(0);
        away.set(0);
        grend.console("bundle:restart no.grend.provider-manual");
        for (int i = 0; i < 100 && (i < 10 || away.get() != 0 && back.get() == 0); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        if (away.get() != 0 && back.get() == 0) {
            throw new IllegalStateException("The provider did not come back within ten seconds");
        }
        return (back.get() - away.get()) / 1e6;
    }

    private Void pay(int first) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            Answers answers = new Answers(socket.getInputStream());
            for (int n = first; !over.get(); n += CLIENTS) {
                long sent = System.nanoTime();
                out.write(requests.get(n % requests.size()));
                int status = answers.next();
                if (status == AWAY) {
                    away.compareAndSet(0, System.nanoTime());
                } else if (status == TAKEN) {
                    seeTaken(sent);
                } else if (status != UNDER_WAY) {
                    throw new IOException("A payment was answered " + status);
                }
            }
        }
        return null;
    }

    /** One that was cut off in mid-call is answered 201 as well, unknown; only what was sent after the first 503 counts. */
    private void seeTaken(long sent) {
        long since = away.get();
        if (since != 0 && sent > since) {
            back.compareAndSet(0, System.nanoTime());
        }
    }
}
