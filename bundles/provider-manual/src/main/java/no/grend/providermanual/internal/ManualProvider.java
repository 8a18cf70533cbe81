package no.grend.providermanual.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.Terms;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.licence.Licence;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Money that staff have taken («manuell betaling»): cash over the counter, a transfer that came without KID. Staff register what
 * has happened already, so the answer follows from the order alone: it is the same whenever and however often it is asked, and
 * there is nothing to call off. A transfer's own reference can be registered once, which the register of payments holds.
 *
 * <p>Particulars: {@code method} is {@code CASH} (as when nothing is said) or {@code BANK}; {@code reference} is the voucher's or
 * the bank's, and must be there for {@code BANK}; {@code paidOn} is a date, today when nothing is said.
 */
@Component(service = PaymentProvider.class, property = "service.ranking:Integer=-100")
public final class ManualProvider implements PaymentProvider {

    private static final Logger LOG = LoggerFactory.getLogger(ManualProvider.class);
    private static final int LONGEST_REFERENCE = 100;

    private static final Terms TERMS = new Terms(
            "Kasse og bank",
            Set.of("NOK"),
            Ore.of(1),
            Ore.kroner(10_000_000),
            0,
            Duration.ofSeconds(5),
            Terms.OpenTo.STAFF);

    private enum Method {
        CASH,
        BANK
    }

    @Activate
    public ManualProvider(@Reference(target = "(feature=grend-provider-manual)") Licence licence) {
        LOG.info("Staff may register payments; {} is licensed until {}", licence.feature(), licence.validUntil());
    }

    /** For tests. */
    ManualProvider() {}

    @Override
    public String id() {
        return "manual";
    }

    @Override
    public Terms terms() {
        return TERMS;
    }

    @Override
    public Outcome start(Order order) {
        return outcome(order);
    }

    @Override
    public Outcome ask(Order order) {
        return outcome(order);
    }

    @Override
    public Outcome cancel(Order order) {
        return outcome(order);
    }

    private static Outcome outcome(Order order) {
        Map<String, String> particulars = order.particulars();
        Method method;
        LocalDate paidOn;
        try {
            method = Method.valueOf(
                    particulars.getOrDefault("method", "CASH").strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException neither) {
            return invalid("method must be CASH or BANK.");
        }
        LocalDate registeredOn = LocalDate.ofInstant(order.startedAt(), Oslo.ZONE);
        try {
            String given = particulars.get("paidOn");
            paidOn = given == null ? registeredOn : LocalDate.parse(given.strip());
        } catch (DateTimeException unreadable) {
            return invalid("paidOn must be a date such as 2027-01-15.");
        }
        if (paidOn.isAfter(registeredOn)) {
            return invalid("paidOn is in the future; register money when it has come.");
        }
        String reference = particulars.getOrDefault("reference", "").strip();
        if (reference.length() > LONGEST_REFERENCE) {
            return invalid("reference must be at most 100 characters.");
        }
        if (method == Method.BANK && reference.isEmpty()) {
            return invalid(
                    "reference must be there for BANK: the bank's own, so that no transfer is registered twice.");
        }
        return new Outcome.Accepted(
                reference.isEmpty() ? order.paymentId() : reference, order.amount(), order.currency(), paidOn);
    }

    private static Outcome invalid(String detail) {
        return new Outcome.Rejected(Reason.INVALID, detail);
    }
}
