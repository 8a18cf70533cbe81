package no.grend.providervipps.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.grend.agreement.spi.GivesRefunds.Refund;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.SettlementReports.Kind;
import no.grend.agreement.spi.SettlementReports.Line;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.provider.tck.SettlementsContract;
import no.grend.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The conformance kit and the Report API to the letter, over a real socket. */
class VippsReportsTest extends SettlementsContract {

    private static final LocalDate DAY = LocalDate.parse("2027-01-15");

    private final MutableClock clock = MutableClock.noonOf("2027-01-15");
    private final VippsServers vipps = new VippsServers(clock);
    private final VippsProvider provider = at(vipps.address());

    @AfterEach
    void close() {
        vipps.close();
    }

    private VippsProvider at(URI address) {
        return new VippsProvider(new SalesUnit(address, "123456", "id", "secret", "key", List.of()), clock);
    }

    @Override
    protected PaymentProvider provider() {
        return at(vipps.address());
    }

    @Override
    protected PaymentProvider unreachable() {
        return at(URI.create("http://127.0.0.1:1"));
    }

    @Override
    protected Order order(String paymentId, Ore amount) {
        return new Order(
                paymentId,
                null,
                amount,
                "NOK",
                "Faktura 1",
                URI.create("https://klubb.example.org/"),
                Map.of(),
                clock.instant());
    }

    @Override
    protected void payerPays(Order order) {
        vipps.simulator.payer(order.paymentId(), "AUTHORIZED");
    }

    @Override
    protected LocalDate today() {
        return Oslo.today(clock);
    }

    @Override
    protected void dayPasses() {
        clock.advanceDays(1);
    }

    private Order paid(long ore) {
        Order order = order(UUID.randomUUID().toString(), Ore.of(ore));
        provider.start(order);
        payerPays(order);
        provider.ask(order);
        return order;
    }

    @Test
    void aDayIsToldGrossWithFeesAndPayoutToTheOre() {
        Order one = paid(45_000);
        Order other = paid(10_000);
        provider.refund(other, new Refund(UUID.randomUUID().toString(), Ore.of(2_500)));
        assertThat(provider.report(DAY)).as("the day is not over").isEmpty();
        clock.advance(Duration.ofDays(1));

        List<Line> lines = provider.report(DAY).orElseThrow().lines();

        assertThat(lines)
                .extracting(line -> line.kind() + " " + line.paymentId() + " "
                        + line.amount().value())
                .containsExactly(
                        "PAYMENT " + one.paymentId() + " 45000",
                        "PAYMENT " + other.paymentId() + " 10000",
                        "REFUND " + other.paymentId() + " -2500",
                        "FEE null -962",
                        "PAYOUT null -51538");
        assertThat(lines).allSatisfy(line -> assertThat(line.reference()).isNotBlank());
        assertThat(vipps.seen("GET /settlement/v1/ledgers\\?settlesForRecipientHandles=api%3A123456"))
                .isEqualTo(2);
        assertThat(vipps.seen("GET /report/v2/ledgers/302321/funds/dates/2027-01-15"))
                .isEqualTo(2);
    }

    @Test
    void aLongDayIsReadToItsEnd() {
        for (int i = 0; i < 60; i++) {
            paid(100 + i);
        }
        clock.advance(Duration.ofDays(1));

        List<Line> lines = provider.report(DAY).orElseThrow().lines();

        assertThat(lines.stream().filter(line -> line.kind() == Kind.PAYMENT)).hasSize(60);
        assertThat(lines).extracting(Line::reference).doesNotHaveDuplicates();
    }

    @Test
    void aKindThatNobodyKnowsIsToldAsSuchAndWhatIsNoNorwegianMoneyNotAtAll() {
        paid(45_000);
        clock.advance(Duration.ofDays(1));
        vipps.simulator.funds.lies = entries -> {
            ((ObjectNode) entries.get(0)).put("entryType", "something-new");
            return entries;
        };
        assertThat(provider.report(DAY).orElseThrow().lines().get(0).kind()).isEqualTo(Kind.OTHER);
        vipps.simulator.funds.lies = entries -> {
            ((ObjectNode) entries.get(0)).put("currency", "SEK");
            return entries;
        };
        assertThatThrownBy(() -> provider.report(DAY)).hasMessageContaining("whole øre");
    }

    @Test
    void serversThatFailTellNothing() {
        clock.advance(Duration.ofDays(1));
        vipps.simulator.mischief.fails.set(1);

        assertThatThrownBy(() -> provider.report(DAY)).isInstanceOf(RuntimeException.class);
        assertThat(provider.report(DAY).orElseThrow().lines()).isEmpty();
    }
}
