package no.grend.agreement.internal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import no.grend.simulators.internal.Notice;

/**
 * Notices on their way to us, each many times and with spoiled copies of it, brought by many threads in an order of chance. Keeps
 * what was answered otherwise than it should be.
 */
public final class NoticeCloud implements AutoCloseable {

    static final int TAKEN = 200;
    static final int REFUSED = 401;
    static final int NOBODY = 404;

    private static final int TIMES = 10;
    private static final int SENDERS = 16;
    private static final long PAUSE_NANOS = 1_000_000;

    /** What was answered otherwise, in words. */
    public final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    /** Those that were theirs, once each. */
    final Queue<Notice> genuine = new ConcurrentLinkedQueue<>();

    final AtomicInteger taken = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();

    private final List<Letter> letters = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Random chance;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private volatile int expected = TAKEN;
    private volatile List<Notice> kept;
    private volatile boolean over;

    public NoticeCloud(long seed) {
        chance = new Random(seed);
        for (int i = 0; i < SENDERS; i++) {
            senders.execute(this::bring);
        }
    }

    /** One copy of a notice, and what is to be answered. */
    private record Letter(Notice notice, int expected, String what) {}

    /** How notices that are theirs are answered from now on. @param into where they are put beside; null for nowhere */
    void expect(int status, List<Notice> into) {
        expected = status;
        kept = into;
    }

    /** Sent ten times, with two of each kind of spoiled copy between. */
    public void genuine(Notice notice) {
        genuine.add(notice);
        if (kept != null) {
            kept.add(notice);
        }
        again(notice, expected, "genuine");
        for (Spoiled spoiled : spoiled(notice)) {
            add(spoiled.notice(), REFUSED, spoiled.how());
            add(spoiled.notice(), REFUSED, spoiled.how());
        }
    }

    /** Sent ten times. */
    void again(Notice notice, int expected, String what) {
        for (int i = 0; i < TIMES; i++) {
            add(notice, expected, what);
        }
    }

    private void add(Notice notice, int expected, String what) {
        open.incrementAndGet();
        synchronized (letters) {
            letters.add(new Letter(notice, expected, what));
        }
    }

    /** Waits until all have arrived. */
    public void clear() throws InterruptedException {
        RealHouse.await(() -> open.get() == 0);
    }

    private void bring() {
        while (!over) {
            Letter letter = any();
            if (letter == null) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                bring(letter);
                open.decrementAndGet();
            }
        }
    }

    private Letter any() {
        synchronized (letters) {
            if (letters.isEmpty()) {
                return null;
            }
            int place = chance.nextInt(letters.size());
            Letter letter = letters.get(place);
            letters.set(place, letters.get(letters.size() - 1));
            letters.remove(letters.size() - 1);
            return letter;
        }
    }

    private void bring(Letter letter) {
        HttpRequest.Builder request = HttpRequest.newBuilder(letter.notice().to())
                .POST(BodyPublishers.ofByteArray(letter.notice().body()));
        letter.notice().headers().forEach(request::header);
        try {
            int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
            (status == TAKEN ? taken : refused).incrementAndGet();
            if (status != letter.expected()) {
                wrong.add(status + " to " + letter.what() + " at "
                        + letter.notice().to());
            }
        } catch (IOException broken) {
            wrong.add(broken + " at " + letter.what());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private record Spoiled(Notice notice, String how) {}

    private static List<Spoiled> spoiled(Notice notice) {
        String authorization = notice.headers().get("authorization");
        String last = authorization.endsWith("0=") || authorization.endsWith("0") ? "1" : "0";
        String cut = authorization.substring(0, authorization.length() - 2);
        List<Spoiled> all = new ArrayList<>(List.of(
                new Spoiled(with(notice, "authorization", cut + last + "="), "a wrong signature"),
                new Spoiled(with(notice, "authorization", ""), "no signature")));
        String body = new String(notice.body(), StandardCharsets.UTF_8);
        if (notice.to().getPath().endsWith("vipps")) {
            byte[] longer = (body + " ").getBytes(StandardCharsets.UTF_8);
            Notice other = new Notice(notice.to(), notice.headers(), longer);
            all.add(new Spoiled(other, "another body"));
            all.add(new Spoiled(with(notice, "x-ms-date", "Thu, 26 Nov 2026 11:00:01 GMT"), "another time"));
            all.add(new Spoiled(at(notice, notice.to() + "?x=1"), "another path"));
        } else {
            String another = notice.to().toString().replaceAll("[0-9a-f]{4}$", "0000");
            all.add(new Spoiled(at(notice, another), "the word for another payment"));
            Notice old = new Notice(
                    notice.to(),
                    notice.headers(),
                    body.replaceAll("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"2026-11-18T11:00:00Z\"")
                            .getBytes(StandardCharsets.UTF_8));
            all.add(new Spoiled(old, "a time of more than a week ago"));
        }
        return all;
    }

    private static Notice with(Notice notice, String header, String value) {
        Map<String, String> headers = new HashMap<>(notice.headers());
        headers.put(header, value);
        return new Notice(notice.to(), headers, notice.body());
    }

    private static Notice at(Notice notice, String address) {
        return new Notice(URI.create(address), notice.headers(), notice.body());
    }

    @Override
    public void close() {
        over = true;
        senders.shutdown();
    }
}
