package no.grend.provider.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import no.grend.agreement.spi.GivesRefunds;
import no.grend.agreement.spi.GivesRefunds.Refund;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.SettlementReports;
import no.grend.agreement.spi.SettlementReports.Kind;
import no.grend.agreement.spi.SettlementReports.Line;
import no.grend.agreement.spi.SettlementReports.Report;
import no.grend.kernel.Ore;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What {@link SettlementReports} promises, as tests, beside {@link PaymentProviderContract}: extend it as well when your provider
 * tells of its settlements.
 */
public abstract class SettlementsContract {

    /** A new instance each time, all with the same servers behind them. It must be a {@link SettlementReports} too. */
    protected abstract PaymentProvider provider();

    /** An order that the provider takes. */
    protected abstract Order order(String paymentId, Ore amount);

    /** Lets the payer complete a payment that is pending. Does nothing where the money is there at once. */
    protected abstract void payerPays(Order order);

    /** Which day it is where the provider and its servers are, Europe/Oslo. */
    protected abstract LocalDate today();

    /** Lets time go until it is the next day, and the report of this one is ready. */
    protected abstract void dayPasses();

    /** The same provider whose servers do not answer. */
    protected abstract PaymentProvider unreachable();

    private Optional<Report> report(LocalDate day) {
        return ((SettlementReports) provider()).report(day);
    }

    private List<Line> lines(LocalDate day) {
        return report(day).orElseThrow().lines();
    }

    private Ore some(long more) {
        return provider().terms().least().plus(Ore.of(more));
    }

    private Order paid(Ore amount) {
        Order order = order(UUID.randomUUID().toString(), amount);
        Order known = Begun.known(order, provider().start(order));
        payerPays(known);
        assertThat(provider().ask(known)).isInstanceOf(Accepted.class);
        return known;
    }

    /** The amounts of a kind, by the payment's id; it fails when a payment has two. */
    private static Map<String, Ore> byPayment(List<Line> lines, Kind kind) {
        return lines.stream()
                .filter(line -> line.kind() == kind)
                .collect(Collectors.toMap(Line::paymentId, Line::amount));
    }

    @Test
    void aDayThatIsNotOverHasNoReport() {
        paid(some(0));

        assertThat(report(today())).isEmpty();
        assertThat(report(today().plusDays(1))).isEmpty();
    }

    @Test
    void eachPaymentStandsInTheReportOfItsDayOnceByOurNameAndGross() {
        LocalDate day = today();
        Order one = paid(some(4_711));
        Order other = paid(some(12));
        dayPasses();

        assertThat(byPayment(lines(day), Kind.PAYMENT))
                .isEqualTo(Map.of(one.paymentId(), one.amount(), other.paymentId(), other.amount()));
    }

    @Test
    void whatWasNotPaidDoesNotStandInIt() {
        LocalDate day = today();
        provider().start(order(UUID.randomUUID().toString(), some(0)));
        Order paid = paid(some(0));
        dayPasses();

        assertThat(byPayment(lines(day), Kind.PAYMENT)).containsOnlyKeys(paid.paymentId());
    }

    @Test
    void whatIsGivenBackStandsInItAsLessThanNothing() {
        Assumptions.assumeTrue(provider() instanceof GivesRefunds, "it gives nothing back");
        LocalDate day = today();
        Order order = paid(some(900));
        GivesRefunds giver = (GivesRefunds) provider();
        giver.refund(order, new Refund(UUID.randomUUID().toString(), Ore.of(300)));
        dayPasses();

        assertThat(byPayment(lines(day), Kind.REFUND)).isEqualTo(Map.of(order.paymentId(), Ore.of(-300)));
        assertThat(byPayment(lines(day), Kind.PAYMENT)).isEqualTo(Map.of(order.paymentId(), order.amount()));
    }

    @Test
    void eachLineHasANameOfItsOwnAKindAndTheRightSign() {
        LocalDate day = today();
        paid(some(1));
        paid(some(2));
        dayPasses();

        List<Line> lines = lines(day);

        assertThat(lines).extracting(Line::reference).doesNotHaveDuplicates();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.reference()).isNotBlank().hasSizeLessThanOrEqualTo(100);
            assertThat(line.kind()).isNotNull();
            assertThat(line.amount()).isNotNull();
            if (line.kind() == Kind.PAYMENT) {
                assertThat(line.amount()).isGreaterThan(Ore.ZERO);
            } else if (line.kind() == Kind.REFUND || line.kind() == Kind.FEE) {
                assertThat(line.amount()).isLessThan(Ore.ZERO);
            }
        });
    }

    /** Grend writes a day down once: what it tells later of that day would never be seen. */
    @Test
    void whatIsToldOfADayNeverChangesAgain() {
        LocalDate day = today();
        paid(some(5));
        dayPasses();
        Optional<Report> first = report(day);
        paid(some(6));
        dayPasses();

        assertThat(first).isPresent();
        assertThat(report(day)).isEqualTo(first);
        assertThat(lines(day.plusDays(1))).isNotEmpty().doesNotContainAnyElementsOf(lines(day));
    }

    @Test
    void aDayOnWhichNothingHappenedHasAReportWithoutPayments() {
        LocalDate day = today();
        dayPasses();

        assertThat(byPayment(lines(day), Kind.PAYMENT)).isEmpty();
    }

    /** A day that cannot be read is neither empty nor half. */
    @Test
    void serversThatDoNotAnswerTellNothing() {
        LocalDate day = today();
        dayPasses();

        assertThatThrownBy(() -> ((SettlementReports) unreachable()).report(day))
                .isInstanceOf(RuntimeException.class);
    }
}
