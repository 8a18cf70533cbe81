package no.grend.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Load over plain sockets with keep-alive: on two cores a comfortable HTTP client would eat what it measures. Answers with
 * another status than the expected end the run.
 */
final class HttpLoad {

    /** What a run came to. */
    record Result(double perSecond, double p99Millis) {}

    private final int port;
    private final int clients;

    HttpLoad(int port, int clients) {
        this.port = port;
        this.clients = clients;
    }

    /** Sends for so many seconds. @param request the bytes of request number n, counted over all clients */
    Result run(int seconds, int expectedStatus, IntFunction<byte[]> request) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            long begun = System.nanoTime();
            List<Future<long[]>> runs = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int first = client;
                runs.add(pool.submit(() -> client(first, end, expectedStatus, request)));
            }
            return summary(runs, begun);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Result summary(List<Future<long[]>> runs, long begun)
            throws InterruptedException, ExecutionException {
        List<long[]> all = new ArrayList<>();
        int count = 0;
        for (Future<long[]> run : runs) {
            all.add(run.get());
            count += all.get(all.size() - 1).length;
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        long[] nanos = new long[count];
        int at = 0;
        for (long[] part : all) {
            System.arraycopy(part, 0, nanos, at, part.length);
            at += part.length;
        }
        Arrays.sort(nanos);
        return new Result(count / seconds, nanos[(int) (count * 0.99)] / 1e6);
    }

    private long[] client(int first, long end, int expectedStatus, IntFunction<byte[]> request) throws IOException {
        long[] nanos = new long[1024];
        int done = 0;
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            Answers answers = new Answers(socket.getInputStream());
            for (int n = first; System.nanoTime() < end; n += clients) {
                byte[] bytes = request.apply(n);
                long start = System.nanoTime();
                out.write(bytes);
                int status = answers.next();
                if (done == nanos.length) {
                    nanos = Arrays.copyOf(nanos, done * 2);
                }
                nanos[done++] = System.nanoTime() - start;
                if (status != expectedStatus) {
                    throw new IOException("Expected " + expectedStatus + " but got " + status);
                }
            }
        }
        return Arrays.copyOf(nanos, done);
    }

    static byte[] request(String method, String path, String token, String body) {
        byte[] payload = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                + (body == null ? "" : "\r\nContent-Type: application/json\r\nContent-Length: " + payload.length)
                + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(start, start.length + payload.length);
        System.arraycopy(payload, 0, all, start.length, payload.length);
        return all;
    }
}
