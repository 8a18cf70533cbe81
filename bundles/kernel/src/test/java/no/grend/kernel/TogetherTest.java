package no.grend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first group is held up until all the others wait in the order in which they were brought. */
@Timeout(30)
class TogetherTest {

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final List<List<String>> groups = new CopyOnWriteArrayList<>();
    private final Together<String> together = new Together<>(this::work);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        go.countDown();
        threads.shutdownNow();
    }

    @Test
    void whatComesMeanwhileIsDoneTogetherInTheOrderItCame() throws Exception {
        List<Future<?>> all = behindTheFirst("a", "b", "c");
        go.countDown();

        for (Future<?> each : all) {
            each.get();
        }
        assertThat(groups).containsExactly(List.of("first"), List.of("a", "b", "c"));
    }

    @Test
    void noGroupIsLargerThanAHundred() throws Exception {
        String[] many = new String[250];
        for (int i = 0; i < many.length; i++) {
            many[i] = "item " + i;
        }
        List<Future<?>> all = behindTheFirst(many);
        go.countDown();

        for (Future<?> each : all) {
            each.get();
        }
        assertThat(groups).extracting(List::size).containsExactly(1, 100, 100, 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad,a,b", "a,bad,b", "a,b,bad", "bad,bad,a"})
    void noneFailsForAnothersSake(String order) throws Exception {
        String[] items = order.split(",");
        List<Future<?>> all = behindTheFirst(items);
        go.countDown();

        all.get(0).get();
        for (int i = 0; i < items.length; i++) {
            Future<?> each = all.get(i + 1);
            if (items[i].equals("bad")) {
                assertThatThrownBy(each::get).hasRootCauseMessage("bad");
            } else {
                assertThatCode(each::get).doesNotThrowAnyException();
            }
        }
        assertThatCode(() -> together.run("later")).doesNotThrowAnyException();
    }

    /** Whoever the error leaves behind, first, middle or last: none hangs, and none is taken for done that is not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fatal,a,b",
                "a,fatal,b",
                "a,b,fatal",
                "bad,fatal,a",
                "fatal,bad,a",
                "fatal,a,bad",
                "a,bad,fatal",
                "bad,a,fatal"
            })
    void noneHangsWhenAnErrorBreaksItsGroupOff(String order) throws Exception {
        List<Future<?>> all = behindTheFirst(order.split(","));
        go.countDown();

        all.get(0).get();
        List<String> done = new ArrayList<>(List.of("first"));
        for (int i = 1; i < all.size(); i++) {
            try {
                all.get(i).get();
                done.add(order.split(",")[i - 1]);
            } catch (ExecutionException notDone) {
                assertThat(notDone.getCause()).isNotNull();
            }
        }
        assertThat(groups.stream().flatMap(List::stream))
                .doesNotHaveDuplicates()
                .containsAll(done);
        assertThatCode(() -> together.run("later")).doesNotThrowAnyException();
        assertThat(together.waiting()).isZero();
    }

    @Test
    void whoIsInterruptedWhileItWaitsIsDoneAllTheSame() throws Exception {
        behindTheFirst();
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();
        Thread stopped = new Thread(() -> {
            together.run("stopped");
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        stopped.start();
        awaitWaiting(1);
        stopped.interrupt();
        go.countDown();
        stopped.join();

        assertThat(interrupted).containsExactly(true);
        assertThat(groups).containsExactly(List.of("first"), List.of("stopped"));
    }

    /** @return the first, and these after it */
    private List<Future<?>> behindTheFirst(String... items) throws InterruptedException {
        List<Future<?>> all = new ArrayList<>();
        all.add(threads.submit(() -> together.run("first")));
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        for (String item : items) {
            int before = together.waiting();
            all.add(threads.submit(() -> together.run(item)));
            awaitWaiting(before + 1);
        }
        return all;
    }

    private void awaitWaiting(int count) throws InterruptedException {
        while (together.waiting() < count) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private void work(List<String> group) {
        entered.countDown();
        try {
            go.await();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
        if (group.contains("bad")) {
            throw new IllegalStateException("bad");
        }
        if (group.contains("fatal")) {
            throw new AssertionError("fatal");
        }
        groups.add(group);
    }
}
