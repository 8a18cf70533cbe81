package no.grend.provider.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.Terms;
import no.grend.kernel.Ore;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What {@link PaymentProvider} promises, as tests: extend it, say how your provider is made, and run. Run it against a simulator
 * that speaks the provider's protocol, never against somebody's real money.
 */
public abstract class PaymentProviderContract {

    /** A new instance each time, all with the same servers behind them: what one begins the next must know. */
    protected abstract PaymentProvider provider();

    /** An order that the provider takes. */
    protected abstract Order order(String paymentId, Ore amount);

    /** Lets the payer complete a payment that is pending. Does nothing where the money is there at once. */
    protected abstract void payerPays(Order order);

    /** The same provider whose servers do not answer; empty where there are none. */
    protected Optional<PaymentProvider> unreachable() {
        return Optional.empty();
    }

    /** Whether it only registers what has happened already, as cash: then there is nothing that was never begun. */
    protected boolean registersOnly() {
        return false;
    }

    /**
     * Whether its servers know a payment by our id when it is begun a second time. Where they do not, each beginning makes a
     * payment of its own, of which the payer is shown the one that was told; Grend begins each once.
     */
    protected boolean beginsOnce() {
        return true;
    }

    private Order order() {
        return order(provider().terms().least());
    }

    private Order order(Ore amount) {
        return order(UUID.randomUUID().toString(), amount);
    }

    @Test
    void itsIdIsSoundAndAlwaysTheSame() {
        assertThat(provider().id())
                .matches("[a-z][a-z0-9-]{0,19}")
                .isEqualTo(provider().id());
    }

    @Test
    void itsTermsAreSoundAndAlwaysTheSame() {
        Terms terms = provider().terms();

        assertThat(terms.name()).isNotBlank();
        assertThat(terms.currencies()).contains("NOK");
        assertThat(terms.least()).isGreaterThan(Ore.ZERO);
        assertThat(terms.most()).isGreaterThanOrEqualTo(terms.least());
        assertThat(terms.leadDays()).isNotNegative();
        assertThat(terms.timeLimit()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
        assertThat(terms.openTo()).isNotNull();
        assertThat(provider().terms()).isEqualTo(terms);
    }

    @Test
    void itBeginsTheSmallestAndTheLargestItTakes() {
        for (Ore amount : List.of(provider().terms().least(), provider().terms().most())) {
            assertBegun(provider().start(order(amount)), amount);
        }
    }

    @Test
    void startingAgainIsAnsweredAsTheFirst() {
        Assumptions.assumeTrue(beginsOnce(), "its servers have no key for beginning");
        Order order = order();
        Outcome first = provider().start(order);

        Outcome again = provider().start(order);

        assertBegun(first, order.amount());
        assertThat(Begun.reference(again)).isEqualTo(Begun.reference(first));
    }

    @Test
    void startingAgainWhatIsKnownIsAnsweredAsTheFirst() {
        Order order = order();
        Order known = begun(order);

        Outcome again = provider().start(known);

        assertBegun(again, order.amount());
        assertThat(Begun.reference(again)).isEqualTo(known.reference());
    }

    @Test
    void ofTwoThatAreBegunEachIsPaidByItself() {
        Assumptions.assumeFalse(beginsOnce(), "a second beginning is the first");
        Order order = order();
        Order one = begun(order);
        Order other = begun(order);

        payerPays(one);

        assertAccepted(provider().ask(one), one);
        assertThat(provider().ask(other)).isInstanceOf(Pending.class);
    }

    @Test
    void manyAtOnceBeginItOnce() throws Exception {
        Assumptions.assumeTrue(beginsOnce(), "its servers have no key for beginning");
        Order order = order();
        List<Outcome> outcomes = Begun.together(() -> provider().start(order));

        payerPays(order);

        Outcome after = provider().ask(order);
        assertThat(after).isInstanceOf(Accepted.class);
        assertThat(outcomes).allSatisfy(outcome -> {
            if (outcome instanceof Accepted accepted) {
                assertThat(accepted.reference()).isEqualTo(Begun.reference(after));
            } else {
                assertThat(outcome).isInstanceOfAny(Pending.class, Unknown.class);
            }
        });
    }

    @Test
    void whatThePayerPaidIsAcceptedWithItsAmountHoweverOftenItIsAsked() {
        Order order = begun(order(provider().terms().least().plus(Ore.of(1))));
        payerPays(order);

        Outcome first = provider().ask(order);

        assertAccepted(first, order);
        assertThat(provider().ask(order)).isEqualTo(first);
    }

    @Test
    void theNextInstanceGoesOnWithWhatTheFirstBegan() {
        Order known = begun(order());
        payerPays(known);

        assertAccepted(provider().ask(known), known);
    }

    @Test
    void eachPaymentHasItsOwnReference() {
        Order one = begun(order());
        Order other = begun(order());
        payerPays(one);
        payerPays(other);

        assertThat(Begun.reference(provider().ask(one)))
                .isNotEqualTo(Begun.reference(provider().ask(other)));
    }

    @Test
    void whatWasNeverBegunIsSaidToBe() {
        Assumptions.assumeFalse(registersOnly(), "it only registers what has happened");

        Outcome outcome = provider().ask(order());

        assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                .isEqualTo(Reason.NEVER_SEEN));
    }

    @Test
    void whatIsCalledOffIsOverAndTwiceTheSame() {
        Assumptions.assumeFalse(registersOnly(), "it only registers what has happened");
        Order asked = order();
        Outcome begun = provider().start(asked);
        Assumptions.assumeTrue(begun instanceof Pending, "the payer has no word in it");
        Order order = Begun.known(asked, begun);

        Outcome off = provider().cancel(order);

        assertThat(off).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                .isEqualTo(Reason.CANCELLED));
        assertThat(provider().cancel(order)).isEqualTo(off);
        assertThat(provider().ask(order))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(Reason.CANCELLED));
    }

    @Test
    void whatIsPaidCannotBeCalledOff() {
        Order order = begun(order());
        payerPays(order);

        assertAccepted(provider().cancel(order), order);
        assertAccepted(provider().ask(order), order);
    }

    @Test
    void aCallThatIsInterruptedEndsAndSaysNothingThatIsNotSo() throws Exception {
        Order order = order();
        Outcome outcome = Begun.onThread(() -> {
            Thread.currentThread().interrupt();
            return provider().start(order);
        });
        if (outcome instanceof Rejected) {
            fail("A start that was interrupted may have had its effect, and was answered " + outcome);
        }
        Order known = begun(order);
        payerPays(known);
        assertAccepted(provider().ask(known), known);
    }

    @Test
    void serversThatDoNotAnswerLeaveItUnknown() throws Exception {
        Optional<PaymentProvider> silent = unreachable();
        Assumptions.assumeTrue(silent.isPresent(), "it has no servers");
        Order order = order();
        Order begun = Begun.known(order, new Pending("a-reference-of-theirs", null));

        for (Callable<Outcome> call : List.<Callable<Outcome>>of(
                () -> silent.get().start(order), () -> silent.get().ask(begun), () -> silent.get()
                        .cancel(begun))) {
            assertThat(Begun.onThread(call)).isInstanceOf(Unknown.class);
        }
    }

    /** Begins it, and gives the order as Grend gives it from then on. */
    private Order begun(Order order) {
        return Begun.known(order, provider().start(order));
    }

    private static void assertBegun(Outcome outcome, Ore amount) {
        if (outcome instanceof Accepted accepted) {
            assertThat(accepted.amount()).isEqualTo(amount);
            assertThat(accepted.currency()).isEqualTo("NOK");
            assertThat(accepted.reference()).isNotBlank();
        } else {
            assertThat(outcome).isInstanceOf(Pending.class);
        }
    }

    private static void assertAccepted(Outcome outcome, Order order) {
        assertThat(outcome).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.amount()).isEqualTo(order.amount());
            assertThat(accepted.currency()).isEqualTo(order.currency());
            assertThat(accepted.reference()).isNotBlank().hasSizeLessThanOrEqualTo(100);
        });
    }
}
