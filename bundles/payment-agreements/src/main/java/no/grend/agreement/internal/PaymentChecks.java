package no.grend.agreement.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.Payment.State;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.agreement.internal.store.RefundRow;
import no.grend.agreement.internal.store.SettlementStore;
import no.grend.identity.Actor;
import no.grend.kernel.HealthCheck;
import no.grend.kernel.Verification;
import no.grend.ledger.Ledger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code grend:verify payments} and the module's word on its health: no outcome is unknown for more than a day (P8), each payment
 * stands as its last event says, and each that is paid lies in the ledger once, with its amount.
 */
@Component(service = {Verification.class, HealthCheck.class})
public final class PaymentChecks implements Verification, HealthCheck {

    private static final Duration LONGEST_UNKNOWN = Duration.ofDays(1);
    private static final int BATCH = 500;
    private static final int MOST_TOLD = 100;

    private final Tables tables;
    private final Ledger ledger;
    private final SettlementStore settlements = new SettlementStore();

    @Activate
    public PaymentChecks(@Reference PaymentService payments, @Reference Ledger ledger) {
        this.tables = payments.tables();
        this.ledger = ledger;
    }

    @Override
    public String area() {
        return "payments";
    }

    @Override
    public String name() {
        return "payments";
    }

    @Override
    public List<String> troubles() {
        int unknown = unknownForLong();
        return unknown == 0
                ? List.of()
                : List.of(unknown + " payments have had an unknown outcome for more than a day; see GET"
                        + " /api/admin/payment-providers for what is absent.");
    }

    @Override
    public List<Violation> verify() {
        List<Violation> violations = new ArrayList<>();
        int unknown = unknownForLong();
        if (unknown > 0) {
            violations.add(new Violation("P8", unknown + " payments have had an unknown outcome for more than a day"));
        }
        tables.db
                .read(tx -> tables.payments.astray(tx, MOST_TOLD))
                .forEach(id -> violations.add(
                        new Violation("P8", "Payment " + id + " does not stand as its last event says")));
        tables.db
                .read(tx -> tables.consents.astray(tx, MOST_TOLD))
                .forEach(id -> violations.add(
                        new Violation("P8", "Consent " + id + " does not stand as its last event says")));
        tables.db
                .read(tx -> tables.refunds.astray(tx, MOST_TOLD))
                .forEach(id ->
                        violations.add(new Violation("P8", "Payment " + id + " is not given back as its refunds say")));
        tables.db
                .read(tx -> settlements.astray(tx, MOST_TOLD))
                .forEach(day ->
                        violations.add(new Violation("P8", "The settlement " + day + " is not the sum of its lines")));
        refunds(violations);
        String after = "";
        List<PaymentRow> rows;
        do {
            String from = after;
            rows = tables.db.read(tx -> tables.payments.settled(tx, from, BATCH));
            for (PaymentRow row : rows) {
                after = row.id();
                if (row.followUp() == null && violations.size() < MOST_TOLD && !isBooked(row)) {
                    violations.add(new Violation(
                            "P8", "Payment " + row.id() + " is paid, and the ledger does not have its amount"));
                }
            }
        } while (rows.size() == BATCH);
        return violations;
    }

    private void refunds(List<Violation> violations) {
        String after = "";
        List<RefundRow> rows;
        do {
            String from = after;
            rows = tables.db.read(tx -> tables.refunds.booked(tx, from, BATCH));
            for (RefundRow row : rows) {
                after = row.id();
                boolean booked = ledger.payment(Actor.SYSTEM, Refunding.sourceKey(row.id()))
                        .filter(payment ->
                                payment.receipt().amount().equals(row.amount().negate()))
                        .isPresent();
                if (!booked && violations.size() < MOST_TOLD) {
                    violations.add(new Violation(
                            "P8", "Refund " + row.id() + " is given back, and the ledger does not have its amount"));
                }
            }
        } while (rows.size() == BATCH);
    }

    private int unknownForLong() {
        return tables.db.read(tx -> tables.payments.stuck(
                tx, List.of(State.STARTING, State.UNKNOWN), tables.now().minus(LONGEST_UNKNOWN)));
    }

    private boolean isBooked(PaymentRow row) {
        Optional<Ledger.Payment> booked = ledger.payment(Actor.SYSTEM, FollowUps.sourceKey(row.id()));
        return booked.isPresent() && booked.get().receipt().amount().equals(row.paid());
    }
}
