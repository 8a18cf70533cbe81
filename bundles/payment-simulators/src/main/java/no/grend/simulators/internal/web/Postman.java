package no.grend.simulators.internal.web;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import no.grend.simulators.internal.Notice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings notices to Grend, in their order, and tries again for some minutes when they are not taken. */
final class Postman implements Consumer<Notice>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final List<Long> WAITS_SECONDS = List.of(1L, 5L, 30L, 120L);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread postman = new Thread(task, "grend-exercise-postman");
        postman.setDaemon(true);
        return postman;
    });

    @Override
    public void accept(Notice notice) {
        later(notice, 0, 0);
    }

    private void later(Notice notice, long seconds, int attempt) {
        try {
            thread.schedule(() -> bring(notice, attempt), seconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("A notice is not sent, for the exercise is over");
        }
    }

    private void bring(Notice notice, int attempt) {
        if (!isTaken(notice) && attempt < WAITS_SECONDS.size()) {
            later(notice, WAITS_SECONDS.get(attempt), attempt + 1);
        }
    }

    private boolean isTaken(Notice notice) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(notice.to()).timeout(ANSWER).POST(BodyPublishers.ofByteArray(notice.body()));
        notice.headers().forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException away) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
