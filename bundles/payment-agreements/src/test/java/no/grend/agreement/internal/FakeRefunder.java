package no.grend.agreement.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import no.grend.agreement.spi.GivesRefunds;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.Terms;

/** A provider that is paid at once and gives back what is asked for, unless a test lays something else out. */
final class FakeRefunder implements PaymentProvider, GivesRefunds {

    /** The refunds' ids, in the order that they came. */
    final List<String> refunds = new CopyOnWriteArrayList<>();

    final Deque<Outcome> answers = new ArrayDeque<>();

    @Override
    public String id() {
        return "card";
    }

    @Override
    public Terms terms() {
        return FakeProvider.TERMS;
    }

    @Override
    public Outcome start(Order order) {
        return new Accepted("ref-" + order.paymentId(), order.amount(), order.currency(), null);
    }

    @Override
    public Outcome ask(Order order) {
        return start(order);
    }

    @Override
    public Outcome cancel(Order order) {
        return start(order);
    }

    @Override
    public synchronized Outcome refund(Order order, Refund refund) {
        refunds.add(refund.id());
        Outcome answer = answers.poll();
        return answer == null ? new Accepted("back-" + refund.id(), refund.amount(), "NOK", null) : answer;
    }
}
