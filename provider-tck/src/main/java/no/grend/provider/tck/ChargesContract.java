package no.grend.provider.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import no.grend.agreement.spi.GivesRefunds;
import no.grend.agreement.spi.GivesRefunds.Refund;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.TakesCharges;
import no.grend.agreement.spi.TakesCharges.Consent;
import no.grend.agreement.spi.Terms;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What {@link TakesCharges} promises, as tests, beside {@link PaymentProviderContract}: extend it as well when your provider takes
 * charges.
 */
public abstract class ChargesContract {

    /** A new instance each time, all with the same servers behind them. It must be a {@link TakesCharges} too. */
    protected abstract PaymentProvider provider();

    /** What time it is where the provider and its servers are. */
    protected abstract Instant now();

    /** Lets the payer give a consent that they were asked for. */
    protected abstract void payerConsents(Consent consent);

    /** Lets the payer end it at the provider. */
    protected abstract void payerEnds(Consent consent);

    /** Lets time go until the day has come and its charges were tried. @param covered whether there is money for them */
    protected abstract void dayComes(LocalDate day, boolean covered);

    /** The same provider whose servers do not answer. */
    protected abstract PaymentProvider unreachable();

    private TakesCharges charger() {
        return (TakesCharges) provider();
    }

    private Consent proposal() {
        return new Consent(
                UUID.randomUUID().toString(),
                null,
                charger().chargeTerms().most(),
                1,
                "Kontingent",
                URI.create("https://klubb.example.org/tilbake"),
                URI.create("https://klubb.example.org/min-side/"),
                now());
    }

    private Consent proposed() {
        Consent consent = proposal();
        return known(consent, charger().propose(consent));
    }

    private Consent given() {
        Consent consent = proposed();
        payerConsents(consent);
        assertThat(charger().standing(consent)).isInstanceOf(Accepted.class);
        return consent;
    }

    private static Consent known(Consent consent, Outcome outcome) {
        String reference =
                outcome instanceof Accepted accepted ? accepted.reference() : ((Pending) outcome).reference();
        assertThat(reference).isNotBlank().hasSizeLessThanOrEqualTo(100);
        return new Consent(
                consent.id(),
                reference,
                consent.most(),
                consent.everyMonths(),
                consent.text(),
                consent.returnTo(),
                consent.manageAt(),
                consent.startedAt());
    }

    private Order charge(Consent consent, Ore amount) {
        LocalDate day = LocalDate.ofInstant(now(), Oslo.ZONE)
                .plusDays(charger().chargeTerms().leadDays());
        return new Order(
                UUID.randomUUID().toString(),
                null,
                amount,
                "NOK",
                "Faktura 1",
                null,
                Map.of(),
                now(),
                new Order.Charge(consent.reference(), day, 0));
    }

    private Order charge(Consent consent) {
        return charge(consent, charger().chargeTerms().least());
    }

    @Test
    void whatItTakesOfChargesIsSoundAndAlwaysTheSame() {
        Terms terms = charger().chargeTerms();

        assertThat(terms.currencies()).contains("NOK");
        assertThat(terms.least()).isGreaterThan(Ore.ZERO);
        assertThat(terms.most()).isGreaterThanOrEqualTo(terms.least());
        assertThat(terms.leadDays()).isNotNegative();
        assertThat(charger().mostRetryDays()).isNotNegative();
        assertThat(charger().chargeTerms()).isEqualTo(terms);
    }

    @Test
    void whatIsProposedTwiceIsProposedOnce() {
        Consent consent = proposal();
        Outcome first = charger().propose(consent);

        assertThat(known(consent, charger().propose(consent))).isEqualTo(known(consent, first));
        assertThat(charger().propose(known(consent, first))).isInstanceOf(Pending.class);
    }

    @Test
    void itIsPendingUntilThePayerHasGivenItAndThenGivenToEveryInstance() {
        Consent consent = proposed();
        assertThat(charger().standing(consent)).isInstanceOf(Pending.class);

        payerConsents(consent);

        assertThat(charger().standing(consent))
                .isInstanceOfSatisfying(Accepted.class, accepted -> assertThat(accepted.reference())
                        .isEqualTo(consent.reference()))
                .isEqualTo(charger().standing(consent));
    }

    @Test
    void whatWasNeverProposedIsSaidToBe() {
        assertThat(charger().standing(proposal()))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(Reason.NEVER_SEEN));
    }

    @Test
    void whatIsEndedIsOverAndTwiceTheSame() {
        Consent consent = given();

        Outcome ended = charger().end(consent);

        assertThat(ended).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                .isEqualTo(Reason.CANCELLED));
        assertThat(charger().end(consent)).isEqualTo(ended);
        assertThat(charger().standing(consent)).isEqualTo(ended);
        assertThat(provider().start(charge(consent))).isInstanceOf(Rejected.class);
    }

    @Test
    void whatThePayerEndsIsToldAndStopsWhatIsNotChargedYet() {
        Consent consent = given();
        Order order = charge(consent);
        provider().start(order);

        payerEnds(consent);

        assertThat(charger().standing(consent)).isInstanceOf(Rejected.class);
        dayComes(order.charge().dueOn(), true);
        assertThat(provider().ask(order)).isInstanceOf(Rejected.class);
    }

    @Test
    void whatIsChargedIsPendingUntilItsDayAndPaidOnceThoughItIsBegunTwice() {
        Consent consent = given();
        Order order = charge(consent, charger().chargeTerms().least().plus(Ore.of(7)));

        Outcome first = provider().start(order);

        assertThat(first).isInstanceOf(Pending.class);
        assertThat(provider().start(order)).isEqualTo(first);
        assertThat(provider().ask(order)).isInstanceOf(Pending.class);
        dayComes(order.charge().dueOn(), true);
        Outcome paid = provider().ask(order);
        assertThat(paid).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.amount()).isEqualTo(order.amount());
            assertThat(accepted.currency()).isEqualTo("NOK");
        });
        assertThat(provider().ask(order)).isEqualTo(paid);
        assertThat(provider().cancel(order)).isInstanceOf(Accepted.class);
    }

    @Test
    void whatCannotBeHadIsDeclined() {
        Order order = charge(given());
        provider().start(order);

        dayComes(order.charge().dueOn(), false);

        assertThat(provider().ask(order))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(Reason.DECLINED));
    }

    @Test
    void whatIsCalledOffInTimeMovesNoMoney() {
        Order order = charge(given());
        provider().start(order);

        Outcome off = provider().cancel(order);

        assertThat(off).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                .isEqualTo(Reason.CANCELLED));
        assertThat(provider().cancel(order)).isEqualTo(off);
        dayComes(order.charge().dueOn(), true);
        assertThat(provider().ask(order)).isEqualTo(off);
    }

    @Test
    void whatWasChargedIsGivenBackOnceAndNeverMore() {
        Assumptions.assumeTrue(provider() instanceof GivesRefunds, "it gives nothing back");
        Order order = charge(given(), charger().chargeTerms().least().plus(Ore.of(7)));
        provider().start(order);
        Refund all = new Refund(UUID.randomUUID().toString(), order.amount());
        assertThat(refund(order, all)).isInstanceOf(Rejected.class);
        dayComes(order.charge().dueOn(), true);
        provider().ask(order);
        Refund again = new Refund(UUID.randomUUID().toString(), order.amount());

        Outcome first = refund(order, again);

        assertThat(first).isInstanceOfAny(Accepted.class, Pending.class);
        assertThat(refund(order, again)).isEqualTo(first);
        assertThat(refund(order, new Refund(UUID.randomUUID().toString(), order.amount())))
                .isInstanceOf(Rejected.class);
        assertThat(provider().ask(order)).isInstanceOf(Accepted.class);
    }

    private Outcome refund(Order order, Refund refund) {
        return ((GivesRefunds) provider()).refund(order, refund);
    }

    @Test
    void aChargeThatWasNeverBegunIsSaidToBe() {
        assertThat(provider().ask(charge(given())))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(Reason.NEVER_SEEN));
    }

    @Test
    void serversThatDoNotAnswerLeaveItUnknown() {
        Consent consent = proposed();
        TakesCharges silent = (TakesCharges) unreachable();
        Order order = charge(consent);

        assertThat(silent.propose(proposal())).isInstanceOf(Unknown.class);
        assertThat(silent.standing(consent)).isInstanceOf(Unknown.class);
        assertThat(silent.end(consent)).isInstanceOf(Unknown.class);
        assertThat(unreachable().start(order)).isInstanceOf(Unknown.class);
        assertThat(unreachable().ask(order)).isInstanceOf(Unknown.class);
        assertThat(unreachable().cancel(order)).isInstanceOf(Unknown.class);
    }
}
