package no.grend.provider.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Unknown;

/** Calls as Grend makes them, and an order as it gives it once it has been begun. */
final class Begun {

    private static final int TOGETHER = 16;

    private Begun() {}

    static Order known(Order order, Outcome begun) {
        return new Order(
                order.paymentId(),
                reference(begun),
                order.amount(),
                order.currency(),
                order.text(),
                order.returnTo(),
                order.particulars(),
                order.startedAt());
    }

    static String reference(Outcome outcome) {
        if (outcome instanceof Accepted accepted) {
            return accepted.reference();
        }
        return outcome instanceof Pending pending ? pending.reference() : null;
    }

    static List<Outcome> together(Callable<Outcome> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TOGETHER);
        CountDownLatch go = new CountDownLatch(1);
        try {
            List<Future<Outcome>> calls = new ArrayList<>();
            for (int i = 0; i < TOGETHER; i++) {
                calls.add(threads.submit(() -> {
                    go.await();
                    return call.call();
                }));
            }
            go.countDown();
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> each : calls) {
                outcomes.add(each.get(90, TimeUnit.SECONDS));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    /** As Grend calls: what is thrown counts as unknown. */
    static Outcome onThread(Callable<Outcome> call) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(call).get(61, TimeUnit.SECONDS);
        } catch (ExecutionException thrown) {
            return new Unknown(thrown.getCause().getClass().getName());
        } finally {
            thread.shutdownNow();
        }
    }
}
