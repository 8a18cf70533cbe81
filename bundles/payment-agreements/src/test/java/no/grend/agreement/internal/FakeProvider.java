package no.grend.agreement.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.Terms;
import no.grend.kernel.Ore;

/** Answers what a test has laid out, in order; what is thrown is thrown. Accepts when nothing is laid out. */
final class FakeProvider implements PaymentProvider {

    static final Terms TERMS = new Terms(
            "Prøve", Set.of("NOK"), Ore.of(1), Ore.kroner(1_000_000), 0, Duration.ofSeconds(1), Terms.OpenTo.EVERYBODY);

    /** {@code start <payment id>} and so on, in the order that they came. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    private final String id;
    private final Terms terms;
    private final Deque<Callable<Outcome>> answers = new ArrayDeque<>();

    FakeProvider(String id) {
        this(id, TERMS);
    }

    FakeProvider(String id, Terms terms) {
        this.id = id;
        this.terms = terms;
    }

    synchronized FakeProvider answers(Outcome outcome) {
        return does(() -> outcome);
    }

    synchronized FakeProvider does(Callable<Outcome> answer) {
        answers.add(answer);
        return this;
    }

    static Accepted paid(String reference, long ore) {
        return new Accepted(reference, Ore.of(ore), "NOK", null);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Terms terms() {
        return terms;
    }

    @Override
    public Outcome start(Order order) {
        return answer("start", order);
    }

    @Override
    public Outcome ask(Order order) {
        return answer("ask", order);
    }

    @Override
    public Outcome cancel(Order order) {
        return answer("cancel", order);
    }

    private Outcome answer(String call, Order order) {
        calls.add(call + " " + order.paymentId());
        Callable<Outcome> answer;
        synchronized (this) {
            answer = answers.poll();
        }
        if (answer == null) {
            return new Accepted("ref-" + order.paymentId(), order.amount(), order.currency(), null);
        }
        try {
            return answer.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
