package no.grend.providermanual.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.kernel.Ore;
import no.grend.provider.tck.PaymentProviderContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManualProviderTest extends PaymentProviderContract {

    /** After midnight in Oslo, before it in UTC. */
    private static final Instant NOW = Instant.parse("2027-01-14T23:30:00Z");

    @Override
    protected PaymentProvider provider() {
        return new ManualProvider();
    }

    @Override
    protected Order order(String paymentId, Ore amount) {
        return order(paymentId, amount, Map.of());
    }

    @Override
    protected void payerPays(Order order) {
        assertThat(order.amount()).isGreaterThan(Ore.ZERO);
    }

    @Override
    protected boolean registersOnly() {
        return true;
    }

    private static Order order(String paymentId, Ore amount, Map<String, String> particulars) {
        return new Order(paymentId, null, amount, "NOK", "Faktura 1", null, particulars, NOW);
    }

    private static Outcome registered(Map<String, String> particulars) {
        return new ManualProvider().start(order("a-payment", Ore.kroner(100), particulars));
    }

    @Test
    void cashIsPaidTodayUnderThePaymentsOwnName() {
        assertThat(registered(Map.of()))
                .isEqualTo(new Accepted("a-payment", Ore.kroner(100), "NOK", LocalDate.parse("2027-01-15")));
    }

    @Test
    void aTransferIsPaidOnItsDayUnderTheBanksReference() {
        assertThat(registered(Map.of("method", "bank", "reference", "A1 ", "paidOn", "2026-12-31")))
                .isEqualTo(new Accepted("A1", Ore.kroner(100), "NOK", LocalDate.parse("2026-12-31")));
    }

    @ParameterizedTest
    @CsvSource({
        "method, CHEQUE, method must be CASH or BANK.",
        "paidOn, 15.01.2027, paidOn must be a date such as 2027-01-15.",
        "paidOn, 2027-01-16, paidOn is in the future; register money when it has come.",
        "method, BANK, 'reference must be there for BANK: the bank''s own, so that no transfer is registered twice.'"
    })
    void whatCannotBeRightIsRefusedInWords(String name, String value, String detail) {
        assertThat(registered(Map.of(name, value)))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.detail())
                        .isEqualTo(detail));
    }
}
