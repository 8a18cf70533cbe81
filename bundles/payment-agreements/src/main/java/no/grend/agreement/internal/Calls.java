package no.grend.agreement.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.PaymentProvider;

/**
 * Calls to providers, each on a thread of its own, with a time limit. A call that throws, dawdles or whose provider goes away is
 * {@code UNKNOWN} at once; what it answers after that is not lost either. A provider has so many threads and no more, so one
 * that hangs holds up nobody else. Safe between threads.
 */
final class Calls implements AutoCloseable {

    private static final int MOST_EACH = 64;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "payment-provider");
        thread.setDaemon(true);
        return thread;
    });

    private final Map<Long, Semaphore> room = new ConcurrentHashMap<>();
    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private final Set<Slot> announced = ConcurrentHashMap.newKeySet();

    /** Room for one call; closed by whoever took it, and given back when the call in it has ended, if one was made. */
    final class Slot implements AutoCloseable {

        private final Offer offer;
        private volatile String paymentId;
        private boolean used;

        private Slot(Offer offer) {
            this.offer = offer;
        }

        /** A call about this payment will be made: from now on it is on its way, long before it is written down. */
        void announce(String payment) {
            paymentId = payment;
            announced.add(this);
        }

        Offer offer() {
            return offer;
        }

        @Override
        public void close() {
            announced.remove(this);
            if (!used) {
                release();
            }
        }

        private void release() {
            Semaphore semaphore = room.get(offer.serviceId());
            if (semaphore != null) {
                semaphore.release();
            }
        }
    }

    /** Empty when the provider has its hands full. */
    Optional<Slot> slot(Offer offer) {
        Semaphore semaphore = room.computeIfAbsent(offer.serviceId(), id -> new Semaphore(MOST_EACH));
        return semaphore.tryAcquire() ? Optional.of(new Slot(offer)) : Optional.empty();
    }

    /**
     * Makes the call and waits for its answer, at most the provider's time limit.
     *
     * @param isThere asked once more when the call can be cut off: a provider that left before is not called
     * @param late told on the call's own thread what it answers after it was given up
     */
    Outcome make(
            Slot slot,
            String paymentId,
            Function<PaymentProvider, Outcome> what,
            Function<Offer, Boolean> isThere,
            Consumer<Outcome> late) {
        slot.used = true;
        Call call = new Call(slot, paymentId, what, late);
        running.add(call);
        if (!isThere.apply(slot.offer())) {
            call.end();
            room.remove(slot.offer().serviceId());
            return new Outcome.Unknown("The provider went away before it was called.");
        }
        try {
            threads.execute(call);
        } catch (RejectedExecutionException stopping) {
            call.end();
            return new Outcome.Unknown("Payments are being stopped.");
        }
        return call.await(slot.offer().terms().timeLimit());
    }

    /** Gives up every call to a service that is gone. */
    void cutOff(long serviceId) {
        for (Call call : running) {
            if (call.slot.offer().serviceId() == serviceId) {
                call.giveUp("The provider went away in mid-call.");
            }
        }
        room.remove(serviceId);
    }

    /** Whether a call about this payment is still on its way, if only one that was given up. */
    boolean isRunning(String paymentId) {
        return announced.stream().anyMatch(slot -> paymentId.equals(slot.paymentId))
                || running.stream().anyMatch(call -> call.paymentId.equals(paymentId));
    }

    @Override
    public void close() {
        for (Call call : running) {
            call.giveUp("Payments are being stopped.");
        }
        threads.shutdown();
    }

    private final class Call implements Runnable {

        private final Slot slot;
        private final String paymentId;
        private final Function<PaymentProvider, Outcome> what;
        private final Consumer<Outcome> late;
        private final CompletableFuture<Outcome> answer = new CompletableFuture<>();
        private Thread thread;

        Call(Slot slot, String paymentId, Function<PaymentProvider, Outcome> what, Consumer<Outcome> late) {
            this.slot = slot;
            this.paymentId = paymentId;
            this.what = what;
            this.late = late;
        }

        @Override
        public void run() {
            try {
                if (!enter()) {
                    return;
                }
                Outcome outcome = outcome();
                leave();
                if (!answer.complete(outcome)) {
                    late.accept(outcome);
                }
            } finally {
                end();
            }
        }

        /** Foreign code, perhaps of a bundle whose classes are going: nothing that it throws says whether money moved. */
        private Outcome outcome() {
            try {
                Outcome outcome = what.apply(slot.offer().service());
                return outcome == null ? new Outcome.Unknown("The provider answered nothing.") : outcome;
            } catch (Throwable broken) {
                return new Outcome.Unknown(
                        "The call broke off: " + broken.getClass().getName());
            }
        }

        Outcome await(Duration limit) {
            try {
                return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException dawdling) {
                giveUp("The provider did not answer within " + limit.toSeconds() + " seconds.");
            } catch (InterruptedException stopping) {
                giveUp("Whoever waited for the answer was stopped.");
                Thread.currentThread().interrupt();
            } catch (ExecutionException never) {
                throw new IllegalStateException(never);
            }
            return answer.join();
        }

        /** The answer is now unknown, unless it came first. */
        void giveUp(String why) {
            if (answer.complete(new Outcome.Unknown(why))) {
                interrupt();
            }
        }

        /** @return false when it was given up before it began: then the provider is not called at all */
        private synchronized boolean enter() {
            if (answer.isDone()) {
                return false;
            }
            thread = Thread.currentThread();
            return true;
        }

        /** After this the thread is ours: an interrupt while a late answer is written down would cost a connection. */
        private synchronized void leave() {
            thread = null;
            Thread.interrupted();
        }

        private synchronized void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }

        void end() {
            running.remove(this);
            slot.release();
        }
    }
}
