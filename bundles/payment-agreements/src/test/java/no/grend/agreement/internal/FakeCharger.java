package no.grend.agreement.internal;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.TakesCharges;
import no.grend.agreement.spi.Terms;
import no.grend.kernel.Ore;

/** A provider that takes charges two days ahead: consents are pending until {@link #given}, charges until {@link #comes}. */
final class FakeCharger implements PaymentProvider, TakesCharges {

    static final URI PAGE = URI.create("https://pay.example.org/consent");

    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<Order> charged = new CopyOnWriteArrayList<>();

    /** What it answers next about a consent, before all else. */
    final Deque<Outcome> answers = new ArrayDeque<>();

    /** What charges have come to; pending as long as it is null. */
    volatile Outcome comes;

    volatile boolean given;
    private final String id;
    private final int retryDays;

    FakeCharger(int retryDays) {
        this("vipps", retryDays);
    }

    FakeCharger(String id, int retryDays) {
        this.id = id;
        this.retryDays = retryDays;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Terms terms() {
        return FakeProvider.TERMS;
    }

    @Override
    public Terms chargeTerms() {
        return new Terms(
                "Prøve",
                Set.of("NOK"),
                Ore.of(100),
                Ore.kroner(20_000),
                2,
                Duration.ofSeconds(1),
                Terms.OpenTo.EVERYBODY);
    }

    @Override
    public int mostRetryDays() {
        return retryDays;
    }

    @Override
    public Outcome propose(Consent consent) {
        return answer("propose", consent, new Pending("agr-" + consent.id(), PAGE));
    }

    @Override
    public Outcome standing(Consent consent) {
        return answer("standing", consent, given ? active(consent) : new Pending(consent.reference(), PAGE));
    }

    static Accepted active(Consent consent) {
        return new Accepted(
                consent.reference() == null ? "agr-" + consent.id() : consent.reference(),
                Ore.kroner(900),
                "NOK",
                null);
    }

    @Override
    public Outcome end(Consent consent) {
        return answer("end", consent, new Rejected(Reason.CANCELLED, null));
    }

    private Outcome answer(String call, Consent consent, Outcome usual) {
        calls.add(call + " " + consent.id());
        Outcome answer = answers.poll();
        return answer == null ? usual : answer;
    }

    @Override
    public Outcome start(Order order) {
        charged.add(order);
        return told(order);
    }

    @Override
    public Outcome ask(Order order) {
        return told(order);
    }

    @Override
    public Outcome cancel(Order order) {
        return comes instanceof Accepted ? told(order) : new Rejected(Reason.CANCELLED, null);
    }

    private Outcome told(Order order) {
        Outcome all = comes;
        if (all instanceof Accepted) {
            return new Accepted(order.paymentId(), order.amount(), "NOK", null);
        }
        return all == null ? new Pending(order.paymentId(), null) : all;
    }

    /** Money moves from now on. */
    void pays() {
        comes = new Accepted("all", Ore.of(1), "NOK", (LocalDate) null);
    }
}
