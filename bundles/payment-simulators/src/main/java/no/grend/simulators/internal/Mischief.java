package no.grend.simulators.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Switches for what goes wrong out there. All are off at first. Safe between threads. */
public final class Mischief {

    /** How many answers are lost on their way back, after they had their effect. */
    public final AtomicInteger losesAnswers = new AtomicInteger();

    /** To which method they are lost; java.net.http asks a GET again by itself when its connection breaks, a POST never. */
    public volatile String losesAnswersTo = "POST";

    /** How many requests are answered with {@link #failsWith}, without effect. */
    public final AtomicInteger fails = new AtomicInteger();

    public volatile int failsWith = 500;

    /** How long answers are under way, after they had their effect. */
    public volatile long answersLateMillis;

    /** Whether each notice is sent twice. */
    public volatile boolean doublesNotices;

    /** Whether notices lie until {@link #release}, which sends the last first. */
    public volatile boolean holdsNotices;

    private final List<Notice> held = new ArrayList<>();

    Answer around(Call call, Supplier<Answer> work) {
        if (takes(fails)) {
            return Answer.of(failsWith, Collections.singletonMap("message", "Out of order"));
        }
        Answer answer = work.get();
        sleep(answersLateMillis);
        return call.method().equals(losesAnswersTo) && takes(losesAnswers) ? Answer.LOST : answer;
    }

    void send(Notice notice, Consumer<Notice> postman) {
        if (holdsNotices) {
            synchronized (held) {
                held.add(notice);
            }
            return;
        }
        postman.accept(notice);
        if (doublesNotices) {
            postman.accept(notice);
        }
    }

    /** Sends what was held, the last first. */
    public void release(Consumer<Notice> postman) {
        List<Notice> all;
        synchronized (held) {
            all = new ArrayList<>(held);
            held.clear();
        }
        Collections.reverse(all);
        all.forEach(postman);
    }

    private static boolean takes(AtomicInteger switched) {
        return switched.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private static void sleep(long millis) {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
