package no.grend.agreement.internal.store;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.spi.Order;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.result.RowView;

/**
 * A payment's row.
 *
 * @param words what the payer reads
 * @param returnTo an address; null for none
 * @param particulars as {@link Particulars} writes them
 * @param followUp what the ledger must still be told: {@code BOOK}, {@code PREPAID} or null
 * @param asks how often its provider was asked
 * @param events how many events it has
 * @param live whether no other payment of the invoice may be begun
 * @param refunding what is given back, or on its way back
 * @param refunded what is given back for good
 * @param charge when it is a charge by a consent; null else
 */
public record PaymentRow(
        String id,
        String invoiceId,
        String contactId,
        String kid,
        String provider,
        Ore amount,
        String currency,
        String words,
        String purpose,
        String returnTo,
        String particulars,
        State state,
        String reference,
        String redirect,
        String reason,
        String detail,
        Ore paid,
        LocalDate paidOn,
        String followUp,
        String startedBy,
        Instant startedAt,
        Instant changedAt,
        Instant nextAskAt,
        int asks,
        int events,
        String idempotencyKey,
        String fingerprint,
        boolean live,
        Ore refunding,
        Ore refunded,
        Charge charge) {

    /** The ledger must be told that it is paid. */
    public static final String BOOK = "BOOK";

    /** The ledger must be told that it was begun and given up. */
    public static final String PREPAID = "PREPAID";

    /**
     * That it is a charge.
     *
     * @param consent the provider's own name of the consent
     * @param tries how many more are made when this one fails
     */
    public record Charge(String consentId, String consent, LocalDate dueOn, int retryDays, int tries) {

        static Charge of(RowView row) {
            String consentId = row.getColumn("consent_id", String.class);
            return consentId == null
                    ? null
                    : new Charge(
                            consentId,
                            row.getColumn("charge_consent", String.class),
                            row.getColumn("charge_due", LocalDate.class),
                            row.getColumn("charge_retry_days", Integer.class),
                            row.getColumn("charge_tries", Integer.class));
        }
    }

    static PaymentRow of(RowView row) {
        return new PaymentRow(
                row.getColumn("id", String.class),
                row.getColumn("invoice_id", String.class),
                row.getColumn("contact_id", String.class),
                row.getColumn("kid", String.class),
                row.getColumn("provider", String.class),
                row.getColumn("amount", Ore.class),
                row.getColumn("currency", String.class),
                row.getColumn("words", String.class),
                row.getColumn("purpose", String.class),
                row.getColumn("return_to", String.class),
                row.getColumn("particulars", String.class),
                State.valueOf(row.getColumn("state", String.class)),
                row.getColumn("reference", String.class),
                row.getColumn("redirect", String.class),
                row.getColumn("reason", String.class),
                row.getColumn("detail", String.class),
                row.getColumn("paid", Ore.class),
                row.getColumn("paid_on", LocalDate.class),
                row.getColumn("follow_up", String.class),
                row.getColumn("started_by", String.class),
                row.getColumn("started_at", Instant.class),
                row.getColumn("changed_at", Instant.class),
                row.getColumn("next_ask_at", Instant.class),
                row.getColumn("asks", Integer.class),
                row.getColumn("events", Integer.class),
                row.getColumn("idempotency_key", String.class),
                row.getColumn("fingerprint", String.class),
                row.getColumn("live_key", String.class) != null,
                row.getColumn("refunding", Ore.class),
                row.getColumn("refunded", Ore.class),
                Charge.of(row));
    }

    /** As its provider is told of it. */
    public Order order() {
        return new Order(
                id,
                reference,
                amount,
                currency,
                words,
                returnTo == null ? null : URI.create(returnTo),
                Particulars.read(particulars),
                startedAt,
                charge == null ? null : new Order.Charge(charge.consent(), charge.dueOn(), charge.retryDays()));
    }

    /** As others see it. */
    public Payment payment(List<Payment.Event> timeline) {
        return new Payment(
                id,
                invoiceId,
                contactId,
                provider,
                amount,
                currency,
                purpose,
                state,
                reference,
                redirect == null ? null : URI.create(redirect),
                reason,
                detail,
                paid,
                paidOn,
                state == State.SETTLED && followUp == null,
                startedAt,
                changedAt,
                nextAskAt,
                refunded,
                charge == null ? null : new Payment.Charge(charge.consentId(), charge.dueOn()),
                timeline);
    }
}
