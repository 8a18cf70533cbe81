package no.grend.agreement.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.grend.agreement.Payment.State;
import no.grend.agreement.internal.store.PaymentStore;
import no.grend.kernel.Lately;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import no.grend.kernel.Tally;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Payments by providers in numbers: what the providers have answered since the start, and what is not over. */
@Component(service = {PaymentMeters.class, Meters.class})
public final class PaymentMeters implements Meters {

    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Database db;
    private final PaymentStore payments;
    private final Tally outcomes = new Tally(
            "grend_payment_outcomes_total",
            "Payments that became something else by what their provider told: settled, rejected, cancelled, pending, unknown,"
                    + " or an exception for a person.",
            "provider",
            "outcome");
    private final Lately<Map<String, Long>> open = new Lately<>(FRESH, this::read);

    @Activate
    public PaymentMeters(
            @Reference(target = "(feature=grend-payment-agreements)") Licence licence,
            @Reference(target = "(module=agreement)") Database db) {
        this.db = db;
        this.payments = new PaymentStore(db.dialect());
    }

    /** After the commit. */
    void became(String provider, State state) {
        outcomes.count(provider, label(state));
    }

    private Map<String, Long> read() {
        return db.read(tx -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            for (State state : State.values()) {
                if (!state.isOver()) {
                    counts.put(label(state), payments.count(tx, state));
                }
            }
            return counts;
        });
    }

    private static String label(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Meter> meters() {
        return List.of(
                outcomes.meter(),
                Meter.gauge("grend_payments_open", "Payments by providers that are not over.", "state", open.get()));
    }
}
