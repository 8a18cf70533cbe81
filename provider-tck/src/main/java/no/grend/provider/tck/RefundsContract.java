package no.grend.provider.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import no.grend.agreement.spi.GivesRefunds;
import no.grend.agreement.spi.GivesRefunds.Refund;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.kernel.Ore;
import org.junit.jupiter.api.Test;

/**
 * What {@link GivesRefunds} promises, as tests, beside {@link PaymentProviderContract}: extend it as well when your provider gives
 * money back.
 */
public abstract class RefundsContract {

    private static final long PART = 30;
    private static final long REST = 70;

    /** A new instance each time, all with the same servers behind them. It must be a {@link GivesRefunds} too. */
    protected abstract PaymentProvider provider();

    /** An order that the provider takes. */
    protected abstract Order order(String paymentId, Ore amount);

    /** Lets the payer complete a payment that is pending. Does nothing where the money is there at once. */
    protected abstract void payerPays(Order order);

    /** The same provider whose servers do not answer. */
    protected abstract PaymentProvider unreachable();

    private Order begun() {
        Ore amount = provider().terms().least().plus(Ore.of(PART + REST));
        Order order = order(UUID.randomUUID().toString(), amount);
        return Begun.known(order, provider().start(order));
    }

    private Order paid() {
        Order order = begun();
        payerPays(order);
        assertThat(provider().ask(order)).isInstanceOf(Accepted.class);
        return order;
    }

    private static Refund of(Ore amount) {
        return new Refund(UUID.randomUUID().toString(), amount);
    }

    private Outcome refund(Order order, Refund refund) {
        return ((GivesRefunds) provider()).refund(order, refund);
    }

    private void requireGiven(Order order, Refund refund) {
        Outcome outcome = refund(order, refund);
        if (outcome instanceof Accepted accepted) {
            assertThat(accepted.amount()).isEqualTo(refund.amount());
            assertThat(accepted.currency()).isEqualTo(order.currency());
            assertThat(accepted.reference()).isNotBlank().hasSizeLessThanOrEqualTo(100);
        } else {
            assertThat(outcome).isInstanceOf(Pending.class);
        }
    }

    /** Just this much of the payment is left: all of it can be given back, and then not an øre more. */
    private void requireLeft(Order order, Ore left) {
        assertThat(refund(order, of(left.plus(Ore.of(1))))).isInstanceOf(Rejected.class);
        requireGiven(order, of(left));
        assertThat(refund(order, of(Ore.of(1)))).isInstanceOf(Rejected.class);
    }

    private static Ore less(Order order, long ore) {
        return order.amount().minus(Ore.of(ore));
    }

    @Test
    void whatIsNotPaidIsNotGivenBack() {
        Order order = begun();

        assertThat(refund(order, of(Ore.of(PART)))).isInstanceOf(Rejected.class);

        payerPays(order);
        assertThat(provider().ask(order)).isInstanceOf(Accepted.class);
        requireLeft(order, order.amount());
    }

    @Test
    void inPartsAndThenNoMore() {
        Order order = paid();

        requireGiven(order, of(Ore.of(PART)));
        requireGiven(order, of(Ore.of(REST)));

        requireLeft(order, less(order, PART + REST));
    }

    @Test
    void underOneNameItIsGivenBackOnceAndAnsweredTheSame() {
        Order order = paid();
        Refund part = of(Ore.of(PART));

        Outcome first = refund(order, part);

        requireGiven(order, part);
        assertThat(refund(order, part)).isEqualTo(first);
        requireLeft(order, less(order, PART));
        assertThat(refund(order, part)).as("though nothing is left").isEqualTo(first);
    }

    @Test
    void manyAtOnceUnderOneNameGiveBackOnce() throws Exception {
        Order order = paid();
        Refund part = of(Ore.of(PART));

        List<Outcome> outcomes = Begun.together(() -> refund(order, part));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOfAny(Accepted.class, Pending.class, Unknown.class));
        requireGiven(order, part);
        requireLeft(order, less(order, PART));
    }

    @Test
    void aPaymentThatWasGivenBackStaysPaid() {
        Order order = paid();
        Outcome before = provider().ask(order);
        requireGiven(order, of(order.amount()));

        assertThat(provider().ask(order)).isEqualTo(before);
    }

    @Test
    void onePaymentIsNotGivenBackFromAnother() {
        Order one = paid();
        Order other = paid();
        requireGiven(one, of(one.amount()));

        assertThat(refund(one, of(Ore.of(1)))).isInstanceOf(Rejected.class);
        requireLeft(other, other.amount());
    }

    @Test
    void aCallThatIsInterruptedSaysNothingThatIsNotSo() throws Exception {
        Order order = paid();
        Refund part = of(Ore.of(PART));

        Outcome outcome = Begun.onThread(() -> {
            Thread.currentThread().interrupt();
            return refund(order, part);
        });

        assertThat(outcome).isNotInstanceOf(Rejected.class);
        requireGiven(order, part);
        requireLeft(order, less(order, PART));
    }

    @Test
    void serversThatDoNotAnswerLeaveItUnknown() throws Exception {
        Order order = paid();
        Refund part = of(Ore.of(PART));

        assertThat(Begun.onThread(() -> ((GivesRefunds) unreachable()).refund(order, part)))
                .isInstanceOf(Unknown.class);
        requireLeft(order, order.amount());
    }
}
